// Input that nobody means well with: every field of every route, and what the path and the query may hold.

import { type ErrorCode, errorStatus, type RouteName, routes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, ask } from '../../test/browser.ts'
import { APP, type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'
import { errorTexts, issueTexts } from './error-texts.ts'

type Json = Record<string, unknown>

const invite = { application: 'app', validDays: 14, message: 'Hallo', initialPassword: 'generate' }
const profile = {
  firstName: 'Jan',
  lastName: 'Weber',
  location: 'Köln',
  department: 'Logistik',
  position: 'Fahrer',
  locale: 'de',
  endsAt: '2030-01-31',
  postalAddress: { street: 'Am Markt 1', postcode: '50667', town: 'Köln', country: 'DE' },
  fields: { shirtSize: 'M', phone: '+49 221 123456' },
}

/** A whole input of each route that takes one. */
const inputs: Partial<Record<RouteName, Json>> = {
  'users.list': { status: 'online', search: 'web', location: 'Köln', changedAfter: '2026-01-01', sort: 'lastName', after: 'x', limit: '5' },
  'users.count': { emailStatus: 'none', application: 'app', invitation: 'expired', department: 'Logistik' },
  'users.create': { ...profile, externalId: 'N-1', email: 'jan@example.com', invite: { ...invite, role: 'viewer' } },
  'users.update': { ...profile, externalId: 'T-1' },
  'users.upsert': { ...profile, email: 'target@example.com' },
  'users.changeEmail': { email: 'other@example.com', send: 'invitation' },
  'users.grantAccess': { application: 'portal', role: 'viewer' },
  'users.withdrawAccess': { application: 'shop' },
  'users.deactivate': { at: '2030-01-31', reason: 'Left' },
  'users.resetAccess': { reason: 'Lost mailbox', email: 'new@example.com', invite: { application: 'app', validDays: 5, message: 'Hallo' } },
  'users.sendRecovery': { application: 'app' },
  'invitations.send': invite,
  'invitations.renew': { validDays: 14, send: true },
  'events.list': { after: '1-1', types: 'user.created', user: 'external:T-1', limit: '5' },
  'sessions.exchange': { code: 'x', verifier: 'A'.repeat(43), application: 'app', origin: APP },
  'sessions.check': { sessionSecret: 'A'.repeat(43), application: 'app' },
  'sessions.end': { sessionSecret: 'A'.repeat(43) },
  'flow.start': {
    application: 'app',
    locale: 'de',
    begin: 'sign_in',
    link: 'x',
    continuation: 'x',
    request: 'x',
    codeChallenge: 'A'.repeat(43),
  },
  'flow.act': { token: 'x', action: 'sign_in', input: { name: 'jan@example.com', password: 'x' }, locale: 'de' },
  'session.current': { application: 'app' },
  'session.token': { application: 'app' },
  'session.signOut': { application: 'app' },
}

const hostile: readonly unknown[] = [
  null,
  5,
  -1,
  1.5,
  9e18,
  true,
  '',
  ' ',
  '\0',
  'a\0b',
  'a\r\nBcc: eve@example.com',
  'a\u2028b',
  '\u202eabc',
  '\ud800',
  '<img src=x onerror=alert(1)>',
  "'; drop table users; --",
  'x'.repeat(5000),
  '9999999999999999999-999999999999999',
  '0001-01-01',
  '2026-02-30T99:00:00Z',
  '__proto__',
  'constructor',
  [],
  ['a@firma.de', 'b@evil.de'],
  {},
  { value: { deep: ['\0'] } },
  { constructor: { prototype: { role: 'owner' } } },
]

/** Every field of an input, however deep, with each hostile value in its place. */
const variants = (input: Json): Json[] =>
  Object.entries(input).flatMap(([key, value]) => {
    const here = hostile.map((item) => ({ ...input, [key]: item }))
    const below = typeof value === 'object' && value !== null ? variants(value as Json).map((item) => ({ ...input, [key]: item })) : []
    return [...here, ...below, { ...input, [`${key}s`]: value }]
  })

const queryOf = (input: Json): string =>
  Object.entries(input)
    .flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).map(
        (item) => `${key}=${encodeURIComponent(wellFormed(typeof item === 'string' ? item : JSON.stringify(item)))}`,
      ),
    )
    .join('&')
