// The host's routes: exchange, start, callback, sign-out; cookies, foreign pages, states of other browsers.

import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerWith, type FakeFoyer, problemAnswer, startFakeFoyer } from '../fake-foyer.ts'
import { miaSignedIn, SECRET } from '../fake-people.ts'
import { sha256Text } from './base64url.ts'
import { type FoyerForHono, foyer } from './hono.ts'

const ORIGIN = 'https://app.example.com'
const START = Date.parse('2026-11-22T08:00:00Z')
const OTHER_ID = '0199a3c2-7c1e-7bbb-8d7a-000000000000'
const OTHER_SECRET = 'B'.repeat(43)
const exchanged = answerWith('sessions.exchange', {
  user: miaSignedIn,
  sessionSecret: SECRET,
  expiresAt: '2026-12-22T08:00:00.000Z',
  shared: false,
})
const ended = answerWith('sessions.end', { ended: true })

let server: FakeFoyer
let clock = START
let auth: FoyerForHono
let app: Hono

const mount = (options: { origin?: string; apiKey?: string } = {}) => {
  auth = foyer({ url: server.url, application: 'app', apiKey: 'key-1', now: () => clock, ...options })
  app = new Hono()
  app.route('/auth', auth.routes)
}
const body = { code: 'code-1', verifier: 'v'.repeat(43), application: 'app' }
const exchange = (headers: Record<string, string> = {}, sent: unknown = body, base = ORIGIN) =>
  app.request(`${base}/auth/exchange`, {
    method: 'POST',
    headers: { origin: base, 'content-type': 'application/json', ...headers },
    body: typeof sent === 'string' ? sent : JSON.stringify(sent),
  })
const cookiePair = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''

beforeAll(async () => {
  server = await startFakeFoyer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
  clock = START
  mount()
})

describe('exchange', () => {
  it('sets the cookie that only this host can set, and answers the user', async () => {
    server.answer(exchanged)
    const response = await exchange()
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ user: miaSignedIn })
    expect(response.headers.get('set-cookie')).toBe(
      `__Host-foyer-host.app=${SECRET}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure`,
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(server.asked[0]?.input).toEqual({ ...body, origin: ORIGIN })
  })

  it('goes without prefix and Secure on loopback http only', async () => {
    server.answer(exchanged)
    const response = await exchange({}, body, 'http://localhost:4401')
    expect(response.headers.get('set-cookie')).toBe(`foyer-host.app=${SECRET}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`)
  })

  it('knows its origin behind a proxy', async () => {
    mount({ origin: ORIGIN })
    server.answer(exchanged)
    const response = await exchange({ origin: ORIGIN }, body, 'http://10.0.0.7:8080')
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-.*; Secure$/)
    expect(server.asked[0]?.input.origin).toBe(ORIGIN)
  })

  it('lets the next request in without another question', async () => {
    server.answer(exchanged)
    const cookie = cookiePair(await exchange())
    expect((await auth.verify(new Request(`${ORIGIN}/start`, { headers: { cookie } })))?.user).toEqual(miaSignedIn)
    expect(server.asked).toHaveLength(1)
  })

  it("ends somebody else's session that the browser had before, and not the same person's", async () => {
    const session = { user: { ...miaSignedIn, id: OTHER_ID }, expiresAt: '2026-12-22T08:00:00.000Z' }
    const cookie = `__Host-foyer-host.app=${OTHER_SECRET}`
    server.answer(exchanged, answerWith('sessions.check', { session }), ended)
    await exchange({ cookie })
    expect(server.asked.map(({ route }) => route)).toEqual(['sessions.exchange', 'sessions.check', 'sessions.end'])
    expect(server.asked[2]?.input).toEqual({ sessionSecret: OTHER_SECRET })
    mount()
    server.asked.length = 0
    server.answer(exchanged, answerWith('sessions.check', { session: { ...session, user: miaSignedIn } }))
    await exchange({ cookie })
    expect(server.asked.map(({ route }) => route)).toEqual(['sessions.exchange', 'sessions.check'])
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sub-domain', { origin: 'https://x.app.example.com' }],
    ['the same name without https', { origin: 'http://app.example.com' }],
    ['another port', { origin: 'https://app.example.com:8443' }],
    ['a name that begins alike', { origin: 'https://app.example.com.evil.example' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['nowhere', { origin: '' }],
  ])('refuses %s', async (_, headers) => {
    const response = await exchange(headers)
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'cross_site' })
    expect(response.headers.has('set-cookie')).toBe(false)
    expect(server.asked).toHaveLength(0)
  })

  it('takes the origin "null" when the browser vouches for the page', async () => {
    server.answer(exchanged)
    expect((await exchange({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, body, 415],
    ['plain text', { 'content-type': 'text/plain' }, body, 415],
    ['no JSON', {}, '{', 400],
    ['a list', {}, [], 400],
    ['nothing', {}, '', 400],
    ['too much', {}, { ...body, more: 'x'.repeat(9000) }, 413],
    ['another application', {}, { ...body, application: 'portal' }, 422],
    ['no verifier', {}, { code: 'c', application: 'app' }, 422],
    ['a code that is no text', {}, { ...body, code: ['c'] }, 422],
  ])('refuses %s', async (_, headers: Record<string, string>, sent, status) => {
    expect((await exchange(headers, sent)).status).toBe(status)
    expect(server.asked).toHaveLength(0)
  })

  it('passes on that the code is used up, and sets no cookie', async () => {
    server.answer(problemAnswer('sign_in_code_invalid', {}))
    const response = await exchange()
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'sign_in_code_invalid', detail: 'Detail of sign_in_code_invalid.' })
    expect(response.headers.has('set-cookie')).toBe(false)
  })
})

