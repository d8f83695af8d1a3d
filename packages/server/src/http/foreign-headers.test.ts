// What a request claims about the way it came: nothing of it moves a link, a redirect, a cookie or a route.

import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { APP, type ExampleFoyer, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'
import { type Served, serve } from '../serve.ts'

const EVIL = 'evil.test'

let foyer: ExampleFoyer
let served: Served
beforeAll(async () => {
  foyer = await openExampleFoyer()
  served = await serve(foyer, { port: 0 })
})
afterAll(() => served.close())

const claims: Record<string, Record<string, string>> = {
  'another host': { host: EVIL },
  'a forwarded host': { 'x-forwarded-host': EVIL, 'x-forwarded-server': EVIL, 'x-host': EVIL },
  'a forwarded port': { 'x-forwarded-port': '8443' },
  'a forwarded path': { 'x-forwarded-prefix': '/evil', 'x-original-url': '/api/users', 'x-rewrite-url': '/api/users' },
  'the standard header': { forwarded: `host=${EVIL};proto=http;for=127.0.0.1` },
  'another method': { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
  'another referrer': { referer: `https://${EVIL}/` },
}

/** Everything in a text that names a place. */
const places = (text: string): string[] => [...text.matchAll(/https?:\/\/[^/\s"'<>)]+/g)].map(([place]) => place)

describe.each(Object.entries(claims))('%s', (_, headers) => {
  it('changes no link of a mail', async () => {
    const email = `${Math.random().toString(36).slice(2)}@example.com`
    const { status } = await foyer.manage(
      'POST',
      '/api/users',
      { email, invite: { application: 'app' } },
      { authorization: `Bearer ${foyer.apiKey}`, ...headers },
    )
    expect(status).toBe(200)
    const { text, html } = await foyer.mailTo(email)
    expect(text).toContain(`${OWN}/l/`)
    expect(`${text}${html}`).not.toContain(EVIL)
    expect(places(text).every((place) => [OWN, APP, 'https://beispiel.example'].includes(place))).toBe(true)
  })

  it('changes no redirect, no page, no cookie and no route', async () => {
    const home = await ask(foyer, 'GET', '/', headers)
    const plain = await ask(foyer, 'GET', '/')
    expect([home.status, home.headers.get('location')]).toEqual([plain.status, plain.headers.get('location')])
    const page = await ask(foyer, 'GET', '/sign-in', { accept: 'text/html', ...headers })
    expect(page.text).toBe((await ask(foyer, 'GET', '/sign-in', { accept: 'text/html' })).text)
    const missing = await ask(foyer, 'GET', '/nowhere', { accept: 'text/html', ...headers })
    expect([missing.status, missing.text.includes(EVIL)]).toEqual([404, false])
    const { email } = await foyer.join()
    const browser = foyer.browser()
    const begun = await browser.start()
    const answer = await browser.post(
      '/flow/act',
      { token: begun.token, action: 'sign_in', input: { name: email, password: PASSWORD } },
      headers,
    )
    expect(answer.status).toBe(200)
    for (const line of answer.headers.getSetCookie()) expect(line).toMatch(/^__Host-[^;]+; (?!.*Domain)(?=.*Secure)(?=.*Path=\/;?)/)
  })
})

describe('over a connection', () => {
  const raw = (head: string, lines: readonly string[], body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port: served.port, host: '127.0.0.1' })
      let answer = ''
      socket.setTimeout(5_000, () => socket.destroy(new Error('No answer came')))
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1')
      })
      socket.on('close', () => resolve(answer))
      socket.write(`${head}\r\n${[...lines, 'connection: close'].join('\r\n')}\r\n\r\n${body}`)
    })
  const create = (email: string) => JSON.stringify({ email, invite: { application: 'app' } })
  const asOwner = (body: string) => [
    `authorization: Bearer ${foyer.apiKey}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  const linkedTo = async (email: string) => (await foyer.mailTo(email)).text

  it.each<[string, string, (email: string) => string[]]>([
    ['a host of others', 'POST /api/users HTTP/1.1', () => [`host: ${EVIL}`]],
    ['two hosts', 'POST /api/users HTTP/1.1', () => ['host: id.foyer.test', `host: ${EVIL}`]],
    ['an address of others in the first line', `POST http://${EVIL}/api/users HTTP/1.1`, () => ['host: id.foyer.test']],
    ['both at once', `POST https://${EVIL}:1/api/users HTTP/1.1`, () => [`host: ${EVIL}`, `x-forwarded-host: ${EVIL}`]],
  ])('%s is refused or changes no link', async (name, head, more) => {
    const email = `${name.replaceAll(' ', '-')}@example.com`
    const body = create(email)
    const answer = await raw(head, [...more(email), ...asOwner(body)], body)
    const status = Number(answer.slice(9, 12))
    expect([200, 400, 404]).toContain(status)
    if (status !== 200) return
    const text = await linkedTo(email)
    expect(text).toContain(`${OWN}/l/`)
    expect(text).not.toContain(EVIL)
  })

  it.each<[string, string, string[], string]>([
    [
      'both lengths',
      'POST /flow/start HTTP/1.1',
      ['host: a', 'transfer-encoding: chunked', 'content-length: 3'],
      '0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
    ],
    ['two lengths', 'POST /flow/start HTTP/1.1', ['host: a', 'content-length: 3', 'content-length: 4'], '{}  '],
    ['a folded header', 'GET /livez HTTP/1.1', ['host: a', 'x-a: b', ' c: d'], ''],
    ['a bare line feed', 'GET /livez HTTP/1.1\nhost: a\nx: y', ['host: a'], ''],
    ['an unknown transfer coding', 'POST /flow/start HTTP/1.1', ['host: a', 'transfer-encoding: xchunked'], '{}'],
    ['a space before the colon', 'GET /livez HTTP/1.1', ['host : a'], ''],
    ['no host at all', 'GET /livez HTTP/1.1', [], ''],
    ['an unknown version', 'GET /livez HTTP/3.7', ['host: a'], ''],
    ['headers beyond their limit', 'GET /livez HTTP/1.1', ['host: a', `x: ${'y'.repeat(20_000)}`], ''],
  ])('%s is refused by the connection itself, once', async (_, head, lines, body) => {
    const answer = await raw(head, lines, body)
    expect(answer).toMatch(/^HTTP\/1\.1 (400|431|505) /)
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  })

  it.each(['TRACE', 'CONNECT', 'OPTIONS', 'PROPFIND', 'post'])('%s reads and writes nothing', async (method) => {
    const answer = await raw(`${method} /api/users HTTP/1.1`, ['host: id.foyer.test', `authorization: Bearer ${foyer.apiKey}`])
    expect(answer === '' || /^HTTP\/1\.1 (400|404|405|501) /.test(answer), answer.slice(0, 200)).toBe(true)
    expect(answer).not.toContain(foyer.apiKey)
  })
})

