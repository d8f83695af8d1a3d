// Who is signed in, in a browser: sharing questions, keeping tokens, hearing of changes.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerWith, type FakeFoyer, problemAnswer, startFakeFoyer } from '../fake-foyer.ts'
import { miaSignedIn } from '../fake-people.ts'
import type { Session } from '../sessions.ts'
import { type BrowserSession, createSession } from './create-session.ts'

const expiresAt = '2036-12-22T08:00:00.000Z'
const signedIn = answerWith('session.current', { session: { user: miaSignedIn, expiresAt } })
const signedOut = answerWith('session.current', { session: null })
const tokenFor = (ms: number, value = 'token-1') =>
  answerWith('session.token', { accessToken: value, expiresAt: new Date(Date.now() + ms).toISOString() })

let server: FakeFoyer
let session: BrowserSession
let page: EventTarget & { visibilityState: string }
let top: EventTarget

beforeAll(async () => {
  server = await startFakeFoyer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  top = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', top.addEventListener.bind(top))
  vi.stubGlobal('removeEventListener', top.removeEventListener.bind(top))
  session = createSession({ url: `${server.url}/`, application: 'app' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('asking', () => {
  it('shares one question among calls at the same time, and asks again later', async () => {
    server.answer(signedIn)
    const both = await Promise.all([session.current(), session.current()])
    expect(both.map((one) => one?.user.firstName)).toEqual(['Mia', 'Mia'])
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]).toMatchObject({ path: '/session/current', input: { application: 'app' } })
    await session.current()
    expect(server.asked).toHaveLength(2)
  })

  it('says with a code why it cannot tell', async () => {
    server.answer(problemAnswer('origin_not_allowed', {}))
    await expect(session.current()).rejects.toMatchObject({ code: 'origin_not_allowed', status: 403 })
    await expect(createSession({ url: 'http://127.0.0.1:9', application: 'app' }).current()).rejects.toMatchObject({ code: 'unreachable' })
  })
})

describe('access tokens', () => {
  it('keeps one until 30 seconds before its end', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    server.answer(tokenFor(300_000), tokenFor(300_000, 'token-2'))
    expect(await Promise.all([session.accessToken(), session.accessToken()])).toEqual(['token-1', 'token-1'])
    vi.setSystemTime(Date.now() + 269_000)
    expect(await session.accessToken()).toBe('token-1')
    vi.setSystemTime(Date.now() + 1_000)
    expect(await session.accessToken()).toBe('token-2')
    expect(server.asked).toHaveLength(2)
  })

  it('does not trust a clock that is an hour slow', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    server.answer(tokenFor(3_900_000), tokenFor(300_000, 'token-2'))
    await session.accessToken()
    vi.setSystemTime(Date.now() + 271_000)
    expect(await session.accessToken()).toBe('token-2')
  })

  it('has none for somebody signed out, and drops the one it had', async () => {
    server.answer(tokenFor(300_000))
    expect(await session.accessToken()).toBe('token-1')
    server.answer(answerWith('session.signOut', { ended: true }))
    await session.signOut()
    server.answer(answerWith('session.token', { accessToken: null, expiresAt: null }))
    expect(await session.accessToken()).toBeNull()
  })
})

describe('changes', () => {
  it('are told for a sign-in on this page, once', async () => {
    const heard: (Session | null)[] = []
    server.answer(signedOut)
    const stop = session.onChange((now) => heard.push(now))
    await expect.poll(() => server.asked.length).toBe(1)
    await session.current()
    server.answer(signedIn)
    top.dispatchEvent(new Event('foyer-signed-in'))
    await expect.poll(() => heard.map((now) => now?.user.firstName)).toEqual(['Mia'])
    await session.current()
    expect(heard).toHaveLength(1)
    stop()
  })

  it('are told for a sign-out in another tab', async () => {
    const other = createSession({ url: server.url, application: 'app' })
    const heard: (Session | null)[] = []
    server.answer(signedIn)
    await session.current()
    const stop = session.onChange((now) => heard.push(now))
    await expect.poll(() => server.asked.length).toBe(2)
    server.answer(({ route }, c) =>
      (route === 'session.signOut' ? answerWith('session.signOut', { ended: true }) : signedOut)(
        { route, path: '', headers: new Headers(), input: {} },
        c,
      ),
    )
    await other.signOut()
    await expect.poll(() => heard).toEqual([null])
    stop()
  })

  it('are noticed when the page comes to the front, and not before', async () => {
    const heard: (Session | null)[] = []
    server.answer(signedIn)
    await session.current()
    page.visibilityState = 'hidden'
    const stop = session.onChange((now) => heard.push(now))
    server.answer(signedOut)
    page.dispatchEvent(new Event('visibilitychange'))
    expect(server.asked).toHaveLength(1)
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    await expect.poll(() => heard).toEqual([null])
    stop()
    server.answer(signedIn)
    page.dispatchEvent(new Event('visibilitychange'))
    top.dispatchEvent(new Event('foyer-signed-in'))
    expect(server.asked).toHaveLength(2)
  })
})
