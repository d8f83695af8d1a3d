// Foyer's own pages, and the door for hosts: what is shown changes nothing, and nobody is led elsewhere.

import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Browser } from '../../test/browser.ts'
import { APP, type ExampleFoyer, linkIn, OWN, openExampleFoyer, PASSWORD, SHOP } from '../../test/example-foyer.ts'

const HTML = { accept: 'text/html,*/*' }
const STATE = 'state-of-the-host'

let foyer: ExampleFoyer
let member: Browser
beforeAll(async () => {
  foyer = await openExampleFoyer()
  member = (await foyer.join()).browser
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => ask(foyer, method, path, { ...HTML, ...headers })
const elementIn = (html: string) => /<foyer-auth application="([^"]*)"><\/foyer-auth>/.exec(html)?.[1]

describe('a page', () => {
  it.each([
    ['/sign-in', 'Anmelden', 'Sign in'],
    ['/activate', 'Konto aktivieren', 'Activate your account'],
    ['/recover', 'Passwort zurücksetzen', 'Reset your password'],
    ['/l/abc', 'Konto aktivieren', 'Activate your account'],
  ])('%s holds the element, in the reader’s language', async (path, german, english) => {
    const de = await get(path, { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' })
    expect(de.status).toBe(200)
    expect(de.text).toContain('<html lang="de">')
    expect(de.text).toContain(`<title>${german} · Beispiel AG</title>`)
    expect((await get(path, { 'accept-language': 'fr,en;q=0.5' })).text).toContain(`<title>${english} · Beispiel AG</title>`)
    expect(elementIn(de.text)).toBe('app')
  })

  it('is for the application asked for, if there is one', async () => {
    expect(elementIn((await get('/sign-in?application=portal')).text)).toBe('portal')
    for (const odd of ['none', '__proto__', 'constructor', '"><script>', ''])
      expect(elementIn((await get(`/sign-in?application=${encodeURIComponent(odd)}`)).text), odd).toBe('app')
  })

  it('begins where a mail says that the password is reset', async () => {
    expect((await foyer.browser().start({ begin: 'recover' })).step.name).toBe('recover')
  })

  it('that is not there says so as a page, escaping what was asked for', async () => {
    const { status, text, headers } = await get('/%3Cscript%3Ealert(1)%3C/script%3E')
    expect(status).toBe(404)
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain('Diese Adresse gibt es hier nicht.')
    expect(text).not.toContain('<script>alert')
  })
})

describe('a link in a mail', () => {
  it('looked at ten times by GET and HEAD, also by scanners that change it, is as it was', async () => {
    const id = await foyer.enter({ email: 'mia@example.com', firstName: 'Mia', invite: { application: 'app' } })
    const link = await foyer.linkTo('mia@example.com')
    await foyer.idle()
    const before = (await foyer.manage('GET', `/api/users/${id}`)).text
    for (const path of [`/l/${link}`, `/l/${link.toUpperCase()}`, `/l/${link}?utm_source=x`, `/l/${link}/`, `/l/${link}.`])
      for (const method of ['GET', 'HEAD']) {
        const { status, text } = await get(path, { 'user-agent': 'LinkScanner' }, method)
        if (!path.endsWith('/')) expect(status, path).toBe(200)
        expect(text).not.toContain('Mia')
      }
    expect((await foyer.manage('GET', `/api/users/${id}`)).text).toBe(before)
    const browser = foyer.browser()
    expect((await browser.act(await browser.start({ link: link.toUpperCase() }), 'open')).step.name).toBe('accept_legal')
  })

  it('leads to the application that it invites to', async () => {
    await foyer.enter({ email: 'shop@example.com', invite: { application: 'shop' } })
    expect(elementIn((await get(`/l/${await foyer.linkTo('shop@example.com')}`)).text)).toBe('shop')
  })
})

describe('the door for hosts', () => {
  const challenge = createHash('sha256').update('x').digest('base64url')
  const authorize = (given: Record<string, string | null> = {}, browser?: Browser) => {
    const values = {
      application: 'app',
      redirect_uri: `${APP}/auth/callback?kept=1`,
      state: STATE,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...given,
    }
    const query = new URLSearchParams(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null))
    const cookie = [...(browser?.jar ?? [])].map((pair) => pair.join('=')).join('; ')
    return get(`/authorize?${query}`, cookie === '' ? {} : { cookie })
  }

  it('leads a stranger through signing in, and back with code and state', async () => {
    const verifier = randomBytes(32).toString('base64url')
    const { status, headers } = await authorize({ code_challenge: createHash('sha256').update(verifier).digest('base64url') })
    expect(status).toBe(302)
    const page = new URL(headers.get('location') ?? '')
    expect([page.origin, page.pathname]).toEqual([OWN, '/sign-in'])
    const { email, id } = await foyer.join()
    const browser = foyer.browser()
    const view = await browser.start({ request: page.searchParams.get('request') ?? '' })
    const done = await browser.act(view, 'sign_in', { name: email, password: PASSWORD })
    const back = new URL(String(done.step.data.redirect))
    expect([back.origin, back.pathname, back.searchParams.get('kept'), back.searchParams.get('state')]).toEqual([
      APP,
      '/auth/callback',
      '1',
      STATE,
    ])
    const code = back.searchParams.get('code') ?? ''
    const { body } = await foyer.manage('POST', '/api/sessions/exchange', { code, verifier, application: 'app', origin: APP })
    expect(body.user).toMatchObject({ id })
  })

  it('leads whoever is signed in straight back, and into that application alone', async () => {
    const { headers } = await authorize({}, member)
    expect(headers.get('location')).toMatch(/^https:\/\/app\.foyer\.test\/auth\/callback\?kept=1&code=[\w-]+&state=state-of-the-host$/)
    const other = await authorize({ application: 'shop', redirect_uri: `${SHOP}/callback` }, member)
    expect(other.headers.get('location')).toContain(`${OWN}/sign-in?`)
  })

  const hostile = [
    'https://evil.test/callback',
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    '/callback',
    'https:evil.test',
    'https:/evil.test',
    'https://evil.test\\@app.foyer.test/',
    'https://app.foyer.test@evil.test/',
    'https://user@app.foyer.test/',
    'https://user:password@app.foyer.test/',
    'https://:password@app.foyer.test/',
    'https://app.foyer.test.evil.test/',
    'https://app.foyer.test:8443/',
    'http://app.foyer.test/',
    'https://аpp.foyer.test/',
    'https://xn--pp-6kc.foyer.test/',
    'https://app.foyer.test%2eevil.test/',
    'https://app.foyer.test%00.evil.test/',
    'javascript:alert(1)//https://app.foyer.test',
    'javascript://app.foyer.test/%0aalert(1)',
    'data:text/html,https://app.foyer.test',
    'blob:https://app.foyer.test/x',
    'filesystem:https://app.foyer.test/x',
    'ftp://app.foyer.test/',
    `${SHOP}/callback`,
    `${APP}/#fragment`,
    `${APP}/${'x'.repeat(2000)}`,
    'null',
    '',
  ]

  it.each(hostile)('leads nobody to %j', async (uri) => {
    for (const visitor of [member, undefined]) {
      const { status, headers, text } = await authorize({ redirect_uri: uri }, visitor)
      expect(status).toBe(400)
      expect(headers.get('location')).toBeNull()
      expect(text).not.toMatch(/evil/)
    }
  })

  it.each(['\t', '\n', '\r', '%0d%0a', '%09'])('leads to the listed origin or nowhere with %j in the address', async (odd) => {
    for (const uri of [
      `${odd}${APP}/x`,
      `https:/${odd}/app.foyer.test/x`,
      `${APP}/${odd}//evil.test`,
      `https://app.foyer.test${odd}.evil.test/`,
    ]) {
      const { status, headers } = await authorize({ redirect_uri: uri }, member)
      if (status !== 400) expect(new URL(headers.get('location') ?? '').origin, uri).toBe(APP)
      expect(headers.get('location') ?? '').not.toMatch(/[\r\n\t]/)
    }
  })

  it.each<[string, Record<string, string | null>, string]>([
    ['an unknown application', { application: 'none' }, 'application_unknown'],
    ['an inherited application', { application: '__proto__' }, 'application_unknown'],
    ['no application', { application: null }, 'application_unknown'],
    ['no challenge', { code_challenge: null }, 'sign_in_request_invalid'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'sign_in_request_invalid'],
    ['no method', { code_challenge_method: null }, 'sign_in_request_invalid'],
    ['a short challenge', { code_challenge: 'A'.repeat(42) }, 'sign_in_request_invalid'],
    ['no state', { state: null }, 'sign_in_request_invalid'],
    ['a short state', { state: '1234567' }, 'sign_in_request_invalid'],
    ['a long state', { state: 'x'.repeat(501) }, 'sign_in_request_invalid'],
    ['a state beyond visible ASCII', { state: 'zustand-äöü-zustand' }, 'sign_in_request_invalid'],
    ['a state with a line break', { state: 'state\r\nSet-Cookie: a=b' }, 'sign_in_request_invalid'],
  ])('refuses %s', async (_, given, code) => {
    const path = `/authorize?${new URLSearchParams(
      Object.entries({
        application: 'app',
        redirect_uri: `${APP}/cb`,
        state: STATE,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...given,
      }).filter((pair): pair is [string, string] => pair[1] !== null),
    )}`
    expect((await ask(foyer, 'GET', path)).body.code).toBe(code)
  })

  it('fits the longest request that it takes into a flow', async () => {
    const redirect = `${APP}/${'ü'.repeat(100)}?q=${'"'.repeat(100)}`
    const { headers } = await authorize({ redirect_uri: redirect, state: '"\\'.repeat(250) })
    const request = new URL(headers.get('location') ?? '').searchParams.get('request') ?? ''
    const { email } = await foyer.join()
    const browser = foyer.browser()
    const done = await browser.act(await browser.start({ request }), 'sign_in', { name: email, password: PASSWORD })
    expect(new URL(String(done.step.data.redirect)).searchParams.get('state')).toBe('"\\'.repeat(250))
  })

  it('takes a request for half an hour, for its own application, from its own page', async () => {
    const { headers } = await authorize()
    const request = new URL(headers.get('location') ?? '').searchParams.get('request') ?? ''
    expect((await foyer.browser({ application: 'shop' }).post('/flow/start', { application: 'shop', request })).body.code).toBe(
      'flow_expired',
    )
    await foyer.shiftClock(31 * 60_000)
    expect((await foyer.browser().post('/flow/start', { application: 'app', request })).body.code).toBe('flow_expired')
  })
})

describe('what is written about requests', () => {
  it('never holds a token, a code or an address', async () => {
    const lines: string[] = []
    const { pino } = await import('pino')
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
    const logged = await openExampleFoyer({}, { log })
    const { email, browser } = await logged.join()
    await logged.manage('GET', `/api/users/email:${email}`)
    await logged.manage('GET', `/api/users?search=${email}`)
    const link = linkIn(logged.mails[0]?.text ?? '')
    await ask(logged, 'GET', `/l/${link}`)
    await browser.post('/session/token', { application: 'app' })
    await logged.close()
    const text = lines.join('')
    expect(text).toContain('/l/:token')
    const secrets = [email, link, PASSWORD, logged.apiKey, ...browser.jar.values()]
    for (const secret of secrets) expect(text.includes(secret), secret).toBe(false)
  })
})