/** A lone surrogate cannot stand in an address; its broken bytes can, and are tried below. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, '%ED')

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({}, { worker: false })
  await foyer.enter({ ...profile, externalId: 'T-1', email: 'target@example.com', invite: { application: 'app' } })
})
afterAll(() => foyer.close())

const everything = async (): Promise<string> => {
  const people = (await foyer.manage('GET', '/api/users?limit=200')).text
  const { items } = await foyer.store.listEvents({ limit: 1, from: 'newest' })
  return `${people}${JSON.stringify(items)}`
}

const call = (name: RouteName, input: unknown, headers: Record<string, string> = {}, ref = 'external:T-1'): Promise<Answer> => {
  const { method, path, class: kind } = routes[name]
  const door: Record<string, string> = ['flow', 'session'].includes(kind) ? { origin: OWN } : { authorization: `Bearer ${foyer.apiKey}` }
  const place = path.replace(':ref', ref)
  if (method === 'GET') return ask(foyer, method, `${place}?${queryOf(input as Json)}`, { ...door, ...headers })
  return ask(foyer, method, place, { ...door, ...headers }, input)
}

/** A refusal says what is wrong by a stable code and a sentence in the caller's language; nothing else is said. */
const expectRefusal = (answer: Answer, locale: 'de' | 'en', what: string): void => {
  const { status, body, headers, text } = answer
  const code = body.code as ErrorCode
  expect(status, `${what}: ${text}`).toBeLessThan(500)
  expect(headers.get('content-type'), what).toBe('application/problem+json')
  expect(errorStatus, what).toHaveProperty(code)
  expect(status, what).toBe(errorStatus[code])
  const sentences = /^password_too/.test(code) ? /\d+/ : errorTexts[code][locale]
  expect(String(body.detail), what).toMatch(sentences)
  if (code !== 'invalid_input') return
  const { issues } = body.details as { issues: { path: unknown[]; code: string; message: string }[] }
  expect(issues.length, what).toBeGreaterThan(0)
  for (const issue of issues)
    expect(issue.message, `${what}: ${JSON.stringify(issue)}`).toBe((issueTexts[issue.code] ?? issueTexts.invalid)?.[locale])
}

describe('a hostile value', () => {
  it.each(Object.keys(inputs) as RouteName[])(
    'in any field of %s is taken as harmless text or refused, and changes nothing when refused',
    async (name) => {
      let refused = 0
      let before = await everything()
      for (const [at, variant] of variants(inputs[name] ?? {}).entries()) {
        const locale = at % 2 === 0 ? 'de' : 'en'
        const answer = await call(name, variant, { 'accept-language': locale })
        const what = `${name} ${JSON.stringify(variant).slice(0, 300)}`
        if (answer.status !== 200) {
          expectRefusal(answer, locale, what)
          refused += 1
        }
        const after = answer.status === 200 || at % 10 === 0 ? await everything() : before
        if (answer.status !== 200) expect(after, what).toBe(before)
        before = after
      }
      expect(refused).toBeGreaterThan(5)
    },
    60_000,
  )

  it('in the path is nobody', async () => {
    const refs = [
      'external:%00',
      'external:',
      `external:${'x'.repeat(3000)}`,
      'email:a@b@c',
      'email:%00',
      'email:',
      'email:a%0d%0ab@c.de',
      '%E0%A4%A',
      '%ff',
      '..%2f..%2fetc',
      '0',
      '__proto__',
      'constructor',
      "1'--",
      '01900000-0000-7000-8000-00000000000g',
      'id:x',
    ]
    for (const ref of refs)
      for (const name of ['users.get', 'users.update', 'users.changeEmail', 'invitations.revoke'] as const) {
        const answer = await call(name, name === 'users.changeEmail' ? { email: null } : {}, {}, ref)
        expect(answer.status, `${name} ${ref}: ${answer.text}`).toBe(404)
        expectRefusal(answer, 'de', ref)
      }
  })

  it('in the path of an upsert enters nobody', async () => {
    const before = await everything()
    for (const ref of [
      'external:%00',
      'external:',
      'external:%20',
      `external:${'x'.repeat(65)}`,
      'external:a%0ab',
      'external:a%E2%80%A8a',
      'email:x@example.com',
      '0',
    ]) {
      const answer = await call('users.upsert', {}, {}, ref)
      expect([answer.status, answer.body.code], ref).toEqual([422, 'invalid_input'])
    }
    expect(await everything()).toBe(before)
  })

  it.each(['If-Version', 'Idempotency-Key'])('in %s is refused', async (header) => {
    for (const value of ['-1', '1.5', 'x y', 'ü', '9'.repeat(300), '1e3', '0x1', ''])
      if (header === 'If-Version' || /[^!-~]|^$|.{201}/.test(value)) {
        const answer = await call('users.update', {}, { [header]: value })
        expect([answer.status, answer.body.code], value).toEqual([422, 'invalid_input'])
      }
  })
})

