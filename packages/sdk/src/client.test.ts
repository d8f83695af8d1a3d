// Every method: the route, the path, the input that it sends, and what it answers.

import type { OutputOf } from '@foyer/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Foyer } from './client.ts'
import { isFoyerError } from './errors.ts'
import { answerWith, type FakeFoyer, problemAnswer, startFakeFoyer } from './fake-foyer.ts'
import { MIA_ID, mia, miaSignedIn, SECRET, shownKey } from './fake-people.ts'

let server: FakeFoyer
let foyer: Foyer

beforeAll(async () => {
  server = await startFakeFoyer()
  foyer = new Foyer({ url: `${server.url}/`, apiKey: 'key-1', locale: 'de' })
})
afterAll(() => server.close())
afterEach(() => {
  server.asked.length = 0
  vi.unstubAllEnvs()
})

const person = answerWith('users.get', mia)
const soon = new Date('2027-03-31T10:00:00Z')

describe('a managing page on Foyer’s own origin', () => {
  it('calls without a key, as whoever is signed in there', async () => {
    server.answer(answerWith('users.get', mia))
    await new Foyer({ url: server.url, apiKey: null }).users.get(MIA_ID)
    expect(server.asked.at(-1)?.headers.get('authorization')).toBeNull()
  })
})

describe('methods', () => {
  const calls: [name: string, path: string, call: () => Promise<unknown>, input: object][] = [
    [
      'users.create',
      '/api/users',
      () => foyer.users.create({ firstName: 'Mia', endsAt: soon }),
      { firstName: 'Mia', endsAt: soon.toISOString() },
    ],
    ['users.get', '/api/users/email%3Amia%2Bx%40example.com', () => foyer.users.get({ email: 'mia+x@example.com' }), {}],
    ['users.update', `/api/users/${MIA_ID}`, () => foyer.users.update(MIA_ID, { lastName: null }), { lastName: null }],
    ['users.changeEmail', `/api/users/${MIA_ID}/email`, () => foyer.users.changeEmail(MIA_ID, { email: 'a@b.de' }), { email: 'a@b.de' }],
    ['users.sendConfirmation', `/api/users/${MIA_ID}/send-confirmation`, () => foyer.users.sendConfirmation(MIA_ID), {}],
    [
      'users.sendRecovery',
      `/api/users/${MIA_ID}/send-recovery`,
      () => foyer.users.sendRecovery(MIA_ID, { application: 'app' }),
      { application: 'app' },
    ],
    ['users.clearBounce', `/api/users/${MIA_ID}/clear-bounce`, () => foyer.users.clearBounce(MIA_ID), {}],
    [
      'users.grantAccess',
      `/api/users/${MIA_ID}/grant-access`,
      () => foyer.users.grantAccess(MIA_ID, { application: 'app' }),
      { application: 'app' },
    ],
    [
      'users.withdrawAccess',
      `/api/users/${MIA_ID}/withdraw-access`,
      () => foyer.users.withdrawAccess(MIA_ID, { application: 'app' }),
      { application: 'app' },
    ],
    ['users.deactivate', `/api/users/${MIA_ID}/deactivate`, () => foyer.users.deactivate(MIA_ID), {}],
    ['users.reactivate', `/api/users/${MIA_ID}/reactivate`, () => foyer.users.reactivate(MIA_ID), {}],
    [
      'users.resetAccess',
      `/api/users/${MIA_ID}/reset-access`,
      () => foyer.users.resetAccess(MIA_ID, { reason: 'left' }),
      { reason: 'left' },
    ],
    [
      'invitations.send',
      '/api/users/external%3AP%2F1/invitation',
      () => foyer.invitations.send({ externalId: 'P/1' }, { application: 'app' }),
      { application: 'app' },
    ],
    ['invitations.renew', `/api/users/${MIA_ID}/invitation/renew`, () => foyer.invitations.renew(MIA_ID, { send: false }), { send: false }],
    ['invitations.revoke', `/api/users/${MIA_ID}/invitation/revoke`, () => foyer.invitations.revoke(MIA_ID), {}],
  ]
  it.each(calls)('%s asks %s and answers the person', async (route, path, call, input) => {
    server.answer(person)
    await expect(call()).resolves.toEqual(mia)
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]).toMatchObject({ route, path })
    expect(server.asked[0]?.input).toEqual(input)
  })

  it('sends key, language and version as headers', async () => {
    server.answer(person)
    await foyer.users.update(MIA_ID, { lastName: 'Huber' }, { ifVersion: 3 })
    const headers = server.asked[0]?.headers
    expect(headers?.get('authorization')).toBe('Bearer key-1')
    expect(headers?.get('accept-language')).toBe('de')
    expect(headers?.get('if-version')).toBe('3')
  })

  it('makes, rotates, revokes and lists API keys', async () => {
    const { key, ...listed } = shownKey
    server.answer(answerWith('keys.create', shownKey))
    await expect(foyer.keys.create({ name: 'Sync', scopes: ['users:read'], expiresAt: soon })).resolves.toEqual(shownKey)
    expect(server.asked[0]).toMatchObject({ path: '/api/keys', input: { expiresAt: soon.toISOString() } })
    server.answer(answerWith('keys.rotate', shownKey))
    await expect(foyer.keys.rotate(MIA_ID, { oldUntil: null })).resolves.toMatchObject({ key })
    expect(server.asked[1]).toMatchObject({ path: `/api/keys/${MIA_ID}/rotate`, input: { oldUntil: null } })
    server.answer(answerWith('keys.revoke', listed))
    await expect(foyer.keys.revoke(MIA_ID)).resolves.toEqual(listed)
    server.answer(answerWith('keys.list', { items: [listed] }))
    await expect(foyer.keys.list()).resolves.toEqual([listed])
    await expect(foyer.keys.revoke('../users')).rejects.toMatchObject({ code: 'key_not_found', details: { keyId: '../users' } })
    expect(server.asked).toHaveLength(4)
  })

  it('reads who agreed to a document page after page, and its ledger by person', async () => {
    const person = { userId: MIA_ID, externalId: 'P-1', firstName: 'Mia', lastName: 'Weber', entry: null }
    server.answer(answerWith('legal.people', { items: [person], next: 'c1' }), answerWith('legal.people', { items: [person], next: null }))
    const people = []
    for await (const one of foyer.legal.people('terms', { state: 'missing' })) people.push(one)
    expect(people).toEqual([person, person])
    expect(server.asked[1]).toMatchObject({ path: '/api/legal/documents/terms/people', input: { state: 'missing', after: 'c1' } })
    server.answer(answerWith('legal.entries', { items: [], next: null }))
    await foyer.legal.entries({ user: { externalId: 'P-1' } }).page()
    expect(server.asked[2]).toMatchObject({ path: '/api/legal/entries', input: { user: 'external:P-1' } })
    await expect(foyer.legal.people('../entries', { state: 'accepted' }).page()).rejects.toMatchObject({ code: 'document_not_found' })
    expect(server.asked).toHaveLength(3)
  })

  it('upserts by external id', async () => {
    server.answer(answerWith('users.upsert', { outcome: 'created', user: mia }))
    await expect(foyer.users.upsert('P 1/ü', { firstName: 'Mia' })).resolves.toEqual({ outcome: 'created', user: mia })
    expect(server.asked[0]?.path).toBe('/api/users/external%3AP%201%2F%C3%BC')
  })

  it('deletes without an answer', async () => {
    server.answer(answerWith('users.delete', {}))
    await expect(foyer.users.delete(MIA_ID)).resolves.toBeUndefined()
  })

  it('finds nobody as null', async () => {
    server.answer(problemAnswer('user_not_found', { ref: { externalId: 'P-9' } }))
    await expect(foyer.users.find({ externalId: 'P-9' })).resolves.toBeNull()
    await expect(foyer.users.get({ externalId: 'P-9' })).rejects.toMatchObject({ code: 'user_not_found' })
  })

  it.each(['', '.', '..', 'P-1001', 'external:P-1', 'email:a@b.de', `${MIA_ID}/invitation`, 'count'])(
    'sends nothing for "%s", which is no id',
    async (ref) => {
      await expect(foyer.users.find(ref)).resolves.toBeNull()
      await expect(foyer.users.delete(ref)).rejects.toMatchObject({ code: 'user_not_found' })
      expect(server.asked).toHaveLength(0)
    },
  )

  it('refuses an invalid date instead of clearing the field', async () => {
    await expect(foyer.users.update(MIA_ID, { endsAt: new Date('soon') })).rejects.toMatchObject({ code: 'invalid_input' })
    expect(server.asked).toHaveLength(0)
  })

  it('exchanges, checks and ends sessions', async () => {
    const expiresAt = '2026-12-22T00:00:00.000Z'
    server.answer(answerWith('sessions.exchange', { user: miaSignedIn, sessionSecret: SECRET, expiresAt, shared: false }))
    const proof = { code: 'c', verifier: 'v'.repeat(43), application: 'app', origin: 'https://app.example.com' }
    await expect(foyer.sessions.exchange(proof)).resolves.toEqual({ user: miaSignedIn, sessionSecret: SECRET, expiresAt, shared: false })
    server.answer(answerWith('sessions.check', { session: { user: miaSignedIn, expiresAt } }))
    await expect(foyer.sessions.check(SECRET, { application: 'app' })).resolves.toEqual({ user: miaSignedIn, expiresAt })
    server.answer(answerWith('sessions.check', { session: null }))
    await expect(foyer.sessions.check(SECRET, { application: 'app' })).resolves.toBeNull()
    server.answer(answerWith('sessions.end', { ended: true }))
    await expect(foyer.sessions.end(SECRET)).resolves.toBe(true)
  })
})

