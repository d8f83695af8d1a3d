// Lists the workspace's packages with their manifests, each after the packages that it depends on.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const PARENTS = ['packages', 'apps', 'examples']
const SINGLE = ['e2e', 'bench']

/** @typedef {{ path: string, name: string, manifest: Record<string, unknown>, dependsOn: string[] }} Workspace `path` is relative, with slashes */

/**
 * Dependencies first; `dependsOn` holds the names of packages in this workspace, development dependencies included.
 * @returns {Workspace[]}
 */
export function listWorkspaces(folder = root) {
  const paths = [...PARENTS.flatMap((parent) => childrenOf(folder, parent)), ...SINGLE]
  const found = paths.filter((path) => existsSync(join(folder, path, 'package.json'))).map((path) => read(folder, path))
  const names = new Set(found.map(({ name }) => name))
  for (const workspace of found) workspace.dependsOn = workspace.dependsOn.filter((name) => names.has(name))
  return inOrder(found)
}

function childrenOf(folder, parent) {
  if (!existsSync(join(folder, parent))) return []
  return readdirSync(join(folder, parent)).map((name) => `${parent}/${name}`)
}

function read(folder, path) {
  const manifest = JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'))
  const dependsOn = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies })
  return { path, name: manifest.name, manifest, dependsOn }
}

function inOrder(workspaces) {
  const ordered = []
  let waiting = workspaces
  while (waiting.length > 0) {
    const ready = waiting.filter(({ dependsOn }) => dependsOn.every((name) => ordered.some((done) => done.name === name)))
    if (ready.length === 0)
      throw new Error(`These packages depend on each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    ordered.push(...ready)
    waiting = waiting.filter((workspace) => !ready.includes(workspace))
  }
  return ordered
}