describe('start and callback', () => {
  const start = (query = '', cookie = '', base = ORIGIN) => app.request(`${base}/auth/start${query}`, { headers: { cookie } })
  const callback = (state: string, cookie: string, code = 'code-1') =>
    app.request(`${ORIGIN}/auth/callback?code=${code}&state=${encodeURIComponent(state)}`, { headers: { cookie } })
  const begin = async (query = '', cookie = '') => {
    const response = await start(query, cookie)
    const to = new URL(response.headers.get('location') ?? '')
    return { response, to, state: to.searchParams.get('state') ?? '', cookie: cookiePair(response) }
  }

  it('sends the browser to Foyer with state and challenge', async () => {
    const { response, to } = await begin('?return-to=/start')
    expect(response.status).toBe(302)
    expect(to.origin + to.pathname).toBe(`${server.url}/authorize`)
    expect(Object.fromEntries(to.searchParams)).toEqual({
      application: 'app',
      redirect_uri: `${ORIGIN}/auth/callback`,
      state: expect.stringMatching(/^[\w.-]{60,}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-foyer-start\.app=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  it('finishes with the verifier that fits the challenge and goes on to return-to', async () => {
    const { to, state, cookie } = await begin('?return-to=/start%3Ftab%3D2')
    server.answer(exchanged)
    const response = await callback(state, cookie)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/start?tab=2')
    expect(response.headers.get('set-cookie')).toContain(`__Host-foyer-host.app=${SECRET};`)
    const { verifier, origin, code } = server.asked[0]?.input ?? {}
    expect({ origin, code }).toEqual({ origin: ORIGIN, code: 'code-1' })
    expect(await sha256Text(String(verifier))).toBe(to.searchParams.get('code_challenge'))
    expect(to.href).not.toContain(String(verifier))
    expect(cookie).not.toContain(String(verifier))
  })

  it('makes a state that Foyer takes, however long return-to is', async () => {
    for (const target of [`/${'a'.repeat(299)}`, `/${'ü'.repeat(49)}`, `/${'a'.repeat(900)}`]) {
      const { state } = await begin(`?return-to=${encodeURIComponent(target)}`)
      expect(state.length).toBeLessThanOrEqual(500)
    }
  })

  it('signs in in two tabs at once', async () => {
    const first = await begin('?return-to=/one')
    const second = await begin('?return-to=/two', first.cookie)
    expect(second.to.searchParams.get('code_challenge')).not.toBe(first.to.searchParams.get('code_challenge'))
    server.answer(exchanged)
    expect((await callback(first.state, second.cookie)).headers.get('location')).toBe('/one')
    expect((await callback(second.state, second.cookie)).headers.get('location')).toBe('/two')
  })

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/%0d%0a/x\r\n', '/..//evil.example'])(
    'goes on to / instead of %j',
    async (target) => {
      const { state, cookie } = await begin(`?return-to=${encodeURIComponent(target)}`)
      server.answer(exchanged)
      expect((await callback(state, cookie)).headers.get('location')).toBe('/')
    },
  )

  it('refuses the state of another browser, a changed one, an old one, and none', async () => {
    const { state, cookie } = await begin('?return-to=/start')
    const attacker = await begin()
    const [id, endsAt, , seal] = state.split('.')
    const changed = [id, endsAt, btoa('//evil.example').replaceAll('=', ''), seal].join('.')
    const later = [id, String(Number(endsAt) + 9), ...state.split('.').slice(2)].join('.')
    const tries: [string, string][] = [
      [attacker.state, cookie],
      [state, attacker.cookie],
      [changed, cookie],
      [later, cookie],
      [state, ''],
      ['', cookie],
      ['....', cookie],
      [`${state}A`, cookie],
      ['x'.repeat(5000), cookie],
    ]
    for (const [given, kept] of tries) expect((await callback(given, kept)).status).toBe(400)
    clock += 601_000
    expect((await callback(state, cookie)).status).toBe(400)
    expect(server.asked).toHaveLength(0)
  })

  it("is worth nothing with another host's key", async () => {
    const { state, cookie } = await begin()
    mount({ apiKey: 'key-2' })
    expect((await callback(state, cookie)).status).toBe(400)
  })

  it('offers to begin again, in the language of the browser', async () => {
    const response = await app.request(`${ORIGIN}/auth/callback?error=access_denied`, { headers: { 'accept-language': 'de-DE,de;q=0.9' } })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('<a href="start">Noch einmal anmelden</a>')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('sign-out', () => {
  const signOut = (headers: Record<string, string> = {}, query = '') =>
    app.request(`${ORIGIN}/auth/sign-out${query}`, {
      method: 'POST',
      headers: { origin: ORIGIN, cookie: `__Host-foyer-host.app=${SECRET}`, ...headers },
    })

  it('ends the session at Foyer and here at once, and clears the cookie', async () => {
    server.answer(exchanged)
    const cookie = cookiePair(await exchange())
    server.answer(ended)
    const response = await signOut()
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toBe('__Host-foyer-host.app=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure')
    expect(server.asked[1]).toMatchObject({ route: 'sessions.end', input: { sessionSecret: SECRET } })
    expect(await auth.verify(new Request(ORIGIN, { headers: { cookie } }))).toBeNull()
  })

  it.each([
    ['', '/'],
    ['?return-to=/bye', '/bye'],
    ['?return-to=//evil.example', '/'],
  ])('sends a form%s on to %s', async (query, location) => {
    server.answer(ended)
    const response = await signOut({ accept: 'text/html,*/*' }, query)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(location)
  })

  it('takes the cookie away even while Foyer is out of reach', async () => {
    server.answer(problemAnswer('unavailable', {}))
    const response = await signOut()
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
  })

  it('is not for other sites', async () => {
    expect((await signOut({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await app.request(`${ORIGIN}/auth/sign-out`)).status).toBe(404)
    expect(server.asked).toHaveLength(0)
  })
})
