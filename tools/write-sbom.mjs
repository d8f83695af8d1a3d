// The list of all parts of what is published, as CycloneDX 1.6: each with its version, licence and checksum, and who needs whom.
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listWorkspaces } from './list-workspaces.mjs'
import { root } from './root.mjs'

/** Built into what is published, so that no manifest of a published package asks for them. */
const BUNDLED = { '@foyer/widget': ['lit'], '@foyer/admin': ['lit', '@foyer/sdk'] }

/** @typedef {{ name: string, version: string, license?: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Manifest */

/** @returns {object} the same for the same lock file: no time and no serial number */
export function sbom() {
  const checksums = readChecksums(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'))
  const published = listWorkspaces().filter(({ manifest }) => !manifest.private)
  const parts = new Map()
  for (const { path } of published) add(join(root, path), parts, checksums)
  const { version } = published[0]?.manifest ?? {}
  const whole = { type: 'application', name: 'foyer', version, 'bom-ref': `foyer@${version}` }
  const all = [...parts.values()].sort((a, b) => (a.component.purl < b.component.purl ? -1 : 1))
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component: whole },
    components: all.map(({ component }) => component),
    dependencies: [
      { ref: whole['bom-ref'], dependsOn: published.map(({ manifest }) => purlOf(manifest)).sort() },
      ...all.map(({ component, needs }) => ({ ref: component.purl, dependsOn: [...needs].sort() })),
    ],
  }
}

/** @returns {string} its purl */
function add(folder, parts, checksums) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const purl = purlOf(manifest)
  if (parts.has(purl)) return purl
  const needs = new Set()
  parts.set(purl, { component: componentOf(manifest, checksums), needs })
  const names = [...Object.keys(manifest.dependencies ?? {}), ...(BUNDLED[manifest.name] ?? [])]
  for (const name of names) needs.add(add(folderOf(name, folder), parts, checksums))
  for (const [name, version] of Object.entries(manifest.optionalDependencies ?? {})) {
    const found = folderOf(name, folder, { isOptional: true })
    needs.add(found === null ? addAbsent({ name, version }, parts, checksums) : add(found, parts, checksums))
  }
  return purl
}

/** Made for another machine: its version is exact, or nobody could know what would be installed there. */
function addAbsent(manifest, parts, checksums) {
  const purl = purlOf(manifest)
  if (!parts.has(purl)) parts.set(purl, { component: componentOf(manifest, checksums), needs: new Set() })
  return purl
}

function componentOf({ name, version, license }, checksums) {
  const checksum = checksums.get(`${name}@${version}`)
  return {
    type: 'library',
    'bom-ref': purlOf({ name, version }),
    name,
    version,
    purl: purlOf({ name, version }),
    ...(license === undefined ? {} : { licenses: [{ expression: license.replace(/^\((.*)\)$/, '$1') }] }),
    ...(checksum === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(checksum, 'base64').toString('hex') }] }),
  }
}

const purlOf = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** As Node looks for it: upwards from who needs it. */
function folderOf(name, from, { isOptional = false } = {}) {
  for (let folder = realpathSync(from); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
    if (dirname(folder) !== folder) continue
    if (isOptional) return null
    throw new Error(`${name}, which ${from} needs, is not installed`)
  }
}

const readChecksums = (lock) =>
  new Map(
    [...lock.matchAll(/^ {2}'?([^'\s]+@[^'\s:(]+)'?:\n {4}resolution: \{integrity: sha512-([^}]+)\}/gm)].map(([, name, sum]) => [
      name,
      sum,
    ]),
  )
