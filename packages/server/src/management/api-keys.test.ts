// API keys through HTTP: what each scope opens, secrets shown once, rotation, and keys for one application.

import { type KeyRoute, routeScopes, routes, type Scope, scopes } from '@foyer/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, MANAGING, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())
afterEach(() => foyer.shiftClock(0))

const bearer = (secret: unknown, more: Record<string, string> = {}) => ({ authorization: `Bearer ${secret}`, ...more })
const withScopes = async (...list: Scope[]) => bearer(await foyer.addKey({ scopes: list }))
const owner = (more: Record<string, string> = {}) => bearer(foyer.apiKey, more)
const create = (body: unknown, headers = owner()) => foyer.manage('POST', '/api/keys', body, headers)
const reads = async (secret: unknown) => (await foyer.manage('GET', '/api/users', undefined, bearer(secret))).status

describe('the table of scopes', () => {
  it('has a scope for each route that takes keys, and a route for each scope', () => {
    const taken = Object.entries(routes).filter(([, route]) => ['management', 'backend'].includes(route.class))
    expect(Object.keys(routeScopes).sort()).toEqual(taken.map(([name]) => name).sort())
    expect([...new Set(Object.values(routeScopes))].sort()).toEqual(Object.keys(scopes).sort())
  })

  it('asks for owner wherever the table of roles does', () => {
    for (const [name, scope] of Object.entries(routeScopes))
      expect(scope === 'owner', name).toBe(routes[name as KeyRoute].permission === 'owner')
  })
})

describe('a key', () => {
  it('invites nobody on a way that its scopes do not name', async () => {
    const headers = await withScopes('users:read', 'users:write')
    const invite = { application: 'app' }
    const refused = await foyer.manage('POST', '/api/users', { email: 'scoped@example.com', invite }, headers)
    expect([refused.status, refused.body.code, refused.body.details]).toEqual([403, 'scope_missing', { scope: 'invitations:write' }])
    const { body } = await foyer.manage('POST', '/api/users', { email: 'scoped@example.com' }, headers)
    const change = (send: string) => foyer.manage('POST', `/api/users/${body.id}/email`, { email: 'scoped2@example.com', send }, headers)
    expect((await change('invitation')).body.code).toBe('scope_missing')
    expect((await change('confirmation')).status).toBe(200)
    expect((await foyer.manage('POST', `/api/users/${body.id}/invitation`, invite, headers)).body.code).toBe('scope_missing')
    await foyer.idle()
    expect(foyer.mails.filter(({ to, subject }) => to.startsWith('scoped') && /lad|invit/i.test(subject))).toEqual([])
  })

  it('is told what it may do: nothing outside its scopes', async () => {
    const id = await foyer.enter({ email: 'told@example.com', invite: { application: 'app' } })
    const seen = async (...list: Scope[]) =>
      (await foyer.manage('GET', `/api/users/${id}`, undefined, await withScopes('users:read', ...list))).body
    const reader = await seen()
    expect(reader.allowedActions).toEqual([])
    expect(reader.blockedActions).toMatchObject({ send: 'scope_missing', delete: 'scope_missing', resetAccess: 'role_too_low' })
    expect((await seen('invitations:write')).allowedActions).toEqual(['send', 'renew', 'revoke', 'handOver'])
    expect((await seen('users:write')).allowedActions).toEqual([
      'changeEmail',
      'sendConfirmation',
      'grantAccess',
      'withdrawAccess',
      'deactivate',
      'delete',
    ])
  })

  it('without owner acts on no owner, whatever else it may', async () => {
    const { id } = await foyer.join({ application: 'portal', role: 'owner' })
    const headers = await withScopes(...MANAGING)
    expect((await foyer.manage('DELETE', `/api/users/${id}`, undefined, headers)).body.code).toBe('role_too_low')
    expect((await foyer.manage('POST', `/api/users/${id}/reset-access`, { reason: 'x' }, headers)).body.code).toBe('scope_missing')
    expect((await create({ name: 'a', scopes: ['users:read'] }, headers)).body.code).toBe('scope_missing')
  })
})

