// Checks the packages as they would be published: entry points, types, and nothing that does not belong to them.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listWorkspaces } from './list-workspaces.mjs'
import { cacheFolder, root } from './root.mjs'
import { runCommand } from './run-command.mjs'

const PACKED = join(cacheFolder, 'packed')
const UNWANTED = /\.(test|bench)\.|\.tsbuildinfo$|(^|\/)(\.env|tests?)(\/|$)/

/** @returns {Promise<string[]>} what publint and attw object to, and files that should not be published */
export async function checkPackages() {
  const packages = listWorkspaces().filter(
    ({ path, manifest }) => path.startsWith('packages/') && !manifest.private && existsSync(join(root, path, 'dist')),
  )
  rmSync(PACKED, { recursive: true, force: true })
  mkdirSync(PACKED, { recursive: true })
  const problems = []
  for (const { path, name } of packages) problems.push(...(await checkOne(path)).map((problem) => `${name}: ${problem}`))
  return problems
}

async function checkOne(path) {
  const npm = await runCommand('npm', ['pack', '--json', '--ignore-scripts', '--silent', '--pack-destination', PACKED], {
    cwd: join(root, path),
  })
  if (!npm.ok) return [npm.output]
  const [{ filename, files }] = JSON.parse(npm.output.slice(npm.output.indexOf('[\n')))
  const problems = files
    .map((file) => file.path)
    .filter((file) => UNWANTED.test(file))
    .map((file) => `would publish ${file}`)
  const shape = await runCommand('publint', ['run', join(PACKED, filename), '--strict'])
  if (!shape.ok) problems.push(shape.output)
  const types = await runCommand('attw', [
    join(PACKED, filename),
    '--profile',
    'esm-only',
    '--no-emoji',
    '--no-color',
    '--format',
    'table-flipped',
    // A style sheet has no types.
    '--exclude-entrypoints',
    './widget.css',
  ])
  if (!types.ok) problems.push(types.output)
  return problems
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = await checkPackages()
  console.log(problems.length === 0 ? 'all packages have their shape' : problems.join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
