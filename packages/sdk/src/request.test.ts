// Repetition, cancelling, time limits and errors, at a real port.

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Foyer } from './client.ts'
import { isFoyerError } from './errors.ts'
import { answerWith, type FakeFoyer, hangUp, neverAnswer, problemAnswer, startFakeFoyer } from './fake-foyer.ts'
import { MIA_ID, mia } from './fake-people.ts'

let server: FakeFoyer
const client = (options: { retries?: number; timeoutMs?: number } = {}) => new Foyer({ url: server.url, apiKey: 'key-1', ...options })
const found = answerWith('users.get', mia)
const created = answerWith('users.create', mia)
const caught = async (call: Promise<unknown>) => {
  try {
    await call
  } catch (error) {
    if (isFoyerError(error)) return error
    throw error
  }
  throw new Error('The call succeeded.')
}

beforeAll(async () => {
  server = await startFakeFoyer()
})
afterAll(() => server.close())
afterEach(() => {
  server.asked.length = 0
})

describe('repetition', () => {
  it('repeats a write after a lost connection and a 503, with the same idempotency key', async () => {
    server.answer(hangUp, problemAnswer('busy', {}), created)
    await expect(client().users.create({ firstName: 'Mia' })).resolves.toMatchObject({ id: MIA_ID })
    const keys = server.asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f-]{32,36}$/)
  })

  it('makes another key for another call, and takes the one that is given', async () => {
    server.answer(created)
    await client().users.create({ firstName: 'Mia' })
    await client().users.create({ firstName: 'Mia' })
    await client().users.create({ firstName: 'Mia' }, { idempotencyKey: 'hr-1' })
    const keys = server.asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(new Set(keys).size).toBe(3)
    expect(keys[2]).toBe('hr-1')
  })

  it('sends no idempotency key with a read', async () => {
    server.answer(found)
    await client().users.get(MIA_ID)
    expect(server.asked[0]?.headers.has('idempotency-key')).toBe(false)
  })

  it('waits as long as Retry-After asks', async () => {
    server.answer(problemAnswer('rate_limited', { retryAfterMs: 1000 }, { 'retry-after': '1' }), found)
    const begun = Date.now()
    await client().users.get(MIA_ID)
    expect(Date.now() - begun).toBeGreaterThanOrEqual(990)
  })

  it('gives up at once when Retry-After goes past the time limit', async () => {
    server.answer(problemAnswer('rate_limited', { retryAfterMs: 60_000 }, { 'retry-after': '60' }))
    const error = await caught(client({ timeoutMs: 2000 }).users.get(MIA_ID))
    expect(error).toMatchObject({ code: 'rate_limited', status: 429, retryable: true, details: { retryAfterMs: 60_000 } })
    expect(server.asked).toHaveLength(1)
  })

  it('stops after the set number of repetitions', async () => {
    server.answer(problemAnswer('unavailable', {}))
    expect(await caught(client({ retries: 1 }).users.get(MIA_ID))).toMatchObject({ code: 'unavailable', status: 503 })
    expect(server.asked).toHaveLength(2)
  })

  it('says how often it tried when Foyer cannot be reached', async () => {
    const nobody = new Foyer({ url: 'http://127.0.0.1:9', apiKey: 'key-1', retries: 1 })
    expect(await caught(nobody.users.get(MIA_ID))).toMatchObject({ code: 'unreachable', details: { attempts: 2 }, status: 0 })
  })

  it.each(['internal', 'email_taken', 'unauthenticated'] as const)('does not repeat after %s', async (code) => {
    server.answer(problemAnswer(code, { userId: MIA_ID }))
    expect(await caught(client().users.create({ email: 'mia@example.com' }))).toMatchObject({ code, retryable: false })
    expect(server.asked).toHaveLength(1)
  })
})

