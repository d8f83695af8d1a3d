// Installs the workspace's packages when they are missing or the lockfile changed since the last time.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, root } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { showStep } from './show-step.mjs'

const STAMP = join(cacheFolder, 'installed')
const INSTALL_LIMIT_MS = 15 * 60_000

/** Answers false when an installation was needed and failed; its log has been printed then. */
export async function installPackages() {
  const wanted = lockfileHash()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return true
  const step = await showStep('Install packages', install)
  if (step.state === 'failed') return false
  mkdirSync(cacheFolder, { recursive: true })
  writeFileSync(STAMP, wanted)
  return true
}

async function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // CI=true keeps the package manager from asking before it replaces folders of another layout.
  const { ok, output } = await runCommand('npx', ['--yes', packageManager.split('+')[0], 'install', '--frozen-lockfile'], {
    env: { CI: 'true' },
    timeoutMs: INSTALL_LIMIT_MS,
  })
  return ok ? { state: 'passed' } : { state: 'failed', log: output }
}

const lockfileHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(readFileSync(join(root, 'pnpm-workspace.yaml')))
    .update(process.versions.modules)
    .digest('hex')
