// Every route × origin × credential: who is let in, and what everybody else hears.

import { type ErrorCode, errorStatus, type RouteName, routes, type Scope, scopes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Browser } from '../../test/browser.ts'
import { refusalAtTheDoor, type Shown } from '../../test/door-rule.ts'
import { APP, type ExampleFoyer, MANAGING, OWN, openExampleFoyer, SHOP } from '../../test/example-foyer.ts'

const NOBODY = '01900000-0000-7000-8000-000000000000'
const SECRET = 'A'.repeat(43)

interface Sample {
  /** With values for what the path names. */
  path?: string
  body?: Record<string, unknown>
  /** What the call answers once it is let in: 200, or a code of its own that is no refusal at the door. */
  inside?: ErrorCode
}

const onNoImport = (rest = ''): Sample => ({ path: `/api/imports/${NOBODY}${rest}`, inside: 'import_not_found' })
const onNobody = (rest = ''): Sample => ({ path: `/api/users/${NOBODY}${rest}`, inside: 'user_not_found' })

/** One call of each route that can be made again and again. A route that is missing here does not compile, and fails below. */
const samples: Record<RouteName, Sample> = {
  'users.list': {},
  'users.count': {},
  'users.export': {},
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
  'users.sessions': onNobody('/sessions'),
  'users.endSessions': { ...onNobody('/end-sessions'), body: {} },
  'users.deactivateMany': { body: { selection: [] } },
  'users.reactivate': onNobody('/reactivate'),
  'users.resetAccess': { ...onNobody('/reset-access'), body: { reason: 'Lost mailbox' } },
  'invitations.send': { ...onNobody('/invitation'), body: { application: 'app' } },
  'invitations.sendMany': { body: { selection: [], invite: { application: 'app' } } },
  'invitations.renew': { ...onNobody('/invitation/renew'), body: {} },
  'invitations.revoke': onNobody('/invitation/revoke'),
  'overview.get': {},
  'settings.get': {},
  'previews.mail': { path: '/api/previews/mail?kind=welcome' },
  'previews.page': { path: '/api/previews/page?kind=sheet' },
  'previews.sendTest': { body: { kind: 'welcome', application: 'nowhere' }, inside: 'application_unknown' },
  'invitations.handOver': { ...onNobody('/invitation/hand-over'), body: { application: 'app' } },
  'invitations.qr': { ...onNobody('/invitation/qr'), body: { application: 'app' } },
  'imports.list': {},
  'imports.create': { body: {} },
  'imports.template': {},
  'imports.inspect': { path: '/api/import-inspections?whole=true', body: {} },
  'imports.get': onNoImport(),
  'imports.look': onNoImport('/inspection'),
  'imports.begin': { ...onNoImport('/begin'), body: {} },
  'imports.remedy': { ...onNoImport('/remedies'), body: { remedies: {} } },
  'imports.upload': { ...onNoImport('/content?offset=0'), body: {} },
  'imports.preview': onNoImport('/preview'),
  'imports.rows': onNoImport('/rows'),
  'imports.run': { ...onNoImport('/run'), body: {} },
  'imports.replan': onNoImport('/plan'),
  'imports.cancel': onNoImport('/cancel'),
  'imports.result': onNoImport('/result'),
  'imports.problems': onNoImport('/problems'),
  'imports.campaign': onNoImport('/campaign'),
  'imports.undo': onNoImport('/undo'),
  'sheets.create': { body: { selection: [] } },
  'sheets.get': { path: `/api/sheets/${NOBODY}`, inside: 'sheets_not_found' },
  'sheets.prepare': { path: `/api/sheets/${NOBODY}/prepare`, inside: 'sheets_not_found' },
  'sheets.render': { path: `/api/sheets/${NOBODY}/file`, body: {}, inside: 'sheets_not_found' },
  'legal.documents': {},
  'legal.people': { path: '/api/legal/documents/nothing/people?state=missing', inside: 'document_not_found' },
  'legal.entries': {},
  'legal.export': {},
  'events.list': {},
  'mails.list': {},
  'keys.list': {},
  'keys.create': { body: { name: 'Sync', scopes: ['users:read'] } },
  'keys.rotate': { path: `/api/keys/${NOBODY}/rotate`, body: {}, inside: 'key_not_found' },
  'keys.revoke': { path: `/api/keys/${NOBODY}/revoke`, inside: 'key_not_found' },
  'sessions.exchange': {
    body: { code: 'x', verifier: SECRET, application: 'app', origin: APP },
    inside: 'sign_in_code_invalid',
  },
  'sessions.check': { body: { sessionSecret: SECRET, application: 'app' } },
  'sessions.end': { body: { sessionSecret: SECRET } },
  'webhooks.mailgun': { body: {}, inside: 'not_found' },
  'flow.start': { body: { application: 'app' } },
  'flow.act': { body: { token: 'x', action: 'resume' }, inside: 'flow_expired' },
  'account.read': { body: { application: 'shop' }, inside: 'unauthenticated' },
  'account.act': { body: { application: 'shop', action: 'end_other_sessions' }, inside: 'unauthenticated' },
  'session.current': { body: { application: 'app' } },
  'session.token': { body: { application: 'app' } },
  'session.signOut': { body: { application: 'app' } },
}

