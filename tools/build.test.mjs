// What makes a package be built again, and in which order packages come.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sourceHashes } from './build-stamps.mjs'
import { isAtLeast } from './check-node-version.mjs'
import { listWorkspaces } from './list-workspaces.mjs'
import { runCommand } from './run-command.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-build-'))
  write('packages/a/package.json', '{ "name": "a", "dependencies": { "z": "*", "other": "*" } }')
  write('packages/z/package.json', '{ "name": "z" }')
  write('packages/a/src/index.ts', '1')
  write('packages/z/src/index.ts', '2')
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(file, text) {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

const hashes = () => Object.fromEntries(sourceHashes(listWorkspaces(folder), folder))

test('packages come after those that they depend on', () => {
  expect(listWorkspaces(folder).map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
    ['z', []],
    ['a', ['z']],
  ])
})

test('packages that depend on each other in a circle are named', () => {
  write('packages/z/package.json', '{ "name": "z", "dependencies": { "a": "*" } }')
  expect(() => listWorkspaces(folder)).toThrow('circle: a, z')
})

test('a changed source builds its package and those that depend on it', () => {
  const before = hashes()
  write('packages/a/src/index.ts', 'changed')
  expect([hashes().a === before.a, hashes().z === before.z]).toEqual([false, true])
  const between = hashes()
  write('packages/z/src/deep/new.ts', 'new')
  expect([hashes().a === between.a, hashes().z === between.z]).toEqual([false, false])
})

test('a changed test, what was built and what was installed build nothing', () => {
  const before = hashes()
  for (const file of ['src/index.test.ts', 'dist/index.js', 'node_modules/x/index.js']) write(`packages/z/${file}`, 'x')
  expect(hashes()).toEqual(before)
})

test('versions are compared as numbers', () => {
  expect([
    isAtLeast('20.19.0', '20.19'),
    isAtLeast('20.9.0', '20.19'),
    isAtLeast('22.1.0', '20.19'),
    isAtLeast('18.20.8', '20.19'),
  ]).toEqual([true, false, true, false])
})

test('a program that fails, hangs or does not exist answers instead of throwing', async () => {
  expect(await runCommand(process.execPath, ['-e', 'console.log("said"); process.exit(3)'])).toEqual({
    ok: false,
    code: 3,
    output: 'said\n',
  })
  expect(await runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })).toMatchObject({
    ok: false,
    output: expect.stringContaining('limit 0.3 s'),
  })
  expect(await runCommand(join(folder, 'no-such-program'))).toMatchObject({ ok: false, code: 127 })
})