describe('making a key', () => {
  it('answers its secret once; the list and the trail never have it', async () => {
    const { status, body } = await create({ name: ' Nightly sync ', scopes: ['users:read', 'users:read'], expiresAt: '2999-12-31' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'Nightly sync',
      scopes: ['users:read'],
      application: null,
      key: expect.stringMatching(/^fk_[\w-]{43}$/),
    })
    expect(await reads(body.key)).toBe(200)
    const listed = await foyer.manage('GET', '/api/keys')
    expect((listed.body.items as { id: string }[]).some(({ id }) => id === body.id)).toBe(true)
    const trail = await foyer.manage('GET', '/api/events?types=api_key.created')
    expect(trail.text).toContain(String(body.id))
    for (const text of [listed.text, trail.text]) expect(text).not.toMatch(/fk_/)
  })

  it('says that a repeated request made it already, and makes no second one', async () => {
    const headers = owner({ 'idempotency-key': 'make-a-key' })
    const before = (await foyer.store.listApiKeys()).length
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ name: 'Once', scopes: ['events:read'] }, headers)))
    const made = answers.filter(({ status }) => status === 200)
    expect(made).toHaveLength(1)
    for (const { status, body } of answers.filter((answer) => answer.status !== 200))
      expect([status, body.code, body.details]).toEqual([409, 'already_created', { keyId: made[0]?.body.id }])
    expect(await foyer.store.listApiKeys()).toHaveLength(before + 1)
    expect((await create({ name: 'Other', scopes: ['events:read'] }, headers)).body.code).toBe('idempotency_key_reused')
  })

  it.each([
    [{ scopes: ['users:read'] }, 'name'],
    [{ name: '', scopes: ['users:read'] }, 'name'],
    [{ name: 'a\nb', scopes: ['users:read'] }, 'name'],
    [{ name: 'a', scopes: [] }, 'scopes'],
    [{ name: 'a', scopes: ['users:admin'] }, 'scopes.0'],
    [{ name: 'a', scopes: 'users:read' }, 'scopes'],
    [{ name: 'a', scopes: ['users:read'], expiresAt: '2020-01-01' }, 'expiresAt'],
    [{ name: 'a', scopes: ['users:read'], application: 'app', role: 'owner' }, 'role'],
    [{ name: 'a', scopes: ['users:write'], application: 'app' }, 'scopes'],
    [{ name: 'a', scopes: ['owner'], application: 'app' }, 'scopes'],
  ])('from %j is refused, naming %s', async (input, path) => {
    const before = (await foyer.store.listApiKeys()).length
    const { status, body } = await create(input)
    expect([status, body.code]).toEqual([422, 'invalid_input'])
    expect((body.details as { issues: { path: unknown[] }[] }).issues.map((issue) => issue.path.join('.'))).toContain(path)
    expect(await foyer.store.listApiKeys()).toHaveLength(before)
  })

  it('for an application that is not configured is refused', async () => {
    expect((await create({ name: 'a', scopes: ['users:read'], application: 'nowhere' })).body.code).toBe('application_unknown')
  })

  it('with an end makes one that nobody can use after it', async () => {
    const { body } = await create({ name: 'Short', scopes: ['users:read'], expiresAt: new Date(Date.now() + 60_000).toISOString() })
    expect(await reads(body.key)).toBe(200)
    await foyer.shiftClock(61_000)
    expect(await reads(body.key)).toBe(401)
    expect((await foyer.manage('POST', `/api/keys/${body.id}/rotate`, {})).body.code).toBe('key_not_found')
  })
})

