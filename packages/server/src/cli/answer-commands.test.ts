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
import { createKey } from './operations/create-key.ts'
import { listKeys } from './operations/list-keys.ts'

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
    const [greeting, answer, ...more] = await converse(
      `${JSON.stringify({ operation: 'keys.list', input: {} })}\n{"operation":"keys.list"}\n`,
    )
    expect(JSON.parse(greeting ?? '')).toEqual({ foyer: expect.any(String) })
    expect(JSON.parse(answer ?? '')).toEqual({ output: { now: expect.any(Number), keys: [expect.objectContaining({ name: 'Demo' })] } })
    expect(more).toEqual([])
  })

  it.each([
    ['no JSON', 'GET / HTTP/1.1\n', 1],
    ['another shape', '["keys.list"]\n', 2],
    ['an unknown operation', '{"operation":"users.list","input":{}}\n', 1],
    ['an operation by the name of a method', '{"operation":"constructor","input":{}}\n', 1],
    [
      'a role that does not exist',
      '{"operation":"keys.create","input":{"name":"a","role":"king","application":null,"expiresInDays":null}}\n',
      2,
    ],
    [
      'a name that steers a terminal',
      '{"operation":"keys.create","input":{"name":"\\u001b[2J","role":"owner","application":null,"expiresInDays":null}}\n',
      2,
    ],
    ['more than there is', '{"operation":"keys.list","input":{"all":true}}\n', 2],
  ])('refuses %s', async (_, text, exitCode) => {
    const before = await askServer(await connect(), listKeys, {})
    const [, answer] = await converse(text)
    expect(JSON.parse(answer ?? '')).toEqual({ error: { text: expect.any(String), exitCode } })
    const after = await askServer(await connect(), listKeys, {})
    expect(after?.output.keys).toEqual(before?.output.keys)
  })

  it('hangs up on whoever sends too much, and answers the next', async () => {
    expect(await converse('x'.repeat(100_000))).toHaveLength(1)
    expect(await askServer(await connect(), listKeys, {})).toBeDefined()
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
    const made = await askServer(await connect(), createKey, { name: 'a', role: 'manager', application: null, expiresInDays: null })
    expect(made?.output.key).toMatch(/^fk_/)
  })

  it('tells a command of another version that it does not know what is asked', async () => {
    const newer: Operation<Record<string, never>, Record<string, never>> = {
      ...listKeys,
      name: 'keys.rotate',
      run: () => Promise.reject(new Error()),
    } as never
    await expect(askServer(await connect(), newer, {})).rejects.toThrow(/The running Foyer \S+ does not know this command/)
  })
})
