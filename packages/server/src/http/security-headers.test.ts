// What every answer carries, whatever its status, and what pages carry beside it.

import { FoyerError } from '@foyer/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, ask } from '../../test/browser.ts'
import { APP, EXAMPLE, type ExampleFoyer, openExampleFoyer } from '../../test/example-foyer.ts'

const legal = { terms: { version: '1', title: 'AGB', file: new URL('../../test/terms.html', import.meta.url).pathname } }
const HTML = { accept: 'text/html' }

describe.each([
  ['over https', EXAMPLE.url],
  ['on loopback', 'http://localhost:4400'],
])('answers %s', (_, url) => {
  let foyer: ExampleFoyer
  const secure = url.startsWith('https:')
  let fails: unknown = new TypeError('Not for your ears: mia@example.com')
  const answers: Record<string, Answer> = {}

  beforeAll(async () => {
    const hasher = {
      hash: () => Promise.reject(fails),
      verify: () => Promise.reject(fails),
      isOutdated: () => false,
      count: 0,
      running: 0,
      waiting: 0,
    }
    foyer = await openExampleFoyer({ url, legal }, { hasher })
    const key = { authorization: `Bearer ${foyer.apiKey}` }
    const json = { ...key, 'content-type': 'application/json' }
    const get = (path: string, headers = {}) => ask(foyer, 'GET', path, headers)
    const here = foyer.browser()
    const signIn = async () => here.tryTo(await here.start(), 'sign_in', { name: 'mia@example.com', password: 'x' })

    answers['200 data'] = await get('/api/users', key)
    answers['200 flow'] = await here.post('/flow/start', { application: 'app' })
    answers['200 from a listed page'] = await foyer.browser({ origin: APP }).post('/flow/start', { application: 'app' })
    answers['204 preflight'] = await ask(foyer, 'OPTIONS', '/flow/start', { origin: APP })
    answers['302 home'] = await get('/')
    answers['400 broken'] = await ask(foyer, 'POST', '/api/users', json, '{')
    answers['401 nobody'] = await get('/api/users')
    answers['403 other origin'] = await ask(foyer, 'POST', '/flow/start', { origin: 'https://evil.test' }, {})
    answers['403 preflight'] = await ask(foyer, 'OPTIONS', '/flow/start', { origin: 'https://evil.test' })
    answers['404 data'] = await get('/api/users/01900000-0000-7000-8000-000000000000', key)
    answers['404 nowhere'] = await get('/nowhere')
    answers['404 page'] = await get('/nowhere', HTML)
    answers['404 file'] = await get('/widget/none.js')
    answers['405 method'] = await ask(foyer, 'PUT', '/flow/start', { origin: url })
    answers['410 gone'] = await here.post('/flow/act', { token: 'x', action: 'resume' })
    answers['413 too large'] = await ask(foyer, 'POST', '/api/users', json, ' '.repeat(70_000))
    answers['415 type'] = await ask(foyer, 'POST', '/api/users', { ...key, 'content-type': 'text/plain' }, 'a')
    answers['422 input'] = await ask(foyer, 'POST', '/api/users', json, { colour: 'red' })
    answers['500 fault'] = await signIn()
    fails = new FoyerError('busy')
    answers['503 busy'] = await signIn()
    for (let count = 0; count < 6; count += 1) answers['429 waits'] = await signIn()
    answers['200 health'] = await get('/livez')
    answers['200 keys'] = await get('/.well-known/jwks.json')
    answers['200 script'] = await get('/widget.js')
    answers['200 style'] = await get('/page.css')
    answers['200 icon'] = await get('/icon.svg')
    answers['200 description'] = await get('/openapi.json')
    answers['200 sign-in page'] = await get('/sign-in', HTML)
    answers['200 landing page'] = await get('/l/abc', HTML)
    answers['200 admin page'] = await get('/admin/users/x', HTML)
    const [, script = ''] = /src="[^"]*(\/admin\/files\/[^"]+)"/.exec(answers['200 admin page'].text) ?? []
    answers['200 admin script'] = await get(script)
    answers['404 admin file'] = await get('/admin/files/none.js')
    answers['200 reference'] = await get('/docs', HTML)
    answers['200 mailbox'] = await get('/mailbox', HTML)
    answers['200 legal document'] = await get('/legal/terms/1', HTML)
  }, 60_000)
  afterAll(() => foyer.close())

  const all = () => Object.entries(answers)
  const pages = () => all().filter(([, { headers }]) => (headers.get('content-type') ?? '').startsWith('text/html'))

  it('have the status that their name says', () => {
    for (const [name, { status, text }] of all()) expect(status, `${name}: ${text.slice(0, 200)}`).toBe(Number(name.slice(0, 3)))
  })

  it('carry the headers that keep browsers from guessing, framing, telling and remembering', () => {
    for (const [name, { headers }] of all()) {
      expect(headers.get('x-content-type-options'), name).toBe('nosniff')
      expect(headers.get('referrer-policy'), name).toBe('no-referrer')
      expect(headers.get('content-security-policy'), name).toMatch(/^default-src 'none'/)
      expect(headers.get('x-request-id'), name).toMatch(/^[\w-]{12,36}$/)
      expect(headers.get('strict-transport-security'), name).toBe(secure ? 'max-age=63072000; includeSubDomains' : null)
      expect(headers.get('server'), name).toBeNull()
      expect(headers.get('x-powered-by'), name).toBeNull()
    }
  })

  it('are kept by no cache unless they are files for everybody', () => {
    for (const [name, { headers }] of all()) {
      const forAll = /keys|script|style|icon|description|legal/.test(name)
      expect(headers.get('cache-control'), name).toMatch(forAll ? /^public, max-age=\d+/ : /^no-store$/)
    }
  })

  it('give each request an id of its own, and errors name it', () => {
    const ids = all().map(([, { headers }]) => headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(ids.length)
    for (const [name, { headers, body }] of all())
      if (body.code !== undefined) expect(body.requestId, name).toBe(headers.get('x-request-id'))
  })

  it('let no page be framed, and let no opener reach into one', () => {
    const names = pages().map(([name]) => name)
    for (const name of [
      '200 sign-in page',
      '200 landing page',
      '200 admin page',
      '200 reference',
      '200 mailbox',
      '200 legal document',
      '404 page',
    ])
      expect(names).toContain(name)
    for (const [name, { headers }] of pages()) {
      expect(headers.get('content-security-policy'), name).toContain("frame-ancestors 'none'")
      // A sandboxed document is of no origin, so there is nothing to reach; with COOP beside the sandbox browsers refuse to load it.
      if (name === '200 legal document') expect(headers.get('content-security-policy')).toContain('sandbox')
      else expect(headers.get('cross-origin-opener-policy'), name).toBe('same-origin')
    }
  })

  it('run no script in a page but Foyer’s own', () => {
    for (const [name, { headers }] of pages()) {
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, name).not.toMatch(/script-src[^;]*('unsafe|https?:|\*)/)
      expect(policy, name).not.toContain('unsafe-eval')
    }
  })

  it('say nothing of what went wrong inside', () => {
    expect(answers['500 fault']?.body.code).toBe('internal')
    expect(answers['500 fault']?.text).not.toMatch(/mia|ears|TypeError|at /)
  })

  it('say when to come back', () => {
    expect(answers['503 busy']?.headers.get('retry-after')).toBe('2')
    expect(Number(answers['429 waits']?.headers.get('retry-after'))).toBeGreaterThan(30)
  })
})