describe('lists', () => {
  const pageOf = (next: string | null, ...ids: string[]): OutputOf<'users.list'> => ({
    items: ids.map((end) => ({ ...mia, id: MIA_ID.slice(0, -1) + end })),
    next,
    more: null,
  })

  it('reads page after page with the filter', async () => {
    server.answer(
      answerWith('users.list', pageOf('c1', '1', '2')),
      answerWith('users.list', pageOf('c2')),
      answerWith('users.list', pageOf(null, '3')),
    )
    const ends: string[] = []
    for await (const { id } of foyer.users.list({ status: ['offline', 'invited'], emailStatus: 'none', location: 'Köln' }))
      ends.push(id.slice(-1))
    expect(ends).toEqual(['1', '2', '3'])
    const filter = { status: ['offline', 'invited'], emailStatus: 'none', location: 'Köln' }
    expect(server.asked.map(({ input }) => input)).toEqual([filter, { ...filter, after: 'c1' }, { ...filter, after: 'c2' }])
  })

  it('reads no page that nobody looks at', async () => {
    server.answer(answerWith('users.list', pageOf('c1', '1', '2')))
    for await (const _ of foyer.users.list()) break
    expect(server.asked).toHaveLength(1)
  })

  it('ends instead of going round when a page names itself', async () => {
    server.answer(answerWith('users.list', pageOf('c1', '1')))
    const all = async () => {
      for await (const _ of foyer.users.list());
    }
    await expect(all()).rejects.toMatchObject({ code: 'internal' })
    expect(server.asked).toHaveLength(2)
  })

  it('gives one page, and counts', async () => {
    server.answer(answerWith('users.list', pageOf('c1', '1')))
    const page = await foyer.users.list({ sort: '-createdAt', changedAfter: soon }).page({ after: 'c0', limit: 1 })
    expect(page.next).toBe('c1')
    expect(server.asked[0]?.input).toEqual({ sort: '-createdAt', changedAfter: soon.toISOString(), after: 'c0', limit: '1' })
    server.answer(answerWith('users.count', { count: 1234, exact: true }))
    await expect(foyer.users.list({ sort: '-createdAt', search: 'web' }).count()).resolves.toBe(1234)
    expect(server.asked[1]?.input).toEqual({ search: 'web' })
    server.answer(answerWith('users.count', { count: 10_000, exact: false }))
    await expect(foyer.users.list().total()).resolves.toEqual({ count: 10_000, exact: false })
  })

  it('goes through the trail from an event on', async () => {
    const event = { id: 'e2', type: 'user.created', at: '2026-11-01T08:00:00Z', userId: MIA_ID, actor: 'system', data: {} }
    server.answer(answerWith('events.list', { items: [event], next: null, people: [] }))
    const seen = []
    for await (const one of foyer.events.list({ after: 'e1', types: ['user.created'], user: { externalId: 'P-1' } })) seen.push(one)
    expect(seen).toEqual([event])
    expect(server.asked[0]?.input).toEqual({ after: 'e1', types: 'user.created', user: 'external:P-1' })
  })
})

