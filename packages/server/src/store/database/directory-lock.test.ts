// One living process at a time on a data directory.
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lineFrom, runScript } from '../../../test/run-script.ts'
import { acquireDirectoryLock, findLockSocket } from './directory-lock.ts'

const root = mkdtempSync(join(tmpdir(), 'foyer-lock-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const PLACES = {
  'a short path': 'short',
  'a path longer than a socket address': join('long'.repeat(20), 'longer'.repeat(20)),
}

describe.each(Object.entries(PLACES))('on %s', (_, name) => {
  const directory = join(root, name)

  it('refuses a second taker, naming the holder, and lets it in after the release', async () => {
    const first = await acquireDirectoryLock(directory)
    await expect(acquireDirectoryLock(directory)).rejects.toMatchObject({
      code: 'FOYER_DATABASE_LOCKED',
      message: expect.stringMatching(new RegExp(`process ${process.pid} on ${hostname()} since ${first.holder.since}`)),
    })
    await first.release()
    const second = await acquireDirectoryLock(directory)
    await second.release()
    expect(readdirSync(directory)).toHaveLength(2)
  })

  it('refuses a second process even while the holder is blocked, and takes over from a killed one', async () => {
    const holder = await runScript('hold-directory', [directory, 'block'])
    await lineFrom(holder, 'held ')
    await expect(acquireDirectoryLock(directory)).rejects.toMatchObject({ message: expect.stringContaining(`process ${holder.pid} `) })
    holder.kill('SIGKILL')
    await once(holder, 'close')
    const next = await acquireDirectoryLock(directory)
    expect(next.holder.pid).toBe(process.pid)
    await next.release()
  })

  it('carries connections to whoever takes them', async () => {
    const lock = await acquireDirectoryLock(directory)
    lock.onConnection((socket) => socket.end('welcome'))
    const found = await findLockSocket(directory)
    expect(found?.holder).toEqual(lock.holder)
    const socket = await found?.connect()
    const answer = socket ? await once(socket, 'data') : []
    expect(String(answer[0])).toBe('welcome')
    await lock.release()
    expect(await findLockSocket(directory)).toBeNull()
  })
})

it('leaves Node able to find modules behind symbolic links, as pnpm lays them', async () => {
  const home = join(realpathSync(root), 'modules')
  mkdirSync(join(home, 'kept'), { recursive: true })
  for (const name of ['first', 'second']) writeFileSync(join(home, 'kept', `${name}.cjs`), 'module.exports = __filename')
  symlinkSync(join(home, 'kept'), join(home, 'linked'))
  const require = createRequire(import.meta.url)
  const directory = join(root, 'with-modules')
  const dead = await acquireDirectoryLock(directory)
  await dead.release()
  // Now Node has the folders above in its memory, which it trusts by the last file that was looked at.
  require(join(home, 'kept', 'first.cjs'))
  const next = await acquireDirectoryLock(directory)
  expect(require(join(home, 'linked', 'second.cjs'))).toBe(join(home, 'kept', 'second.cjs'))
  await next.release()
})

it('lets exactly one of many takers of a dead lock win', async () => {
  const directory = join(root, 'race')
  const dead = await acquireDirectoryLock(directory)
  await dead.release()
  for (let round = 0; round < 20; round += 1) {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => acquireDirectoryLock(directory)))
    const held = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(held).toHaveLength(1)
    await held[0]?.release()
  }
  expect(readdirSync(directory).filter((name) => name.startsWith('claim-'))).toEqual([])
})

it('lets exactly one of several processes win', async () => {
  const directory = join(root, 'processes')
  const takers = await Promise.all([1, 2, 3, 4].map(() => runScript('hold-directory', [directory])))
  const answers = await Promise.all(
    takers.map((taker) => Promise.any([lineFrom(taker, 'held ').then(() => 'held'), lineFrom(taker, 'refused ')])),
  )
  for (const taker of takers) taker.kill('SIGKILL')
  expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
})

it('keeps the directory and the socket to its owner', async () => {
  const directory = join(root, 'private')
  const lock = await acquireDirectoryLock(directory)
  expect(statSync(directory).mode & 0o777).toBe(0o700)
  expect(existsSync(lock.socketPath)).toBe(true)
  await lock.release()
})