const names = Object.keys(routes) as RouteName[]
const origins: Record<string, readonly [string | null, Shown['origin']]> = {
  absent: [null, null],
  own: [OWN, 'own'],
  listed: [APP, 'listed'],
  'of another application': [SHOP, 'listed'],
  unlisted: ['https://evil.test', 'foreign'],
  null: ['null', 'foreign'],
  'own in other letters': ['https://ID.foyer.test', 'foreign'],
  'own with a port': ['https://id.foyer.test:8443', 'foreign'],
  'own over http': ['http://id.foyer.test', 'foreign'],
  'with the own name in front': ['https://id.foyer.test.evil.test', 'foreign'],
}

/** Each beside no origin and the own one: any other is refused before. */
const sites = ['same-origin', 'none', 'same-site', 'cross-site', 'odd'] as const

/** What a caller shows, and what the rule makes of it. */
interface Credential extends Pick<Shown, 'key' | 'cookie' | 'role' | 'scopes'> {
  headers: Record<string, string>
}

describe('the door of', () => {
  let foyer: ExampleFoyer
  const credentials: Record<string, Credential> = {}

  beforeAll(async () => {
    foyer = await openExampleFoyer()
    const nothing = { key: null, cookie: false, role: null, scopes: [] }
    const show = (what: string, headers: Record<string, string>, more: Partial<Credential> = {}) => {
      credentials[what] = { ...nothing, ...more, headers }
    }
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
    const cookie = ({ jar }: Browser) => ({ cookie: [...jar].map((pair) => pair.join('=')).join('; ') })

    show('nothing', {})
    show('a name in a header', { 'x-user-id': NOBODY, 'x-api-key': SECRET })
    show('a made-up cookie', { cookie: `__Host-foyer-portal=${SECRET}` })
    show('the cookie of a holder', cookie((await foyer.join()).browser))

    const revoked = await foyer.addKey()
    const [{ id: revokedId } = { id: '' }] = await foyer.store.listApiKeys()
    await foyer.store.revokeApiKey(revokedId)
    show('a revoked key', bearer(revoked), { key: 'dead' })
    show('an unknown key', bearer(`fk_${SECRET}`), { key: 'dead' })
    show('an expired key', bearer(await foyer.addKey({ expiresAt: Date.now() - 1000 })), { key: 'dead' })
    show('a malformed key', bearer('fk_short'), { key: 'malformed' })
    show('basic authentication', { authorization: 'Basic YTpi' }, { key: 'malformed' })
    show('an empty authorization', { authorization: '' }, { key: 'malformed' })

    for (const scope of Object.keys(scopes) as Scope[])
      show(`a key with ${scope}`, bearer(await foyer.addKey({ scopes: [scope] })), { key: 'good', scopes: [scope] })
    show('a key that manages', bearer(await foyer.addKey()), { key: 'good', scopes: MANAGING })
    for (const role of ['viewer', 'helper', 'manager', 'owner'] as const) {
      show(`the cookie of a ${role}`, cookie((await foyer.join({ application: 'portal', role })).browser), { cookie: true, role })
    }
    const managerWho = async (what: string, path: string, body: Record<string, unknown>) => {
      const { id, browser } = await foyer.join({ application: 'portal', role: 'manager' })
      show(`the cookie of a manager who ${what}`, cookie(browser))
      expect((await foyer.manage('POST', `/api/users/${id}/${path}`, body)).status).toBe(200)
    }
    await managerWho('was deactivated', 'deactivate', {})
    await managerWho('is none any more', 'withdraw-access', { application: 'portal' })
    await managerWho('became a holder by a reset', 'reset-access', { reason: 'Lost mailbox' })
    const both = (key: string) => ({ ...credentials[key]?.headers, ...credentials['the cookie of a owner']?.headers })
    show('a key beside an owner’s cookie', both('a key with users:read'), {
      key: 'good',
      cookie: true,
      role: 'owner',
      scopes: ['users:read'],
    })
    show('a dead key beside an owner’s cookie', both('a revoked key'), { key: 'dead', cookie: true, role: 'owner' })
  }, 60_000)
  afterAll(() => foyer.close())

  /** The door by the rule, then what is inside. */
  const expectedOf = (name: RouteName, origin: string | null, shown: Shown): ErrorCode | null => {
    const refused = refusalAtTheDoor(name, shown)
    if (refused !== null) return refused
    // The page of one application names another: that is not its own door.
    if (origin === SHOP && ['flow', 'session'].includes(routes[name].class))
      return name === 'flow.act' ? 'flow_expired' : 'origin_not_allowed'
    return samples[name].inside ?? null
  }

  const call = (name: RouteName, headers: Record<string, string>, body?: unknown) => {
    const { method, path } = routes[name]
    const sample = samples[name]
    return ask(foyer, method, sample.path ?? path, headers, method === 'GET' ? undefined : (body ?? sample.body))
  }

  it('every route stands in the table', () => {
    expect(Object.keys(samples).sort()).toEqual([...names].sort())
  })

  it('nothing but routes of the contract takes anything that is no GET', () => {
    const known = new Set(names.map((name) => `${routes[name].method} ${routes[name].path}`))
    // What takes every method is the middleware, and the refusal of methods that a path does not have.
    const others = foyer.app.routes
      .filter(({ method }) => method !== 'GET' && method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    expect(others.filter((route) => !known.has(route))).toEqual([])
    const forAll = new Set(foyer.app.routes.filter(({ method }) => method === 'ALL').map(({ path }) => path))
    expect([...forAll].filter((path) => !['/*', '/mailbox/*'].includes(path) && !names.some((name) => routes[name].path === path))).toEqual(
      [],
    )
  })

  it.each([...new Set(names.map((name) => routes[name].path))])('%s names the methods it takes', async (path) => {
    const taken = names.filter((name) => routes[name].path === path).map((name) => routes[name].method)
    const other = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'].filter((method) => !taken.includes(method as 'GET'))
    for (const method of other) {
      // What another path with a name in its place takes, that one answers.
      if (
        /^\/api\/users\/[^/:]+$/.test(path) &&
        names.some((name) => routes[name].path === '/api/users/:ref' && routes[name].method === method)
      )
        continue
      const { status, headers, body } = await ask(foyer, method, path.replace(/:(ref|key)/, NOBODY))
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
    for (const [where, [origin, kind]] of Object.entries(origins))
      for (const site of kind === null || kind === 'own' ? [null, ...sites] : [null])
        for (const [what, { headers, ...credential }] of Object.entries(credentials)) {
          const placed = { ...(origin === null ? {} : { origin }), ...(site === null ? {} : { 'sec-fetch-site': site }) }
          const { status, body } = await call(name, { ...headers, ...placed })
          const expected = expectedOf(name, origin, { ...credential, origin: kind, site })
          if (expected === null) entered += 1
          const wanted = expected === null ? { status: 200 } : { status: errorStatus[expected], code: expected }
          expect({ status, ...(expected === null ? {} : { code: body.code }) }, `${what}, origin ${where}, site ${site}`).toEqual(wanted)
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

  it.each(names.filter((name) => ['management', 'backend'].includes(routes[name].class)))(
    '%s asks who calls before it looks at what was sent',
    async (name) => {
      const { method, path } = routes[name]
      const claimed = { userId: NOBODY, actorId: NOBODY, 'x-user-id': NOBODY }
      const headers = { origin: OWN, 'x-user-id': NOBODY }
      if (method === 'GET') {
        const query = `?${new URLSearchParams(claimed)}&limit=x&limit=y`
        expect((await ask(foyer, method, `${samples[name].path ?? path}${query}`, headers)).body.code).toBe('unauthenticated')
        return
      }
      expect((await call(name, headers, claimed)).body.code).toBe('unauthenticated')
      expect((await call(name, headers, '{broken')).body.code).toBe('unauthenticated')
      expect((await call(name, { ...headers, 'content-type': 'text/xml' }, '<a/>')).body.code).toBe('unauthenticated')
      expect((await call(name, { ...headers, 'if-version': 'x', 'idempotency-key': ' ' }, {})).body.code).toBe('unauthenticated')
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