describe('rotating a key', () => {
  const rotate = (id: unknown, input: unknown, headers = owner()) => foyer.manage('POST', `/api/keys/${id}/rotate`, input, headers)

  it('gives it another secret, beside which the old one lives until the time that was given', async () => {
    const { body: made } = await create({ name: 'Rotated', scopes: ['users:read'] })
    const { body: next } = await rotate(made.id, { oldUntil: new Date(Date.now() + 3_600_000).toISOString() })
    expect(next).toMatchObject({ id: made.id, name: 'Rotated', scopes: ['users:read'] })
    expect(next.key).not.toBe(made.key)
    expect([await reads(made.key), await reads(next.key)]).toEqual([200, 200])
    await foyer.shiftClock(3_601_000)
    expect([await reads(made.key), await reads(next.key)]).toEqual([401, 200])
  })

  it('ends the old secret at once when told to, and the one before it in any case', async () => {
    const { body: first } = await create({ name: 'Twice', scopes: ['users:read'] })
    const { body: second } = await rotate(first.id, {})
    const { body: third } = await rotate(first.id, {})
    expect([await reads(first.key), await reads(second.key), await reads(third.key)]).toEqual([401, 200, 200])
    const { body: last } = await rotate(first.id, { oldUntil: null })
    expect([await reads(second.key), await reads(third.key), await reads(last.key)]).toEqual([401, 401, 200])
  })

  it('repeated gives no second secret', async () => {
    const { body: made } = await create({ name: 'Again', scopes: ['users:read'] })
    const headers = owner({ 'idempotency-key': 'rotate-once' })
    const { body: next } = await rotate(made.id, {}, headers)
    const again = await rotate(made.id, {}, headers)
    expect([again.body.code, again.body.details]).toEqual(['already_created', { keyId: made.id }])
    expect([await reads(made.key), await reads(next.key)]).toEqual([200, 200])
  })

  it('keeps no old secret longer than 90 days, and revoking ends both', async () => {
    const { body: made } = await create({ name: 'Long', scopes: ['users:read'] })
    expect((await rotate(made.id, { oldUntil: '2999-01-01' })).body.code).toBe('invalid_input')
    const { body: next } = await rotate(made.id, {})
    const revoke = () => foyer.manage('POST', `/api/keys/${made.id}/revoke`)
    const [revoked, again] = [await revoke(), await revoke()]
    expect(revoked.body).toMatchObject({ id: made.id, revokedAt: expect.any(String) })
    expect(again.body).toEqual(revoked.body)
    expect([await reads(made.key), await reads(next.key)]).toEqual([401, 401])
    expect((await rotate(made.id, {})).body.code).toBe('key_not_found')
    const trail = await foyer.manage('GET', '/api/events?types=api_key.revoked')
    expect((trail.body.items as { data: { keyId: string } }[]).filter(({ data }) => data.keyId === made.id)).toHaveLength(1)
  })
})

describe('a key for one application', () => {
  it('sees the people of that application alone', async () => {
    const inApp = await foyer.enter({ externalId: 'K-app', lastName: 'Kay', email: 'k-app@example.com', invite: { application: 'app' } })
    const inShop = await foyer.enter({
      externalId: 'K-shop',
      lastName: 'Kay',
      email: 'k-shop@example.com',
      invite: { application: 'shop' },
    })
    const nowhere = await foyer.enter({ externalId: 'K-none', lastName: 'Kay' })
    const headers = bearer(await foyer.addKey({ application: 'shop' }))
    const get = (path: string) => foyer.manage('GET', path, undefined, headers)
    expect(((await get('/api/users?search=kay')).body.items as { id: string }[]).map(({ id }) => id)).toEqual([inShop])
    expect((await get('/api/users/count?search=kay')).body.count).toBe(1)
    expect((await get('/api/users?search=kay&application=app')).body.code).toBe('forbidden')
    expect((await get('/api/users/count?application=app')).body.code).toBe('forbidden')
    for (const path of ['/api/overview', '/api/imports', '/api/import-template'])
      expect((await get(path)).body.code, path).toBe('forbidden')
    expect((await get('/api/users/external:K-shop')).body.id).toBe(inShop)
    for (const ref of [inApp, nowhere, 'external:K-app', 'email:k-app@example.com'])
      expect((await get(`/api/users/${ref}`)).body, ref).toMatchObject({ code: 'user_not_found', details: { ref } })
    expect((await foyer.manage('PATCH', `/api/users/${inShop}`, { firstName: 'X' }, headers)).body.code).toBe('scope_missing')
  })
})
