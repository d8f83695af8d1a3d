// Sessions: how a host gets one, what it holds, and everything that ends it.

import { createHash, randomBytes } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, View } from '../../test/browser.ts'
import { APP, type ExampleFoyer, goOn, linkIn, OWN, openExampleFoyer, PASSWORD, SHOP, shortCodeIn } from '../../test/example-foyer.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

const newPair = () => {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, codeChallenge: createHash('sha256').update(verifier).digest('base64url') }
}
interface SignedIn {
  id: string
  email: string
  browser: Browser
  code: string
  verifier: string
}
/** Somebody who signs in at the application's page, which keeps a verifier. */
const signIn = async (origin = APP): Promise<SignedIn> => {
  const { id, email } = await foyer.join({ origin })
  return { id, email, ...(await signInAs(email, origin)) }
}
const signInAs = async (email: string, origin = APP): Promise<Omit<SignedIn, 'id' | 'email'>> => {
  const { verifier, codeChallenge } = newPair()
  const browser = foyer.browser({ origin })
  const view = await browser.act(await browser.start({ codeChallenge }), 'sign_in', { name: email, password: PASSWORD })
  return { browser, code: String(view.step.data.code), verifier }
}
const exchange = ({
  code,
  verifier,
  application = 'app',
  origin = APP,
}: Record<'code' | 'verifier', string> & Partial<Record<'application' | 'origin', string>>) =>
  foyer.manage('POST', '/api/sessions/exchange', { code, verifier, application, origin })
const hostSession = async (person: Pick<SignedIn, 'code' | 'verifier'>): Promise<string> => {
  const { body, text } = await exchange({ code: person.code, verifier: person.verifier })
  expect(body.sessionSecret, text).toMatch(/^[\w-]{43}$/)
  return String(body.sessionSecret)
}
const check = async (sessionSecret: string, application = 'app') =>
  (await foyer.manage('POST', '/api/sessions/check', { sessionSecret, application })).body.session
const current = async (browser: Browser, application = 'app') => (await browser.post('/session/current', { application })).body.session
const change = async (id: string, what: string, body: unknown = {}) => {
  const { status, text } = await foyer.manage('POST', `/api/users/${id}/${what}`, body)
  expect(status, text).toBe(200)
}

describe('the code of a sign-in', () => {
  it('becomes a session of the host, which says who is there', async () => {
    const person = await signIn()
    const { status, body } = await exchange(person)
    expect(status).toBe(200)
    expect(body).toMatchObject({ user: { id: person.id, email: person.email, firstName: 'Mia', role: null } })
    expect(Date.parse(String(body.expiresAt))).toBeGreaterThan(Date.now() + 29 * DAY_MS)
    expect(await check(String(body.sessionSecret))).toMatchObject({ user: { id: person.id } })
  })

  it('is good once, also for twenty at the same moment', async () => {
    const person = await signIn()
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(person)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 400)])
    expect((await exchange(person)).body.code).toBe('sign_in_code_invalid')
  })

  it.each([
    ['another verifier', { verifier: 'A'.repeat(43) }],
    ['another application', { application: 'shop' }],
    ['another listed origin', { origin: OWN }],
    ['an origin of another application', { origin: SHOP }],
    ['an origin of nobody', { origin: 'https://evil.test' }],
  ])('is burnt by %s', async (_, wrong) => {
    const { code, verifier } = await signIn()
    expect((await exchange({ code, verifier, ...wrong })).body.code).toBe('sign_in_code_invalid')
    expect((await exchange({ code, verifier })).body.code).toBe('sign_in_code_invalid')
  })

  it('is good for sixty seconds by the database’s clock', async () => {
    const person = await signIn()
    await foyer.shiftClock(30_000)
    const other = await signIn()
    await foyer.shiftClock(30_000)
    await hostSession(person)
    await foyer.shiftClock(30_000 + 61_000)
    expect((await exchange(other)).body.code).toBe('sign_in_code_invalid')
  })

  it.each<[string, (person: SignedIn) => Promise<unknown>]>([
    ['the person was deactivated', ({ id }) => change(id, 'deactivate')],
    ['the access was withdrawn', ({ id }) => change(id, 'withdraw-access', { application: 'app' })],
    ['the access was reset', ({ id }) => change(id, 'reset-access', { reason: 'Lost' })],
    ['the person was erased', ({ id }) => foyer.manage('DELETE', `/api/users/${id}`)],
    ['the last day passed', ({ id }) => foyer.manage('PATCH', `/api/users/${id}`, { endsAt: '2020-01-31' })],
    ['the person signed out', ({ browser }) => browser.post('/session/sign-out', { application: 'app' })],
  ])('is worth nothing once %s', async (_, end) => {
    const person = await signIn()
    await end(person)
    expect((await exchange(person)).body.code).toBe('sign_in_code_invalid')
  })

  it('stands only where a page keeps a verifier, and is another at each look', async () => {
    const { email } = await foyer.join()
    const browser = foyer.browser({ origin: APP })
    const plain = await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
    expect(plain.step.data.code).toBeNull()
    const { codeChallenge } = newPair()
    const other = foyer.browser({ origin: APP })
    const view = await other.act(await other.start({ codeChallenge }), 'sign_in', { name: email, password: PASSWORD })
    expect((await other.act(view, 'resume')).step.data.code).not.toBe(view.step.data.code)
  })

  it('comes at the end of an activation too', async () => {
    const { verifier, codeChallenge } = newPair()
    await foyer.enter({ email: 'new.here@example.com', firstName: 'Jan', invite: { application: 'app' } })
    const browser = foyer.browser({ origin: APP })
    const view = await goOn(browser, await browser.start({ codeChallenge, link: await foyer.linkTo('new.here@example.com') }))
    expect(await check(await hostSession({ code: String(view.step.data.code), verifier }))).toMatchObject({ user: { firstName: 'Jan' } })
  })

  it.each(['', 'A'.repeat(42), 'A'.repeat(129), `${'A'.repeat(42)}=`, `${'A'.repeat(42)}\n`])(
    'takes no verifier like %j',
    async (verifier) => {
      expect((await exchange({ code: 'x', verifier })).body.code).toBe('invalid_input')
    },
  )
})