describe('set-up', () => {
  it('reads address and key from the environment', async () => {
    vi.stubEnv('FOYER_URL', server.url)
    vi.stubEnv('FOYER_API_KEY', 'key-2')
    server.answer(person)
    await new Foyer().users.get(MIA_ID)
    expect(server.asked[0]?.headers.get('authorization')).toBe('Bearer key-2')
  })

  it.each([
    [{ apiKey: 'k' }, 'FOYER_URL'],
    [{ url: 'https://id.example.com' }, 'FOYER_API_KEY'],
    [{ url: 'id.example.com', apiKey: 'k' }, 'FOYER_URL'],
    [{ url: 'ftp://id.example.com', apiKey: 'k' }, 'FOYER_URL'],
  ])('names what is missing or wrong: %o', (options, variable) => {
    vi.stubEnv('FOYER_URL', '')
    vi.stubEnv('FOYER_API_KEY', '')
    try {
      new Foyer(options)
      expect.unreachable()
    } catch (error) {
      if (!isFoyerError(error, 'config_missing')) throw error
      expect(error.details.variable).toBe(variable)
      expect(error.message).toContain(variable)
    }
  })

  it('keeps the path that Foyer is mounted under', async () => {
    const seen: string[] = []
    const mounted = new Foyer({
      url: 'https://example.com/id/',
      apiKey: 'k',
      fetch: async (input) => {
        seen.push(String(input))
        return Response.json(mia)
      },
    })
    await mounted.users.get(MIA_ID)
    expect(seen).toEqual([`https://example.com/id/api/users/${MIA_ID}`])
  })
})
