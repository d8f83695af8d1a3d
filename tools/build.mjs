// Builds every package whose sources changed, dependencies first and two at a time, then the declarations and the empty database.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildEmptyDatabase } from './build-empty-database.mjs'
import { isBuilt, markBuilt, removeOldOutput, sourceHashes } from './build-stamps.mjs'
import { checkNodeVersion } from './check-node-version.mjs'
import { installPackages } from './install-packages.mjs'
import { listWorkspaces } from './list-workspaces.mjs'
import { root } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { showStep } from './show-step.mjs'

const AT_ONCE = 2

/**
 * Builds what changed. Declarations are needed to check types, not to run: only `types: true` makes them.
 * @param {{ types?: boolean, force?: boolean }} [options]
 * @returns {Promise<import('./show-step.mjs').StepResult>}
 */
export async function build({ types = false, force = false } = {}) {
  const workspaces = listWorkspaces().filter(({ path, manifest }) => manifest.scripts?.build && existsSync(join(root, path, 'src')))
  const hashes = sourceHashes(workspaces)
  const stale = workspaces.filter(({ path, name }) => force || !isBuilt(path, hashes.get(name)))
  const failed = await buildInOrder(stale, hashes)
  if (failed) return { state: 'failed', log: failed }
  const databaseFailure = await buildEmptyDatabase()
  if (databaseFailure) return { state: 'failed', log: databaseFailure }
  if (types) {
    const declared = await runCommand(process.execPath, ['node_modules/typescript7/bin/tsc', '-b'])
    if (!declared.ok) return { state: 'failed', log: declared.output }
  }
  return { state: 'passed', note: stale.length === 0 ? 'nothing changed' : stale.map(({ name }) => name.split('/').at(-1)).join(' ') }
}

/** Answers the logs of what failed, or ''. A package starts when those that it depends on are built, and not at all when one of them failed. */
async function buildInOrder(workspaces, hashes) {
  let waiting = [...workspaces]
  const running = new Map()
  const failed = new Map()
  while (running.size > 0 || waiting.length > 0) {
    for (const { name, dependsOn } of waiting) if (dependsOn.some((dependency) => failed.has(dependency))) failed.set(name, '')
    waiting = waiting.filter(({ name }) => !failed.has(name))
    const isReady = ({ dependsOn }) => !dependsOn.some((name) => running.has(name) || waiting.some((other) => other.name === name))
    const next = running.size < AT_ONCE ? waiting.find(isReady) : undefined
    if (next) {
      waiting = waiting.filter((workspace) => workspace !== next)
      running.set(next.name, buildOne(next, hashes.get(next.name)))
      continue
    }
    if (running.size === 0) break
    const { name, log } = await Promise.race(running.values())
    running.delete(name)
    if (log) failed.set(name, log)
  }
  return [...failed.values()].filter(Boolean).join('\n')
}

async function buildOne({ path, name, manifest }, hash) {
  const startedAt = Date.now()
  const { ok, output } = await runCommand(manifest.scripts.build, [], { cwd: join(root, path), shell: true })
  if (!ok) return { name, log: `${name}\n${output}` }
  removeOldOutput(path, startedAt)
  markBuilt(path, hash)
  return { name, log: null }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNodeVersion()
  if (!(await installPackages())) process.exit(1)
  const { state } = await showStep('Build', () =>
    build({ force: process.argv.includes('--force'), types: !process.argv.includes('--no-types') }),
  )
  process.exitCode = state === 'failed' ? 1 : 0
}