describe('a session', () => {
  it('of a host and the cookie of the browser end together, whichever signs out', async () => {
    const first = await signIn()
    const secret = await hostSession(first)
    expect((await foyer.manage('POST', '/api/sessions/end', { sessionSecret: secret })).body).toEqual({ ended: true })
    expect(await current(first.browser)).toBeNull()
    expect(await check(secret)).toBeNull()
    const second = await signIn()
    const other = await hostSession(second)
    expect((await second.browser.post('/session/sign-out', { application: 'app' })).body).toEqual({ ended: true })
    expect(await check(other)).toBeNull()
    expect((await foyer.manage('POST', '/api/sessions/end', { sessionSecret: other })).body).toEqual({ ended: false })
  })

  it('of another sign-in of the same person goes on', async () => {
    const first = await signIn()
    const second = await signInAs(first.email)
    const kept = await hostSession(second)
    await first.browser.post('/session/sign-out', { application: 'app' })
    expect(await current(second.browser)).not.toBeNull()
    expect(await check(kept)).not.toBeNull()
  })

  it.each<[string, (person: SignedIn) => Promise<unknown>]>([
    ['deactivation', ({ id }) => change(id, 'deactivate')],
    ['deactivation that has come', ({ id }) => foyer.manage('PATCH', `/api/users/${id}`, { endsAt: '2020-01-31' })],
    ['withdrawing the access', ({ id }) => change(id, 'withdraw-access', { application: 'app' })],
    ['resetting the access', ({ id }) => change(id, 'reset-access', { reason: 'Lost' })],
    ['erasing', ({ id }) => foyer.manage('DELETE', `/api/users/${id}`)],
    ['a recovery', ({ email }) => recover(email)],
  ])('ends at the next check after %s', async (_, end) => {
    const person = await signIn()
    const secret = await hostSession(person)
    expect(await check(secret)).not.toBeNull()
    await end(person)
    expect(await check(secret)).toBeNull()
    expect(await current(person.browser)).toBeNull()
    expect((await person.browser.post('/session/token', { application: 'app' })).body).toEqual({ accessToken: null, expiresAt: null })
  })

  it('of a reactivated person does not come back', async () => {
    const person = await signIn()
    const secret = await hostSession(person)
    await change(person.id, 'deactivate')
    await change(person.id, 'reactivate')
    expect(await check(secret)).toBeNull()
    expect((await signInAs(person.email)).code).not.toBe('null')
  })

  it('rests fourteen days and lives thirty, by the database’s clock', async () => {
    const person = await signIn()
    const secret = await hostSession(person)
    for (const days of [13, 26, 29.9]) {
      await foyer.shiftClock(days * DAY_MS)
      expect(await check(secret), `after ${days} days`).not.toBeNull()
    }
    await foyer.shiftClock(30 * DAY_MS + MINUTE_MS)
    expect(await check(secret)).toBeNull()
    const idle = await hostSession(await signIn())
    await foyer.shiftClock(45 * DAY_MS + MINUTE_MS)
    expect(await check(idle)).toBeNull()
  })

  it('of a managing application rests an hour and lives twelve', async () => {
    const { browser } = await foyer.join({ application: 'portal', role: 'viewer' })
    for (let minutes = 50; minutes < 720; minutes += 50) {
      await foyer.shiftClock(minutes * MINUTE_MS)
      expect(await current(browser, 'portal'), `after ${minutes} minutes`).not.toBeNull()
    }
    await foyer.shiftClock(721 * MINUTE_MS)
    expect(await current(browser, 'portal')).toBeNull()
    const other = await foyer.join({ application: 'portal', role: 'viewer' })
    await foyer.shiftClock((721 + 61) * MINUTE_MS)
    expect(await current(other.browser, 'portal')).toBeNull()
  })

  it('is for one application: no other finds it, and none by a made-up secret', async () => {
    const secret = await hostSession(await signIn())
    expect(await check(secret, 'shop')).toBeNull()
    expect(await check(secret, 'portal')).toBeNull()
    expect(await check('A'.repeat(43))).toBeNull()
    expect(await check('')).toBeNull()
  })

  it('tells hosts the fields that everybody sees, and no others', async () => {
    const person = await signIn()
    await foyer.manage('PATCH', `/api/users/${person.id}`, { fields: { shirtSize: 'M', staffNote: 'Talks too much' } })
    const { user } = (await check(await hostSession(person))) as { user: { fields: unknown } }
    expect(user.fields).toEqual({ phone: '+49221123456', shirtSize: 'M' })
  })
})

