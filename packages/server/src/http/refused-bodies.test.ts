// Bodies that no route takes, sent to every route that reads one: refused whole, in the caller's words, and nothing is written.

import { gzipSync } from 'node:zlib'
import { type Route, type RouteName, routes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Answer, ask } from '../../test/browser.ts'
import { type DatabaseState, openDatabaseState } from '../../test/database-state.ts'
import { createPostgresDatabase } from '../../test/databases.ts'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'
import { expectRefusal } from '../../test/expect-refusal.ts'
import { profile, routeInputs } from '../../test/route-inputs.ts'

/** Webhooks are not there unless they are set up, and what a provider adds to its own bodies is none of ours: their tests stand beside them. */
const writing = (Object.entries(routes) as [RouteName, Route][]).flatMap(([name, { method, takes, class: kind }]) =>
  method === 'GET' || takes === 'file' || kind === 'webhook' ? [] : [name],
)
/** Its keys are the caller's own: headers of a file. */
const isOpen = (name: RouteName, field: string): boolean =>
  field === 'input' ? name === 'flow.act' || name === 'account.act' : field === 'columns' && name === 'imports.begin'
const postgres = inject('foyerTestPostgres')

let foyer: ExampleFoyer
let target = ''
/** `null` where there is no PostgreSQL: then the API is asked what changed. */
let state: DatabaseState | null = null
const cleaning: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  const database = 'url' in postgres ? await createPostgresDatabase() : null
  foyer = await openExampleFoyer({}, { worker: false, ...(database === null ? {} : { database: { url: database.url } }) })
  if (database !== null) {
    state = await openDatabaseState(database.url)
    cleaning.push(state.close, foyer.close, database.drop)
  } else cleaning.push(foyer.close)
  target = await foyer.enter({ ...profile, externalId: 'T-1', email: 'target@example.com', invite: { application: 'app' } })
})
afterAll(async () => {
  for (const clean of cleaning) await clean()
})

const everything = async (): Promise<unknown> => {
  if (state !== null) return state.read()
  const { items } = await foyer.store.listEvents({ limit: 1, from: 'newest' })
  return [(await foyer.manage('GET', '/api/users?limit=200')).text, items]
}

const call = (name: RouteName, body: unknown, locale: 'de' | 'en', headers: Record<string, string> = {}): Promise<Answer> => {
  const { method, path, class: kind }: Route = routes[name]
  const door: Record<string, string> = ['flow', 'session', 'account'].includes(kind)
    ? { origin: OWN }
    : { authorization: `Bearer ${foyer.apiKey}` }
  const place = path.replace(':ref', name === 'users.upsert' ? 'external:T-1' : target)
  return ask(foyer, method, place, { ...door, 'accept-language': locale, ...headers }, body)
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const deep = `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`

const bodies: Record<string, { body: string | Uint8Array; headers?: Record<string, string>; code: string }> = {
  'that is broken': { body: '{"firstName":', code: 'malformed_body' },
  'with a line too much': { body: '{}\n{}', code: 'malformed_body' },
  'in Windows-1252': { body: bytes('{"firstName":"J\xfcrgen"}'), code: 'malformed_body' },
  'in UTF-16': { body: new Uint8Array(Buffer.from('{"firstName":"Jan"}', 'utf16le')), code: 'malformed_body' },
  'with half a surrogate pair': { body: bytes('{"a":"\xed\xa0\x80"}'), code: 'malformed_body' },
  'nested too deep': { body: deep, code: 'malformed_body' },
  'with a key twice': { body: '{"email":"a@firma.de","email":"b@evil.de"}', code: 'invalid_input' },
  'with a key twice, once escaped': { body: '{"email":"a@firma.de","\\u0065mail":"b@evil.de"}', code: 'invalid_input' },
  'with a prototype': { body: '{"__proto__":{"role":"owner"}}', code: 'invalid_input' },
  'that is a list': { body: '[{"firstName":"Jan"}]', code: 'invalid_input' },
  'that is a text': { body: '"firstName"', code: 'invalid_input' },
  'that is null': { body: 'null', code: 'invalid_input' },
  'of a form': { body: 'firstName=Jan', headers: { 'content-type': 'application/x-www-form-urlencoded' }, code: 'unsupported_media_type' },
  'in parts': { body: '--x\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' }, code: 'unsupported_media_type' },
  'of plain text': { body: '{"firstName":"Jan"}', headers: { 'content-type': 'text/plain' }, code: 'unsupported_media_type' },
  'without a type': { body: '{"firstName":"Jan"}', headers: { 'content-type': '' }, code: 'unsupported_media_type' },
  'that is packed': {
    body: new Uint8Array(gzipSync('{"firstName":"Jan"}')),
    headers: { 'content-encoding': 'gzip' },
    code: 'malformed_body',
  },
  'that is too large': { body: `{"firstName":"${'x'.repeat(65_536)}"}`, code: 'body_too_large' },
}

describe.each(Object.entries(bodies))('a body %s', (what, { body, headers, code }) => {
  it('is refused by every route that reads one, and changes nothing', async () => {
    const before = await everything()
    for (const [at, name] of writing.entries()) {
      const locale = at % 2 === 0 ? 'de' : 'en'
      const answer = await call(name, body, locale, headers)
      expect(answer.body.code, `${name}, ${what}: ${answer.text}`).toBe(code)
      expectRefusal(answer, locale, `${name}, ${what}`)
    }
    expect(await everything()).toEqual(before)
  })
})

/** What a caller might hope that the server takes over, in each spelling. */
const claimed = [
  'id',
  'userId',
  'actorId',
  'tenantId',
  'emailVerified',
  'emailStatus',
  'isAdmin',
  'passwordHash',
  'createdAt',
  'activatedAt',
  'version',
  'access',
  'generation',
]
const spellings = (key: string): string[] => [
  ...new Set([key, key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), key.toUpperCase()]),
]

it.each(writing)('%s takes no fact that only the server states, at any depth and in any spelling', async (name) => {
  const whole = routeInputs[name] ?? {}
  const before = await everything()
  for (const key of claimed)
    for (const spelling of spellings(key)) {
      const answers = [await call(name, { ...whole, [spelling]: 'owner' }, 'de')]
      for (const [field, value] of Object.entries(whole))
        if (typeof value === 'object' && value !== null && !isOpen(name, field))
          answers.push(await call(name, { ...whole, [field]: { ...value, [spelling]: 'owner' } }, 'de'))
      for (const answer of answers) {
        expect(answer.body.code, `${name} ${spelling}: ${answer.text}`).toBe('invalid_input')
        expectRefusal(answer, 'de', `${name} ${spelling}`)
      }
    }
  expect(await everything()).toEqual(before)
})
