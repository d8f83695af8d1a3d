// Passwords are hashed on threads of their own, which stay behind whatever else wants a core.
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'tsup'
import { expect, it } from 'vitest'
import { hashOnThread, verifyOnThread } from './hash-threads.ts'

const quick = { memoryCost: 8, timeCost: 1, parallelism: 1 }

/** Field 19 of `/proc/…/stat`, of every thread of this process. */
const niceness = (): number[] =>
  readdirSync('/proc/self/task').map((id) => Number(readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]))

it('answers many more than there are threads, each with its own', async () => {
  const passwords = Array.from({ length: 10 * availableParallelism() }, (_, n) => `password ${n}`)
  const hashes = await Promise.all(passwords.map((password) => hashOnThread(password, quick)))
  expect(new Set(hashes).size).toBe(passwords.length)
  const fits = (shift: number) =>
    Promise.all(hashes.map((hash, n) => verifyOnThread(hash, passwords[(n + shift) % passwords.length] ?? '', quick)))
  expect(new Set(await fits(0))).toEqual(new Set([true]))
  expect(new Set(await fits(1))).toEqual(new Set([false]))
})

it('rejects what is no hash, and goes on', async () => {
  const asked = Array.from({ length: 2 * availableParallelism() }, () => verifyOnThread('$argon2id$none', 'a password', quick))
  for (const one of await Promise.allSettled(asked)) expect(one.status).toBe('rejected')
  const hash = await hashOnThread('a password', quick)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/)
  expect(await verifyOnThread(hash, 'a password', quick)).toBe(true)
})

it.runIf(process.platform === 'linux')('stays behind everything else, which keeps its place', async () => {
  await hashOnThread('a password', quick)
  const main = Number(readFileSync(`/proc/self/stat`, 'utf8').split(') ')[1]?.split(' ')[16])
  const others = niceness()
  expect(others.filter((nice) => nice > main).length).toBeGreaterThan(0)
  expect(others.filter((nice) => nice > main).length).toBeLessThanOrEqual(availableParallelism())
})

it('hashes without them where a host bundled the server and left their file out', async () => {
  const outDir = join(import.meta.dirname, '../../node_modules/.cache/bundled-alone')
  await build({
    config: false,
    entry: { hasher: join(import.meta.dirname, 'hash-password.ts') },
    format: 'esm',
    outDir,
    skipNodeModulesBundle: true,
    silent: true,
  })
  const bundled = (await import(pathToFileURL(join(outDir, 'hasher.js')).href)) as typeof import('./hash-password.ts')
  const hasher = bundled.createPasswordHasher({ parameters: quick })
  const hash = await hasher.hash('a password')
  expect(await hasher.verify(hash, 'a password')).toBe(true)
  expect(await hasher.verify(hash, 'another password')).toBe(false)
})