describe('an access token', () => {
  const tokenOf = async (browser: Browser, application = 'app') => (await browser.post('/session/token', { application })).body
  const keySet = async () => createLocalJWKSet((await foyer.manage('GET', '/.well-known/jwks.json')).body as unknown as JSONWebKeySet)

  it('verifies against the published keys, says who is meant, and lives five minutes', async () => {
    const { browser, id } = await signIn()
    const { accessToken, expiresAt } = await tokenOf(browser)
    const { payload, protectedHeader } = await jwtVerify(String(accessToken), await keySet(), {
      issuer: OWN,
      audience: 'app',
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
    })
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: 'test' })
    expect(payload).toMatchObject({ sub: id, iss: OWN, aud: 'app' })
    expect(payload.sid).toMatch(/^[0-9a-f-]{36}$/)
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300)
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
    expect(Math.floor(Date.parse(String(expiresAt)) / 1000)).toBe(payload.exp)
  })

  it('is refused changed, late, for another audience, and unsigned', async () => {
    const { browser } = await signIn()
    const token = String((await tokenOf(browser)).accessToken)
    const keys = await keySet()
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'x' })).toString('base64url')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    await expect(jwtVerify(`${header}.${forged}.${signature}`, keys)).rejects.toThrow()
    await expect(jwtVerify(`${none}.${payload}.`, keys)).rejects.toThrow()
    await expect(jwtVerify(token, keys, { audience: 'shop' })).rejects.toThrow()
    await expect(jwtVerify(token, keys, { currentDate: new Date(Date.now() + 301_000) })).rejects.toThrow()
  })

  it('publishes public halves alone', async () => {
    const { text, body } = await foyer.manage('GET', '/.well-known/jwks.json', undefined, {})
    expect(body.keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: 'test' }])
    expect(text).not.toContain('"d"')
  })

  it('is given to nobody who is not signed in', async () => {
    expect(await tokenOf(foyer.browser({ origin: APP }))).toEqual({ accessToken: null, expiresAt: null })
  })
})

const recover = async (email: string): Promise<View> => {
  const browser = foyer.browser()
  const asked = await browser.act(await browser.start({ begin: 'recover' }), 'request', { name: email })
  const mail = await foyer.mailTo(email)
  expect(linkIn(mail.text)).not.toBe('')
  const password = await browser.act(asked, 'submit_code', { code: shortCodeIn(mail.text) })
  return browser.act(password, 'set_password', { password: 'sieben leise Trommeln am See' })
}