describe('a request that came over http', () => {
  it.each(['http', 'HTTP', ' http , https', 'http,http'])('by X-Forwarded-Proto %j is refused and led nowhere', async (proto) => {
    const key = { authorization: `Bearer ${foyer.apiKey}`, 'x-forwarded-proto': proto }
    for (const path of ['/api/users', '/sign-in', '/l/abc', '/widget.js', '/nowhere']) {
      const { status, headers, body } = await ask(foyer, 'GET', path, key)
      expect([status, body.code, headers.get('location'), headers.getSetCookie()], path).toEqual([403, 'https_required', null, []])
    }
    const written = await ask(foyer, 'POST', '/api/users', key, { firstName: 'Jan' })
    expect(written.body.code).toBe('https_required')
  })

  it('is served where the outermost proxy had it over https, and probes are whatever they say', async () => {
    const key = { authorization: `Bearer ${foyer.apiKey}` }
    for (const proto of ['https', 'https, http', ''])
      expect((await ask(foyer, 'GET', '/api/users', { ...key, 'x-forwarded-proto': proto })).status).toBe(200)
    for (const path of ['/livez', '/readyz']) expect((await ask(foyer, 'GET', path, { 'x-forwarded-proto': 'http' })).status).toBe(200)
  })

  it('is what a Foyer on loopback is made for', async () => {
    const local = await openExampleFoyer({ url: 'http://localhost:4400' })
    expect((await ask(local, 'GET', '/sign-in', { 'x-forwarded-proto': 'http' })).status).toBe(200)
    await local.close()
  })
})
