// Every route × origin × credential: who is let in, and what everybody else hears.

import { type ErrorCode, errorStatus, type Role, type Route, type RouteName, routes } from '@foyer/contract'
import { roleForPermission, roleRank } from '@foyer/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { APP, type ExampleFoyer, OWN, openExampleFoyer, SHOP } from '../../test/example-foyer.ts'

const NOBODY = '01900000-0000-7000-8000-000000000000'
const SECRET = 'A'.repeat(43)

interface Sample {
  /** With values for what the path names. */
  path?: string
  body?: Record<string, unknown>
  /** What the call answers once it is let in: 200, or a code of its own that is no refusal at the door. */
  inside?: ErrorCode
}

const onNobody = (rest = ''): Sample => ({ path: `/api/users/${NOBODY}${rest}`, inside: 'user_not_found' })

/** One call of each route that can be made again and again. A route that is missing here does not compile, and fails below. */
const samples: Record<RouteName, Sample> = {
  'users.list': {},
  'users.count': {},
  'users.create': { body: { firstName: 'Jan' } },
  'users.get': onNobody(),
  'users.update': { ...onNobody(), body: { firstName: 'Jan' } },
  'users.delete': onNobody(),
  'users.upsert': { path: '/api/users/external:P-1', body: { firstName: 'Jan' } },
  'users.changeEmail': { ...onNobody('/email'), body: { email: 'jan@example.com' } },
  'users.sendConfirmation': onNobody('/send-confirmation'),
  'users.sendRecovery': onNobody('/send-recovery'),
  'users.clearBounce': onNobody('/clear-bounce'),
  'users.grantAccess': { ...onNobody('/grant-access'), body: { application: 'app' } },
  'users.withdrawAccess': { ...onNobody('/withdraw-access'), body: { application: 'app' } },
  'users.deactivate': { ...onNobody('/deactivate'), body: {} },
  'users.reactivate': onNobody('/reactivate'),
  'users.resetAccess': { ...onNobody('/reset-access'), body: { reason: 'Lost mailbox' } },
  'invitations.send': { ...onNobody('/invitation'), body: { application: 'app' } },
  'invitations.renew': { ...onNobody('/invitation/renew'), body: {} },
  'invitations.revoke': onNobody('/invitation/revoke'),
  'events.list': {},
  'sessions.exchange': {
    body: { code: 'x', verifier: SECRET, application: 'app', origin: APP },
    inside: 'sign_in_code_invalid',
  },
  'sessions.check': { body: { sessionSecret: SECRET, application: 'app' } },
  'sessions.end': { body: { sessionSecret: SECRET } },
  'flow.start': { body: { application: 'app' } },
  'flow.act': { body: { token: 'x', action: 'resume' }, inside: 'flow_expired' },
  'session.current': { body: { application: 'app' } },
  'session.token': { body: { application: 'app' } },
  'session.signOut': { body: { application: 'app' } },
}

const names = Object.keys(routes) as RouteName[]
const origins: Record<string, string | undefined> = {
  absent: undefined,
  own: OWN,
  listed: APP,
  'of another application': SHOP,
  unlisted: 'https://evil.test',
  null: 'null',
  'own in other letters': 'https://ID.foyer.test',
  'own with a port': 'https://id.foyer.test:8443',
  'own over http': 'http://id.foyer.test',
  'with the own name in front': 'https://id.foyer.test.evil.test',
}

/** What a caller shows, and the role that it carries where it carries one. */
interface Credential {
  headers: Record<string, string>
  key?: 'good' | 'dead' | 'malformed'
  session?: true
  role?: Role
}

