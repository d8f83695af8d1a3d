// Inviting many through the client: batch after batch, the same key throughout, and never more people than were meant.

import type { OutputOf } from '@foyer/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Foyer } from './client.ts'
import { answerWith, type FakeFoyer, hangUp, startFakeFoyer } from './fake-foyer.ts'
import { MIA_ID } from './fake-people.ts'

let server: FakeFoyer
let foyer: Foyer
beforeAll(async () => {
  server = await startFakeFoyer()
  foyer = new Foyer({ url: server.url, apiKey: 'key-1' })
})
afterAll(() => server.close())
afterEach(() => {
  server.asked.length = 0
})

type Batch = OutputOf<'invitations.sendMany'>
const batch = (parts: Partial<Batch> = {}) =>
  answerWith('invitations.sendMany', { done: 50, skipped: [], next: null, total: null, ...parts })
const invite = { application: 'app' }
const keys = () => server.asked.map(({ headers }) => headers.get('idempotency-key'))

describe('sendMany', () => {
  it('goes on until the end, and tells how far it is', async () => {
    const skipped = [{ userId: MIA_ID, ref: MIA_ID, code: 'email_missing' }]
    server.answer(batch({ next: 'c1' }), batch({ next: 'c2', skipped }), batch({ done: 3, total: 103 }))
    const seen: unknown[] = []
    const onProgress = (progress: unknown) => seen.push(progress)
    const result = await foyer.invitations.sendMany({ status: 'offline', sort: '-createdAt' }, invite, { onProgress })
    expect(result).toEqual({ done: 103, skipped, skippedMore: 0 })
    expect(seen).toEqual([
      { done: 50, skipped: 0 },
      { done: 100, skipped: 1 },
      { done: 103, skipped: 1 },
    ])
    const selection = { status: 'offline' }
    expect(server.asked.map(({ input }) => input)).toEqual([
      { selection, invite },
      { selection, invite, after: 'c1' },
      { selection, invite, after: 'c2' },
    ])
    expect(new Set(keys()).size).toBe(1)
  })

  it('repeats a batch whose answer was lost under the same key', async () => {
    server.answer(hangUp, batch({ done: 2, total: 2 }))
    await expect(foyer.invitations.sendMany([MIA_ID], invite, { idempotencyKey: 'run-1' })).resolves.toMatchObject({ done: 2 })
    expect(keys()).toEqual(['run-1', 'run-1'])
  })

  it('counts those of earlier calls with the same key', async () => {
    server.answer(batch({ done: 20, total: 80 }))
    await expect(foyer.invitations.sendMany({ status: 'offline' }, invite, { idempotencyKey: 'run-2' })).resolves.toMatchObject({
      done: 80,
    })
  })

  it('sends long lists in parts, each under a key of its own', async () => {
    const refs = Array.from({ length: 250 }, (_, at) => ({ externalId: `P-${at}` }))
    server.answer(batch({ done: 100, total: 100 }), batch({ done: 100, total: 100 }), batch({ done: 50, total: 50 }))
    await expect(foyer.invitations.sendMany(refs, invite, { idempotencyKey: 'run-3' })).resolves.toMatchObject({ done: 250 })
    expect(keys()).toEqual(['run-3', 'run-3.1', 'run-3.2'])
    expect(server.asked.flatMap(({ input }) => input.selection)).toEqual(refs)
  })

  it('lists at most 10,000 who were left out, and counts the rest', async () => {
    const skipped = Array.from({ length: 400 }, () => ({ userId: MIA_ID, ref: MIA_ID, code: 'email_missing' }))
    const pages = Array.from({ length: 30 }, (_, at) => batch({ done: 0, skipped, next: at === 29 ? null : `c${at}` }))
    server.answer(...pages)
    const result = await foyer.invitations.sendMany({}, invite)
    expect([result.done, result.skipped.length, result.skippedMore]).toEqual([0, 10_000, 2_000])
  })

  it('asks nothing for an empty list', async () => {
    await expect(foyer.invitations.sendMany([], invite)).resolves.toEqual({ done: 0, skipped: [], skippedMore: 0 })
    expect(server.asked).toEqual([])
  })

  it('refuses a filter that an undefined value would widen, and ids that are none', async () => {
    await expect(foyer.invitations.sendMany({ status: 'offline', department: undefined }, invite)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { issues: [{ path: ['selection', 'department'] }] },
    })
    await expect(foyer.invitations.sendMany([MIA_ID, 'P-1'], invite)).rejects.toMatchObject({ code: 'user_not_found' })
    expect(server.asked).toEqual([])
  })

  it('ends when it is cancelled', async () => {
    const stop = new AbortController()
    server.answer(batch({ next: 'c1' }))
    const running = foyer.invitations.sendMany({}, invite, { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(server.asked).toHaveLength(1)
  })
})
