// The same routes in Express and Fastify, at real ports: what Node's requests become, and what the frameworks' own parts leave of them.

import { createRequire } from 'node:module'
import { type AddressInfo, connect } from 'node:net'
import express, { type Express } from 'express'
import fastify from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerWith, type FakeFoyer, problemAnswer, startFakeFoyer } from '../fake-foyer.ts'
import { miaSignedIn, SECRET } from '../fake-people.ts'
import { foyer as foyerForExpress } from './express.ts'
import { foyer as foyerForFastify } from './fastify.ts'
import type { HostOptions } from './host-options.ts'

const require = createRequire(import.meta.url)
/** The former major, whose types fit as far as they are used here. */
const express4 = require('express-4') as typeof express

interface Host {
  port: number
  close(): unknown
}
type Start = (options: HostOptions) => Promise<Host>

const exchanged = answerWith('sessions.exchange', {
  user: miaSignedIn,
  sessionSecret: SECRET,
  expiresAt: '2036-12-22T08:00:00.000Z',
  shared: false,
})
const body = { code: 'code-1', verifier: 'v'.repeat(43), application: 'app' }

const listen = (app: Express): Promise<Host> =>
  new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () =>
      resolve({ port: (server.address() as AddressInfo).port, close: () => server.close().closeAllConnections() }),
    )
  })

/** `parses`: the host reads bodies itself before the routes see them. */
const inExpress =
  (make: typeof express, parses: boolean): Start =>
  (options) => {
    const auth = foyerForExpress(options)
    const app = make()
    if (parses) app.use(make.json(), make.urlencoded({ extended: false }))
    app.use('/auth', auth.routes)
    app.get('/me', async (req, res, next) => {
      try {
        res.json((await auth.verify(req))?.user ?? null)
      } catch (error) {
        next(error)
      }
    })
    app.use((error: Error, _req: unknown, res: express.Response, _next: unknown) => {
      res.status(500).send(error.name)
    })
    return listen(app)
  }

const inFastify: Start = async (options) => {
  const auth = foyerForFastify(options)
  const app = fastify({ forceCloseConnections: true })
  await app.register(auth.routes, { prefix: '/auth' })
  app.get('/me', async (request) => ({ user: (await auth.verify(request))?.user ?? null }))
  app.post('/echo', async (request) => request.body)
  await app.listen({ port: 0, host: '127.0.0.1' })
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() }
}

describe.each<[string, Start]>([
  ['Express 5', inExpress(express, false)],
  ['Express 5 with body parsers', inExpress(express, true)],
  ['Express 4', inExpress(express4, false)],
  ['Express 4 with body parsers', inExpress(express4, true)],
  ['Fastify', inFastify],
])('in %s', (_, start) => {
  let server: FakeFoyer
  let host: Host
  let origin: string
  beforeAll(async () => {
    server = await startFakeFoyer()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    server.asked.length = 0
    host = await start({ url: server.url, application: 'app', apiKey: 'key-1' })
    origin = `http://localhost:${host.port}`
  })
  afterEach(() => host.close())

  const post = (path: string, sent: string, headers: Record<string, string> = {}) =>
    fetch(origin + path, { method: 'POST', headers: { origin, 'content-type': 'application/json', ...headers }, body: sent })
  /** One request as it goes over the wire; answers the status line. */
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(host.port, '127.0.0.1', () => socket.write(text))
      socket.once('data', (chunk) => {
        resolve(chunk.toString().split('\r\n', 1)[0] ?? '')
        socket.destroy()
      })
    })

  it('exchanges a code for a cookie, and knows who comes with it', async () => {
    server.answer(exchanged)
    const response = await post('/auth/exchange', JSON.stringify(body))
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ user: miaSignedIn })
    expect(response.headers.get('cache-control')).toBe('no-store')
    const [cookie = '', ...others] = response.headers.getSetCookie()
    expect(others).toEqual([])
    expect(cookie).toMatch(/^foyer-host\.app=A{43}; Path=\/; .*HttpOnly; SameSite=Lax$/)
    expect(server.asked[0]?.input).toEqual({ ...body, origin })
    const me = await fetch(`${origin}/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } })
    expect(await me.text()).toContain(miaSignedIn.email)
    expect(await (await fetch(`${origin}/me`)).text()).not.toContain(miaSignedIn.email)
    expect(server.asked).toHaveLength(1)
  })

  it('leads to Foyer and names the callback beside it', async () => {
    const response = await fetch(`${origin}/auth/start?return-to=/start`, { redirect: 'manual' })
    expect(response.status).toBe(302)
    const to = new URL(response.headers.get('location') ?? '')
    expect(to.searchParams.get('redirect_uri')).toBe(`${origin}/auth/callback`)
    expect(response.headers.getSetCookie()[0]).toMatch(/^foyer-start\.app=/)
    expect((await fetch(`${origin}/auth/callback?code=1&state=2`)).status).toBe(400)
  })

  it('signs out a form and a script', async () => {
    server.answer(answerWith('sessions.end', { ended: true }))
    const headers = { origin, cookie: `foyer-host.app=${SECRET}` }
    const script = await fetch(`${origin}/auth/sign-out`, { method: 'POST', headers })
    expect([script.status, script.headers.getSetCookie()[0]?.includes('Max-Age=0')]).toEqual([204, true])
    const form = await post('/auth/sign-out?return-to=/bye', '', {
      ...headers,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(form.url).toBe(`${origin}/bye`)
  })

  it.each([
    ['another site', JSON.stringify(body), { origin: 'https://evil.example' }, 403],
    ['a form', 'code=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415],
    ['another application', JSON.stringify({ ...body, application: 'portal' }), {}, 422],
    ['too much', JSON.stringify({ ...body, more: 'x'.repeat(50_000) }), {}, 413],
  ])('refuses %s', async (_name, sent, headers: Record<string, string>, status) => {
    expect((await post('/auth/exchange', sent, headers)).status).toBe(status)
    expect(server.asked).toHaveLength(0)
  })

  it('leaves other methods and paths to the host', async () => {
    expect((await fetch(`${origin}/auth/exchange`)).status).toBe(404)
    expect((await fetch(`${origin}/auth/nothing`)).status).toBe(404)
    expect((await post('/auth/start', '{}')).status).toBe(404)
  })

  it('takes no host from the target and none that is no name', async () => {
    expect(await raw(`GET /auth/start HTTP/1.1\r\nHost: a@evil.example\r\n\r\n`)).toContain(' 400 ')
    expect(await raw(`GET /me HTTP/1.1\r\nHost: a/b\r\nCookie: foyer-host.app=${SECRET}\r\n\r\n`)).toContain(' 200 ')
    expect(server.asked).toHaveLength(0)
  })

  it("hands what it cannot mend to the host's own error page", async () => {
    server.answer(problemAnswer('unauthenticated', {}))
    const response = await post('/auth/exchange', JSON.stringify(body))
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('Error')
  })
})

it("leaves Fastify's own parsers to the host's other routes", async () => {
  const host = await inFastify({ url: 'http://127.0.0.1:9', application: 'app', apiKey: 'key-1' })
  const response = await fetch(`http://localhost:${host.port}/echo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
  })
  expect(await response.json()).toEqual({ a: 1 })
  await host.close()
})
