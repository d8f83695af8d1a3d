// How often Foyer is asked, what holds while it is out of reach, and whose cookie counts.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, answerWith, type FakeFoyer, problemAnswer, startFakeFoyer } from '../fake-foyer.ts'
import { miaSignedIn, SECRET } from '../fake-people.ts'
import { createVerifier, type Verify } from './create-verifier.ts'

const MINUTE_MS = 60_000
const START = Date.parse('2026-11-22T08:00:00Z')
const expiresAt = '2026-12-22T08:00:00.000Z'
const signedIn = answerWith('sessions.check', { session: { user: miaSignedIn, expiresAt } })
const signedOut = answerWith('sessions.check', { session: null })
const away = problemAnswer('unavailable', {})

let server: FakeFoyer
let clock = START
let verify: Verify

const request = (cookie = `__Host-foyer-host.app=${SECRET}`, url = 'https://app.example.com/start') =>
  new Request(url, { headers: { cookie } })
/** No repetitions: they would only make these tests slow. */
const verifier = (application = 'app', origin?: string) =>
  createVerifier({ url: server.url, application, apiKey: 'key-1', origin, now: () => clock })

beforeAll(async () => {
  server = await startFakeFoyer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
  clock = START
  verify = verifier()
})

describe('asking', () => {
  it('asks once in five minutes', async () => {
    server.answer(signedIn)
    expect((await verify(request()))?.user).toEqual(miaSignedIn)
    clock += 5 * MINUTE_MS - 1
    await verify(request())
    expect(server.asked).toHaveLength(1)
    clock += 1
    await verify(request())
    expect(server.asked).toHaveLength(2)
    expect(server.asked[1]?.input).toEqual({ sessionSecret: SECRET, application: 'app' })
  })

  it('asks once for many requests at the same time', async () => {
    server.answer(signedIn)
    const sessions = await Promise.all(Array.from({ length: 50 }, () => verify(request())))
    expect(sessions.every((session) => session?.user.firstName === 'Mia')).toBe(true)
    expect(server.asked).toHaveLength(1)
  })

  it('asks for each session by itself', async () => {
    server.answer(signedIn, signedOut)
    expect(await verify(request())).not.toBeNull()
    expect(await verify(request(`__Host-foyer-host.app=${'B'.repeat(43)}`))).toBeNull()
    expect(await verify(request())).not.toBeNull()
    expect(server.asked).toHaveLength(2)
  })

  it('asks now when it must be fresh, and remembers that answer', async () => {
    server.answer(signedIn, signedOut)
    expect(await verify(request())).not.toBeNull()
    expect(await verify(request(), { fresh: true })).toBeNull()
    expect(await verify(request())).toBeNull()
    expect(server.asked).toHaveLength(2)
  })

  it('lets no slow earlier answer undo a later one', async () => {
    let release = () => {}
    const slow: Answer = (asked, c) =>
      new Promise((resolve) => {
        release = () => resolve(signedIn(asked, c))
      })
    server.answer(slow, signedOut)
    const early = verify(request())
    await expect.poll(() => server.asked.length).toBe(1)
    clock += 1
    expect(await verify(request(), { fresh: true })).toBeNull()
    release()
    await early
    expect(await verify(request())).toBeNull()
    expect(server.asked).toHaveLength(2)
  })

  it('keeps no session past its end', async () => {
    server.answer(answerWith('sessions.check', { session: { user: miaSignedIn, expiresAt: new Date(START + MINUTE_MS).toISOString() } }))
    expect(await verify(request())).not.toBeNull()
    clock += MINUTE_MS
    expect(await verify(request())).toBeNull()
    expect(server.asked).toHaveLength(1)
  })

  it('keeps a session in mind however many made-up ones come', async () => {
    server.answer(signedIn, signedOut)
    await verify(request())
    for (let i = 0; i < 2_500; i++) await verify(request(`__Host-foyer-host.app=${String(i).padStart(43, 'x')}`))
    expect(server.asked).toHaveLength(2_501)
    expect(await verify(request())).not.toBeNull()
    expect(server.asked).toHaveLength(2_501)
  }, 30_000)
})

describe('while Foyer is out of reach', () => {
  it('holds on to the last answer for an hour', async () => {
    server.answer(signedIn)
    await verify(request())
    server.answer(away)
    clock += 59 * MINUTE_MS
    expect((await verify(request()))?.user.firstName).toBe('Mia')
    clock += MINUTE_MS
    await expect(verify(request())).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('asks again only after five seconds', async () => {
    server.answer(signedIn)
    await verify(request())
    server.answer(away)
    clock += 10 * MINUTE_MS
    await verify(request())
    const asked = server.asked.length
    clock += 4_000
    expect(await verify(request())).not.toBeNull()
    expect(server.asked).toHaveLength(asked)
    server.answer(signedOut)
    clock += 1_000
    expect(await verify(request())).toBeNull()
  })

  it('says so when there is no answer to hold on to, or it must be fresh', async () => {
    server.answer(away)
    await expect(verify(request())).rejects.toMatchObject({ code: 'unavailable' })
    server.answer(signedIn)
    expect(await verify(request(), { fresh: true })).not.toBeNull()
    server.answer(away)
    await expect(verify(request(), { fresh: true })).rejects.toMatchObject({ code: 'unavailable' })
    expect(await verify(request())).not.toBeNull()
  })

  it('holds on to "not signed in" as well', async () => {
    server.answer(signedOut)
    await verify(request())
    server.answer(away)
    clock += 10 * MINUTE_MS
    expect(await verify(request())).toBeNull()
  })

  it('does not take a refused key for an outage', async () => {
    server.answer(signedIn)
    await verify(request())
    server.answer(problemAnswer('unauthenticated', {}))
    clock += 10 * MINUTE_MS
    await expect(verify(request())).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('the cookie', () => {
  it.each([
    ['none', ''],
    ['one without the prefix, which another host could have set', `foyer-host.app=${SECRET}`],
    ["Foyer's own, on a host that both share", `__Host-foyer-app=${SECRET}`],
    ["another application's", `__Host-foyer-host.portal=${SECRET}`],
    ['one that is no secret', '__Host-foyer-host.app=hello'],
    ['one that is far too long', `__Host-foyer-host.app=${'A'.repeat(5000)}`],
  ])('asks nothing for %s', async (_, cookie) => {
    expect(await verify(request(cookie))).toBeNull()
    expect(server.asked).toHaveLength(0)
  })

  it.each([
    ['http://localhost:4401/', `foyer-host.app=${SECRET}`, undefined],
    ['http://127.0.0.1:4401/', `foyer-host.app=${SECRET}`, undefined],
    ['http://app.example.com/', `__Host-foyer-host.app=${SECRET}`, undefined],
    ['http://192.168.0.5:4401/', `foyer-host.app=${SECRET}`, 'http://192.168.0.5:4401'],
    ['http://localhost:3000/', `__Host-foyer-host.app=${SECRET}`, 'https://app.example.com'],
  ])('at %s reads %s (origin: %s)', async (url, cookie, origin) => {
    server.answer(signedIn)
    expect(await verifier('app', origin)(request(`a=b; ${cookie}; c=d`, url))).not.toBeNull()
  })
})
