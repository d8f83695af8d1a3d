// `npm run pack`: writes every published package as a tarball, the way a registry would hold it, and the list of all their parts.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { checkNodeVersion } from './check-node-version.mjs'
import { installPackages } from './install-packages.mjs'
import { listWorkspaces } from './list-workspaces.mjs'
import { root } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { showStep } from './show-step.mjs'
import { sbom } from './write-sbom.mjs'

const PACKAGE_LIMIT_MS = 60_000

/**
 * Packs what is built; references within the workspace become version numbers.
 * @param {string} folder emptied first
 * @returns {Promise<{ name: string, version: string, file: string }[]>} `file` is absolute
 */
export async function packPackages(folder) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return Promise.all(
    listWorkspaces()
      .filter(({ manifest }) => !manifest.private)
      .map(async ({ path, name, manifest: { version } }) => {
        const args = ['--yes', packageManager, 'pack', '--pack-destination', folder]
        const { ok, output } = await runCommand('npx', args, { cwd: join(root, path), timeoutMs: PACKAGE_LIMIT_MS })
        const file = join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)
        if (!ok || !existsSync(file)) throw new Error(`${name} could not be packed:\n${output}`)
        return { name, version, file }
      }),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNodeVersion()
  if (!(await installPackages())) process.exit(1)
  const built = await showStep('Build', () => build({ types: true }))
  if (built.state === 'failed') process.exit(1)
  const folder = join(root, '.cache/packages')
  const packed = await packPackages(folder)
  writeFileSync(join(folder, 'foyer.cdx.json'), `${JSON.stringify(sbom(), null, 2)}\n`)
  console.log(
    `\nIn a folder of your own, install these in place of their names:\n\n${packed.map(({ file }) => file).join(' ')}\n\nAll their parts, as CycloneDX: ${join(folder, 'foyer.cdx.json')}`,
  )
}