describe('a body', () => {
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) => call('users.create', body, headers)

  it.each<[string, () => Promise<Answer>, number, string]>([
    ['that is broken', () => post('{"firstName":'), 400, 'malformed_body'],
    ['in another encoding', () => post(Uint8Array.from([0x7b, 0x22, 0xfc, 0x22, 0x3a, 0x31, 0x7d])), 400, 'malformed_body'],
    ['nested too deep', () => post(`{"fields":${'['.repeat(40)}${']'.repeat(40)}}`), 400, 'malformed_body'],
    ['with a key twice', () => post('{"email":"a@firma.de","email":"b@evil.de"}'), 422, 'invalid_input'],
    ['with a prototype key', () => post('{"__proto__":{"role":"owner"}}'), 422, 'invalid_input'],
    ['that is a list', () => post('[]'), 422, 'invalid_input'],
    ['that is null', () => post('null'), 422, 'invalid_input'],
    ['that is a text', () => post('"x"'), 422, 'invalid_input'],
    ['of another type', () => post('{}', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
    ['of a form', () => post('firstName=Jan', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported_media_type'],
    ['without a type', () => post('{}', { 'content-type': '' }), 415, 'unsupported_media_type'],
    ['that pretends to be JSON', () => post('{}', { 'content-type': 'text/plain; application/json' }), 415, 'unsupported_media_type'],
    ['that is giant', () => post(`{"firstName":"${'x'.repeat(65_536)}"}`), 413, 'body_too_large'],
  ])('%s is refused and changes nothing', async (_, send, status, code) => {
    const before = await everything()
    const answer = await send()
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await everything()).toBe(before)
  })

  it('that never ends is cut off at its limit', async () => {
    let sent = 0
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 8192
        controller.enqueue(new Uint8Array(8192).fill(0x20))
      },
    })
    const response = await foyer.app.request(`${OWN}/api/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${foyer.apiKey}`, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect([response.status, ((await response.json()) as Json).code]).toEqual([413, 'body_too_large'])
    expect(sent).toBeLessThan(200_000)
  })

  it('of 64 KiB is read', async () => {
    const padded = `{"firstName":"Jan"${' '.repeat(65_536 - 19)}}`
    expect((await post(padded)).status).toBe(200)
  })
})

describe('facts that only the server states', () => {
  const owned: Json = {
    id: '01900000-0000-7000-8000-000000000000',
    emailVerified: true,
    emailStatus: 'confirmed',
    confirmedAt: '2026-01-01',
    status: 'online',
    role: 'owner',
    version: 9,
    createdAt: '2020-01-01',
    activatedAt: '2020-01-01',
    passwordHash: '$argon2id$',
    tenantId: 'x',
    access: [{ application: 'portal', role: 'owner', pending: false }],
    setBy: 'holder',
    credentialRevision: 5,
  }
  const spellings = (key: string): string[] => [key, key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), key.toUpperCase()]

  it.each(Object.keys(owned))('%s can be given by no call', async (key) => {
    const before = await everything()
    for (const spelling of new Set(spellings(key)))
      for (const name of ['users.create', 'users.update', 'users.upsert'] as const) {
        for (const body of [
          { firstName: 'Eve', [spelling]: owned[key] },
          { firstName: 'Eve', fields: { [spelling]: owned[key] } },
        ]) {
          const answer = await call(name, body)
          expect([answer.status, answer.body.code], `${name} ${JSON.stringify(body)}`).toEqual([422, 'invalid_input'])
        }
      }
    expect(await everything()).toBe(before)
  })

  it('an update takes no address', async () => {
    expect((await call('users.update', { email: 'eve@evil.test' })).body.code).toBe('invalid_input')
  })
})

describe('an address', () => {
  it.each([
    '"a@evil.de x"@firma.de',
    'a@firma.de,b@evil.de',
    'a@firma.de;b@evil.de',
    'a@firma.de b@evil.de',
    'a@firma.de\nBcc: b@evil.de',
    '<a@firma.de>',
    'Eve <a@firma.de>',
    'a@[127.0.0.1]',
    'a@localhost',
    'a',
    ['a@firma.de'],
    { email: 'a@firma.de' },
    5,
  ])('%j is one plain mailbox to no call', async (email) => {
    const before = await everything()
    for (const [name, body] of [
      ['users.create', { email }],
      ['users.upsert', { email }],
      ['users.changeEmail', { email }],
      ['users.resetAccess', { email, reason: 'Lost' }],
    ] as const) {
      const answer = await call(name, body)
      expect([answer.status, answer.body.code], name).toEqual([422, 'invalid_input'])
    }
    expect(await everything()).toBe(before)
  })

  it('with letters beyond ASCII before the @ is named as such', async () => {
    expect((await call('users.create', { email: 'jörg@example.com' })).body.code).toBe('email_unsupported')
  })
})
