import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './root.mjs'
import { sbom } from './write-sbom.mjs'

const list = sbom()
const named = (name) => list.components.filter((component) => component.name === name)
const manifestOf = (path) => JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))

test('the list of parts has every package that a published one asks for or is built with, once', () => {
  const asked = Object.keys(manifestOf('packages/server').dependencies)
  for (const name of [...asked, 'lit', '@foyer/sdk']) expect(named(name).length, name).toBeGreaterThan(0)
  const purls = list.components.map(({ purl }) => purl)
  expect(new Set(purls).size).toBe(purls.length)
  for (const name of ['vitest', '@biomejs/biome', 'react']) expect(named(name), name).toEqual([])
})

test('each part of others has its exact version and the checksum of the lock file', () => {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  for (const { name, version, hashes, purl } of list.components.filter((component) => !component.name.startsWith('@foyer/'))) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+/)
    expect(hashes?.[0].content, purl).toMatch(/^[0-9a-f]{128}$/)
    expect(lock, purl).toContain(`sha512-${Buffer.from(hashes[0].content, 'hex').toString('base64')}`)
  }
})

test('whoever is needed is in it, and the same parts make the same list', () => {
  const refs = new Set(list.components.map((component) => component['bom-ref']))
  for (const { ref, dependsOn } of list.dependencies) for (const one of dependsOn) expect(refs, `${ref} needs ${one}`).toContain(one)
  expect(list).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: 'foyer' } } })
  expect(sbom()).toEqual(list)
})