describe('the door of', () => {
  let foyer: ExampleFoyer
  const credentials: Record<string, Credential> = {}

  beforeAll(async () => {
    foyer = await openExampleFoyer()
    const revoked = await foyer.addKey()
    const [{ id: revokedId } = { id: '' }] = await foyer.store.listApiKeys()
    await foyer.store.revokeApiKey(revokedId)
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
    credentials.nothing = { headers: {} }
    credentials['an unknown key'] = { headers: bearer(`fk_${SECRET}`), key: 'dead' }
    credentials['a revoked key'] = { headers: bearer(revoked), key: 'dead' }
    credentials['an expired key'] = { headers: bearer(await foyer.addKey({ expiresAt: Date.now() - 1000 })), key: 'dead' }
    credentials['a malformed key'] = { headers: bearer('fk_short'), key: 'malformed' }
    credentials['basic authentication'] = { headers: { authorization: 'Basic YTpi' }, key: 'malformed' }
    credentials['an empty authorization'] = { headers: { authorization: '' }, key: 'malformed' }
    const cookie = ({ jar }: { jar: Map<string, string> }) => ({ cookie: [...jar].map((pair) => pair.join('=')).join('; ') })
    credentials['a cookie of the app'] = { headers: cookie((await foyer.join()).browser) }
    credentials['a made-up cookie'] = { headers: { cookie: `__Host-foyer-portal=${SECRET}` } }
    for (const role of ['viewer', 'helper', 'manager', 'owner'] as const) {
      credentials[`a key of a ${role}`] = { headers: bearer(await foyer.addKey({ role })), key: 'good', role }
      credentials[`the cookie of a ${role}`] = {
        headers: cookie((await foyer.join({ application: 'portal', role })).browser),
        session: true,
        role,
      }
    }
    credentials['a key beside an owner’s cookie'] = {
      headers: { ...credentials['a key of a viewer']?.headers, ...credentials['the cookie of a owner']?.headers },
      key: 'good',
      role: 'viewer',
    }
  }, 60_000)
  afterAll(() => foyer.close())

  /** The rule, written once more: the first refusal, or null. */
  const refusal = (route: Route, origin: string | undefined, { key, session, role = 'viewer' }: Credential): ErrorCode | null => {
    if (route.class === 'flow' || route.class === 'session') {
      if (origin === SHOP && route.path === '/flow/act') return 'flow_expired'
      return origin === OWN || origin === APP ? null : 'origin_not_allowed'
    }
    const needed = route.permission === 'none' || route.permission === 'backend' ? 'manager' : roleForPermission[route.permission]
    const tooLow = roleRank[role] < roleRank[needed]
    if (key === 'malformed') return 'unauthenticated'
    if (key !== undefined && origin !== undefined) return 'origin_not_allowed'
    if (key === 'dead') return 'unauthenticated'
    if (key === undefined && origin !== undefined && origin !== OWN) return 'origin_not_allowed'
    if (key === undefined && origin === undefined && route.method !== 'GET') return 'unauthenticated'
    if (key === undefined && session === undefined) return 'unauthenticated'
    if (route.class === 'backend') return session === true || tooLow ? 'forbidden' : null
    return tooLow ? 'role_too_low' : null
  }

  const call = (name: RouteName, headers: Record<string, string>, body?: unknown) => {
    const { method, path } = routes[name]
    const sample = samples[name]
    return ask(foyer, method, sample.path ?? path, headers, method === 'GET' ? undefined : (body ?? sample.body))
  }

  it('every route stands in the table', () => {
    expect(Object.keys(samples).sort()).toEqual([...names].sort())
  })

  it.each([...new Set(names.map((name) => routes[name].path))])('%s names the methods it takes', async (path) => {
    const taken = names.filter((name) => routes[name].path === path).map((name) => routes[name].method)
    const other = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'].filter((method) => !taken.includes(method as 'GET'))
    for (const method of other) {
      // What another path with a name in its place takes, that one answers.
      if (path === '/api/users/count' && ['PUT', 'PATCH', 'DELETE'].includes(method)) continue
      const { status, headers, body } = await ask(foyer, method, path.replace(':ref', NOBODY))
      expect({ status, code: body.code, allow: headers.get('allow')?.split(', ').sort() }, method).toEqual({
        status: 405,
        code: 'method_not_allowed',
        allow: [...taken].sort(),
      })
    }
  })

  it.each(names)('%s lets in whom its class and role allow, and refuses everybody else by one code', async (name) => {
    const before = await countEvents(foyer)
    let entered = 0
    for (const [where, origin] of Object.entries(origins))
      for (const [what, credential] of Object.entries(credentials)) {
        const { status, body } = await call(name, { ...credential.headers, ...(origin === undefined ? {} : { origin }) })
        const expected = refusal(routes[name], origin, credential) ?? samples[name].inside
        if (expected === undefined) entered += 1
        const wanted = expected === undefined ? { status: 200 } : { status: errorStatus[expected], code: expected }
        expect({ status, ...(expected === undefined ? {} : { code: body.code }) }, `${what}, origin ${where}`).toEqual(wanted)
      }
    const written = (await countEvents(foyer)) - before
    expect(written).toBe({ 'users.create': entered, 'users.upsert': 1, 'session.signOut': 1 }[name as string] ?? 0)
  })

  const writing = names.filter((name) => routes[name].method !== 'GET')

  it.each(writing)('%s refuses forms of other sites before it looks at them', async (name) => {
    const owner = credentials['the cookie of a owner']?.headers ?? {}
    const before = await countEvents(foyer)
    const forms: Record<string, string> = {
      'application/x-www-form-urlencoded': 'firstName=Eva&application=app',
      'multipart/form-data; boundary=x': '--x\r\nContent-Disposition: form-data; name="firstName"\r\n\r\nEva\r\n--x--\r\n',
      'text/plain': JSON.stringify(samples[name].body ?? {}),
    }
    for (const [type, body] of Object.entries(forms))
      for (const origin of ['https://evil.test', 'null', SHOP]) {
        const answer = await call(name, { ...owner, origin, 'content-type': type, 'sec-fetch-site': 'cross-site' }, body)
        const listed = origin === SHOP && ['flow', 'session'].includes(routes[name].class)
        expect(answer.body.code, `${type} from ${origin}`).toBe(listed ? 'unsupported_media_type' : 'origin_not_allowed')
      }
    expect(await countEvents(foyer)).toBe(before)
  })

  it.each(names.filter((name) => routes[name].class === 'management'))('%s believes Sec-Fetch-Site over a cookie', async (name) => {
    const owner = credentials['the cookie of a owner']?.headers ?? {}
    for (const [site, refused] of Object.entries({ 'cross-site': true, 'same-site': true, odd: true, 'same-origin': false, none: false })) {
      const answer = await call(name, { ...owner, origin: OWN, 'sec-fetch-site': site })
      if (refused) expect(answer.body.code, site).toBe('cross_site')
      else expect(answer.body.code, site).toBe(samples[name].inside)
    }
    if (routes[name].method === 'GET') expect((await call(name, { ...owner, 'sec-fetch-site': 'same-site' })).body.code).toBe('cross_site')
  })

  it.each(writing.filter((name) => !['flow', 'session'].includes(routes[name].class)))(
    '%s asks who calls before it looks at what was sent',
    async (name) => {
      const nonsense = { userId: NOBODY, actorId: NOBODY, 'x-user-id': NOBODY }
      expect((await call(name, { origin: OWN, 'x-user-id': NOBODY }, nonsense)).body.code).toBe('unauthenticated')
      expect((await call(name, { origin: OWN }, '{broken')).body.code).toBe('unauthenticated')
      expect((await call(name, { origin: OWN, 'content-type': 'text/xml' }, '<a/>')).body.code).toBe('unauthenticated')
    },
  )

  it('a host’s backend opens for the application of its key alone', async () => {
    const key = { authorization: `Bearer ${await foyer.addKey({ application: 'shop' })}` }
    const session = { sessionSecret: SECRET, application: 'app' }
    const code = { code: 'x', verifier: SECRET, application: 'app', origin: APP }
    expect((await ask(foyer, 'POST', '/api/sessions/check', key, session)).body.code).toBe('forbidden')
    expect((await ask(foyer, 'POST', '/api/sessions/exchange', key, code)).body.code).toBe('forbidden')
    expect((await ask(foyer, 'POST', '/api/sessions/check', key, { ...session, application: 'shop' })).status).toBe(200)
  })
})

const countEvents = async ({ store }: ExampleFoyer): Promise<number> => {
  let total = 0
  let after: { xid: string; id: number } | undefined
  for (;;) {
    const page = await store.listEvents({ after, types: ['user.created', 'user.updated', 'session.ended'], limit: 500 })
    total += page.items.length
    if (page.next === null) return total
    after = page.next
  }
}
