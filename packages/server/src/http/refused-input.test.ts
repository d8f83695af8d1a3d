// What is refused whole: bodies that are no JSON of ours, facts that only the server states, addresses of more than one mailbox.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../test/browser.ts'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

type Json = Record<string, unknown>

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({}, { worker: false })
  await foyer.enter({ firstName: 'Mia', externalId: 'T-1', email: 'mia@example.com', invite: { application: 'app' } })
})
afterAll(() => foyer.close())

const everything = async (): Promise<string> => {
  const people = (await foyer.manage('GET', '/api/users?limit=200')).text
  const { items } = await foyer.store.listEvents({ limit: 1, from: 'newest' })
  return `${people}${JSON.stringify(items)}`
}

const calls = {
  create: ['POST', '/api/users'],
  update: ['PATCH', '/api/users/external:T-1'],
  upsert: ['PUT', '/api/users/external:T-1'],
  changeEmail: ['POST', '/api/users/external:T-1/email'],
  resetAccess: ['POST', '/api/users/external:T-1/reset-access'],
} as const

const call = (name: keyof typeof calls, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
  const [method, path] = calls[name]
  return foyer.manage(method, path, body, { authorization: `Bearer ${foyer.apiKey}`, ...headers })
}

describe('a body', () => {
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) => call('create', body, headers)

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
      for (const name of ['create', 'update', 'upsert'] as const) {
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
    expect((await call('update', { email: 'eve@evil.test' })).body.code).toBe('invalid_input')
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
      ['create', { email }],
      ['upsert', { email }],
      ['changeEmail', { email }],
      ['resetAccess', { email, reason: 'Lost' }],
    ] as const) {
      const answer = await call(name, body)
      expect([answer.status, answer.body.code], name).toEqual([422, 'invalid_input'])
    }
    expect(await everything()).toBe(before)
  })

  it('with letters beyond ASCII before the @ is named as such', async () => {
    expect((await call('create', { email: 'jörg@example.com' })).body.code).toBe('email_unsupported')
  })
})
