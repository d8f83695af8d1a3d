// Input that nobody means well with: every field of every route, and what the path and the query may hold.

import { type Route, type RouteName, routes } from '@foyer/contract'
import { contract } from '@foyer/contract/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type Answer, ask } from '../../test/browser.ts'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'
import { expectRefusal } from '../../test/expect-refusal.ts'
import { profile, routeInputs } from '../../test/route-inputs.ts'

type Json = Record<string, unknown>

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

/** Whoever is asked for in a query may be nobody. */
const FINDS_BY_QUERY: readonly RouteName[] = ['events.list', 'legal.entries', 'legal.export', 'previews.mail', 'previews.page']

let foyer: ExampleFoyer
/** Whom the calls are about, whatever they make of the number and the address. */
let target = ''
beforeAll(async () => {
  foyer = await openExampleFoyer({}, { worker: false })
  target = await foyer.enter({ ...profile, externalId: 'T-1', email: 'target@example.com', invite: { application: 'app' } })
  await foyer.enter({ ...profile, externalId: 'T-2', email: 'synced@example.com' })
})
afterAll(() => foyer.close())

/** Changes with anything that was written: every change of a person is an event. */
const everything = async (): Promise<string> => {
  const person = await foyer.manage('GET', `/api/users/${target}`)
  expect(person.status).toBe(200)
  const { items } = await foyer.store.listEvents({ limit: 1, from: 'newest' })
  return `${person.text}${JSON.stringify(items)}`
}

const call = (name: RouteName, input: unknown, headers: Record<string, string> = {}, at?: string): Promise<Answer> => {
  const { method, path, class: kind, takes }: Route = routes[name]
  const door: Record<string, string> = ['flow', 'session'].includes(kind) ? { origin: OWN } : { authorization: `Bearer ${foyer.apiKey}` }
  const place = path.replace(/:\w+/, at ?? (name === 'users.upsert' ? 'external:T-2' : target))
  if (method === 'GET') return ask(foyer, method, `${place}?${queryOf(input as Json)}`, { ...door, ...headers })
  if (takes === 'file') return ask(foyer, method, `${place}?${queryOf(input as Json)}`, { ...door, ...headers }, 'a;b')
  return ask(foyer, method, place, { ...door, ...headers }, input)
}

/** Fields of a route's input by the contract, in order. */
const fieldsOf = (name: RouteName): string[] => {
  const { properties = {} } = z.toJSONSchema(contract[name].input, { io: 'input', unrepresentable: 'any' })
  return Object.keys(properties).sort()
}

it.each(Object.keys(routes) as RouteName[])('every field of %s is tried below', (name) => {
  expect(Object.keys(routeInputs[name] ?? {}).sort()).toEqual(fieldsOf(name))
})

describe('a hostile value', () => {
  it.each(Object.keys(routeInputs) as RouteName[])(
    'in any field of %s is taken as harmless text or refused, and changes nothing when refused',
    async (name) => {
      let refused = 0
      let before = await everything()
      for (const [at, variant] of variants(routeInputs[name] ?? {}).entries()) {
        const locale = at % 2 === 0 ? 'de' : 'en'
        const answer = await call(name, variant, { 'accept-language': locale })
        const what = `${name} ${JSON.stringify(variant).slice(0, 300)}`
        if (answer.status !== 200) {
          expectRefusal(answer, locale, what)
          if (!FINDS_BY_QUERY.includes(name)) expect(answer.body.code, what).not.toBe('user_not_found')
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

  it('in the path is no key', async () => {
    for (const ref of ['%00', 'a%00b', '%E0%A4%A', '%ff', '%0d%0a', '%E2%80%A8', '..%2f..', '__proto__', "1'--", 'x'.repeat(3000), '0'])
      for (const name of ['keys.rotate', 'keys.revoke'] as const) {
        const answer = await call(name, {}, {}, ref)
        expect([answer.status, answer.body.code], `${name} ${ref}`).toEqual([404, 'key_not_found'])
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
