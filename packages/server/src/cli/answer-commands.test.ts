// What the socket of the data directory answers to whoever speaks to it, and that bad guests cost nothing.

import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLockSocket } from '../store/database/directory-lock.ts'
import { createTestFoyer, type TestFoyer } from '../testing.ts'
import { askServer } from './ask-server.ts'
import type { Operation } from './operation.ts'
import { manage } from './operations/manage.ts'
import { readFacts } from './operations/read-facts.ts'

const directory = mkdtempSync(join(tmpdir(), 'foyer-socket-'))
let foyer: TestFoyer
beforeAll(async () => {
  foyer = await createTestFoyer({}, { database: { directory } })
}, 60_000)
afterAll(async () => {
  await foyer.close()
  rmSync(directory, { recursive: true, force: true })
})

const connect = async (): Promise<Socket> => {
  const found = await findLockSocket(directory)
  if (found === null) throw new Error('Nobody holds the directory')
  return found.connect()
}

const listing = { route: 'keys.list', ref: '', input: {}, idempotencyKey: null } as const
const creating = (input: Record<string, unknown>) => ({ route: 'keys.create', ref: '', input, idempotencyKey: null }) as const
const request = (input: Record<string, unknown>) => `${JSON.stringify({ operation: 'manage', input })}\n`

/** Everything that the server says until it closes. */
const converse = async (text: string): Promise<string[]> => {
  const socket = await connect()
  let heard = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk
  })
  socket.on('error', () => socket.destroy())
  socket.write(text)
  await new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return heard.trim().split('\n')
}

describe('the socket of a running server', () => {
  it('greets, answers one request and closes', async () => {
    const [greeting, answer, ...more] = await converse(`${request(listing)}{"operation":"facts"}\n`)
    expect(JSON.parse(greeting ?? '')).toEqual({ foyer: expect.any(String) })
    expect(JSON.parse(answer ?? '')).toEqual({ output: { items: [expect.objectContaining({ name: 'Demo' })] } })
    expect(more).toEqual([])
  })

  it.each([
    ['no JSON', 'GET / HTTP/1.1\n', 1],
    ['another shape', '["facts"]\n', 2],
    ['an unknown operation', '{"operation":"users.list","input":{}}\n', 1],
    ['an operation by the name of a method', '{"operation":"constructor","input":{}}\n', 1],
    ['a route that commands do not have', request({ ...listing, route: 'sessions.check' }), 2],
    ['a scope that does not exist', request(creating({ name: 'a', scopes: ['king'] })), 2],
    ['a name that steers a terminal', request(creating({ name: '\u001b[2J', scopes: ['owner'] })), 2],
    ['more than there is', request(creating({ name: 'a', scopes: ['owner'], all: true })), 2],
    ['a key that nobody has', request({ ...listing, route: 'keys.revoke', ref: 'nobody' }), 3],
  ])('refuses %s', async (_, text, exitCode) => {
    const before = await askServer(await connect(), manage, listing)
    const [, answer] = await converse(text)
    expect(JSON.parse(answer ?? '')).toMatchObject({ error: { text: expect.any(String), exitCode } })
    expect(await askServer(await connect(), manage, listing)).toEqual(before)
  })

  it('hangs up on whoever sends too much, and answers the next', async () => {
    expect(await converse('x'.repeat(100_000))).toHaveLength(1)
    expect(await askServer(await connect(), readFacts, {})).toBeDefined()
  })

  it('hangs up on whoever says nothing for five seconds', async () => {
    const begun = performance.now()
    const said = await converse('')
    expect(said).toHaveLength(1)
    expect(performance.now() - begun).toBeGreaterThan(4_000)
    expect(performance.now() - begun).toBeLessThan(15_000)
  }, 30_000)

  it('outlives guests who leave at once', async () => {
    for (let guest = 0; guest < 50; guest += 1) (await connect()).destroy()
    const made = await askServer(await connect(), manage, creating({ name: 'a', scopes: ['users:read'] }))
    expect(made?.output).toMatchObject({ key: expect.stringMatching(/^fk_/) })
  })

  it('tells a command of another version that it does not know what is asked', async () => {
    const newer: Operation<Record<string, never>, Record<string, never>> = {
      ...readFacts,
      name: 'newer',
      run: () => Promise.reject(new Error()),
    } as never
    await expect(askServer(await connect(), newer, {})).rejects.toThrow(/The running Foyer \S+ does not know this command/)
  })
})