describe('ending a call', () => {
  it('is timed out when no answer comes', async () => {
    server.answer(neverAnswer)
    expect(await caught(client({ timeoutMs: 100 }).users.get(MIA_ID))).toMatchObject({ code: 'timed_out', retryable: true })
  })

  it('takes a time limit of its own', async () => {
    server.answer(neverAnswer)
    expect(await caught(client().users.get(MIA_ID, { timeoutMs: 50 }))).toMatchObject({ code: 'timed_out' })
  })

  it('is cancelled by its signal, with the reason as cause', async () => {
    server.answer(neverAnswer)
    const controller = new AbortController()
    setTimeout(() => controller.abort('enough'), 50)
    expect(await caught(client().users.get(MIA_ID, { signal: controller.signal }))).toMatchObject({ code: 'cancelled', cause: 'enough' })
  })

  it('is cancelled while it waits to try again', async () => {
    server.answer(problemAnswer('busy', {}, { 'retry-after': '5' }))
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 100)
    const begun = Date.now()
    expect(await caught(client().users.get(MIA_ID, { signal: controller.signal }))).toMatchObject({ code: 'cancelled' })
    expect(Date.now() - begun).toBeLessThan(2000)
  })

  it('asks nothing when the signal was aborted before', async () => {
    expect(await caught(client().users.get(MIA_ID, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' })
    expect(server.asked).toHaveLength(0)
  })

  it('leaves no timer behind', async () => {
    // The answer comes without a connection: the network has timers of its own.
    const atOnce = new Foyer({ url: 'http://127.0.0.1:9', apiKey: 'key-1', fetch: async () => Response.json({ id: MIA_ID }) })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await atOnce.users.get(MIA_ID)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('errors', () => {
  it('carries code, details, status, request id and the sentence', async () => {
    server.answer(problemAnswer('email_taken', { userId: MIA_ID }))
    const error = await caught(client().users.create({ email: 'mia@example.com' }))
    expect(error).toMatchObject({ code: 'email_taken', details: { userId: MIA_ID }, status: 409, requestId: 'req-1' })
    expect(error.message).toBe('Detail of email_taken.')
  })

  it('is told apart by code', async () => {
    server.answer(problemAnswer('email_taken', { userId: MIA_ID }))
    const error: unknown = await caught(client().users.create({ email: 'mia@example.com' }))
    expect(isFoyerError(error, 'email_taken')).toBe(true)
    expect(isFoyerError(error, 'email_missing', 'user_not_found')).toBe(false)
    expect(isFoyerError(new Error('email_taken'))).toBe(false)
  })

  it.each([
    [502, 'unavailable'],
    [404, 'not_found'],
    [401, 'unauthenticated'],
    [500, 'internal'],
    [418, 'internal'],
  ])('reads a page with status %i from something in between as %s', async (status, code) => {
    server.answer(() => new Response('<h1>Bad Gateway</h1>', { status, headers: { 'content-type': 'text/html' } }))
    expect(await caught(client({ retries: 0 }).users.get(MIA_ID))).toMatchObject({ code, status })
  })

  it('does not follow a redirect, which would hand over the key', async () => {
    server.answer((_, c) => c.redirect('http://127.0.0.1:9/elsewhere', 307))
    expect(await caught(client().users.create({ firstName: 'Mia' }))).toMatchObject({ code: 'unreachable', status: 307, retryable: false })
    expect(server.asked).toHaveLength(1)
  })

  it('says so when the address is not that of Foyer', async () => {
    server.answer(() => new Response('<h1>Welcome</h1>'))
    const error = await caught(client().users.get(MIA_ID))
    expect(error).toMatchObject({ code: 'internal', status: 200 })
    expect(error.message).toContain('not JSON')
  })

  it('names the key nowhere', async () => {
    server.answer(problemAnswer('internal', {}))
    const foyer = client()
    const error = await caught(foyer.users.get(MIA_ID))
    expect(JSON.stringify(error) + error.stack + String(error.cause)).not.toContain('key-1')
    expect(JSON.stringify(foyer)).not.toContain('key-1')
  })
})
