// Remembers which sources a package was last built from, so that nothing is built twice.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder, root } from './root.mjs'

const NOT_SOURCES = new Set(['node_modules', 'dist', '.cache', 'shots', 'data'])
const ARCHIVE = /\.(gz|tgz|tar|br|dump)$/
const TEST_FILE = /\.(test|bench)\.[cm]?[jt]sx?$/

/**
 * A hash per package over its files, those of the packages that it depends on, and the lockfile. Dependencies come first in `workspaces`.
 * @param {import('./list-workspaces.mjs').Workspace[]} workspaces
 * @returns {Map<string, string>}
 */
export function sourceHashes(workspaces, folder = root) {
  const hashes = new Map()
  for (const { path, name, dependsOn } of workspaces) {
    const hash = createHash('sha256')
    for (const shared of ['pnpm-lock.yaml', 'tsconfig.base.json']) addFile(hash, folder, shared)
    for (const dependency of dependsOn) hash.update(hashes.get(dependency) ?? '')
    for (const file of filesIn(folder, path)) addFile(hash, folder, file)
    hashes.set(name, hash.digest('hex'))
  }
  return hashes
}

export function isBuilt(path, hash) {
  const stamp = stampOf(path)
  return existsSync(join(root, path, 'dist')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

export function markBuilt(path, hash) {
  mkdirSync(dirname(stampOf(path)), { recursive: true })
  writeFileSync(stampOf(path), hash)
}

/** Removes scripts in `dist` that the build which began at `startedAt` (ms) did not write again: chunks of former builds. */
export function removeOldOutput(path, startedAt, folder = root) {
  const dist = join(folder, path, 'dist')
  if (!existsSync(dist)) return
  for (const file of readdirSync(dist, { recursive: true })) {
    const full = join(dist, file)
    if (/\.(js|js\.map|css|css\.map)$/.test(file) && statSync(full).mtimeMs < startedAt - 1_000) rmSync(full)
  }
}

const stampOf = (path) => join(cacheFolder, 'built', path.replace('/', '-'))

/** Adds a file's name and content to a hash; one that is not there changes nothing. */
export function addFile(hash, folder, file) {
  const full = join(folder, file)
  if (existsSync(full)) hash.update(file).update('\0').update(readFileSync(full)).update('\0')
}

/** Paths of a folder's files, relative to `folder` and sorted; without tests and, unless `packed`, archives that a build made. */
export function filesIn(folder, path, { packed = false } = {}) {
  if (!existsSync(join(folder, path))) return []
  return readdirSync(join(folder, path), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (NOT_SOURCES.has(entry.name) || TEST_FILE.test(entry.name) || (!packed && ARCHIVE.test(entry.name))) return []
      const child = `${path}/${entry.name}`
      if (entry.isDirectory()) return filesIn(folder, child, { packed })
      return entry.isFile() ? [child] : []
    })
}
