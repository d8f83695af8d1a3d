// Nobody acts above their own rank: every writing route, tried on owners by everybody who ranks below.

import { type ManagementRoute, type RouteName, routes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { type ExampleFoyer, MANAGING, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

type ReadingRoute = { [R in ManagementRoute]: (typeof routes)[R]['permission'] extends 'read' ? R : never }[ManagementRoute]
/** A call that would change the person, for each route that writes; null where the route concerns no person who is there. */
type Attempt = ((person: { id: string; externalId: string }) => { path: string; body?: object }) | null

const on =
  (rest: string, body?: object): Attempt =>
  ({ id }) => ({ path: `/api/users/${id}${rest}`, ...(body === undefined ? {} : { body }) })

/** A writing route that is missing here does not compile, and fails below. */
const attempts: Record<Exclude<ManagementRoute, ReadingRoute>, Attempt> = {
  'users.create': null,
  'users.update': on('', { firstName: 'Taken' }),
  'users.delete': on(''),
  'users.upsert': ({ externalId }) => ({
    path: `/api/users/external:${externalId}`,
    body: { firstName: 'Taken', email: 'evil@example.com' },
  }),
  'users.changeEmail': on('/email', { email: 'evil@example.com', send: 'invitation' }),
  'users.sendConfirmation': on('/send-confirmation'),
  'users.sendRecovery': on('/send-recovery', {}),
  'users.clearBounce': on('/clear-bounce'),
  'users.grantAccess': on('/grant-access', { application: 'shop' }),
  'users.withdrawAccess': on('/withdraw-access', { application: 'portal' }),
  'users.deactivate': on('/deactivate', {}),
  'users.endSessions': on('/end-sessions', {}),
  'users.deactivateMany': ({ id }) => ({ path: '/api/users/deactivate-many', body: { selection: [id] } }),
  'users.reactivate': on('/reactivate'),
  'users.resetAccess': on('/reset-access', { reason: 'Mine now', email: 'evil@example.com' }),
  'invitations.send': on('/invitation', { application: 'portal', initialPassword: { value: 'chosen by the attacker 7' } }),
  'invitations.sendMany': ({ id }) => ({ path: '/api/invitations/send-many', body: { selection: [id], invite: { application: 'app' } } }),
  'invitations.renew': on('/invitation/renew', { send: true }),
  'invitations.revoke': on('/invitation/revoke'),
  // Goes to whoever asks.
  'previews.sendTest': null,
  'invitations.handOver': on('/invitation/hand-over', { application: 'portal' }),
  'invitations.qr': on('/invitation/qr', {}),
  // What a file does to people is judged row by row, by whoever runs it.
  'imports.create': null,
  'imports.inspect': null,
  'imports.begin': null,
  'imports.remedy': null,
  'imports.upload': null,
  'imports.run': null,
  'imports.replan': null,
  'imports.cancel': null,
  'imports.undo': null,
  // Sheets are judged person by person: whoever ranks too low finds them skipped, and gets none of another's batch (sheets.test.ts).
  'sheets.create': null,
  'sheets.get': null,
  'sheets.prepare': null,
  'sheets.render': null,
  'keys.list': null,
  'keys.create': null,
  'keys.rotate': null,
  'keys.revoke': null,
}

/** They answer 200, and name whoever they left out. */
const MANY: readonly string[] = ['invitations.sendMany', 'users.deactivateMany']

const names = Object.keys(attempts) as (keyof typeof attempts)[]

describe('an owner', () => {
  let foyer: ExampleFoyer
  const owners: Record<string, { id: string; externalId: string }> = {}
  const callers: Record<string, Record<string, string>> = {}

  beforeAll(async () => {
    foyer = await openExampleFoyer()
    const portal = { application: 'portal', role: 'owner' }
    const join = async (externalId: string) => {
      const { id } = await foyer.join({ application: 'portal', role: 'owner' })
      await foyer.manage('PATCH', `/api/users/${id}`, { externalId })
      return { id, externalId }
    }
    owners['who is invited'] = {
      externalId: 'O-1',
      id: await foyer.enter({ externalId: 'O-1', email: 'invited-owner@example.com', invite: portal }),
    }
    owners['who is online'] = await join('O-2')
    owners['who is deactivated'] = await join('O-3')
    await foyer.manage('POST', `/api/users/${owners['who is deactivated'].id}/deactivate`, {})
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
    callers['a key with every scope but owner'] = bearer(await foyer.addKey({ scopes: MANAGING }))
    for (const scope of MANAGING) callers[`a key with ${scope}`] = bearer(await foyer.addKey({ scopes: [scope] }))
    for (const role of ['manager', 'helper', 'viewer'] as const) {
      const { browser } = await foyer.join({ application: 'portal', role })
      callers[`a ${role}`] = { origin: OWN, cookie: [...browser.jar].map((pair) => pair.join('=')).join('; ') }
    }
  }, 60_000)
  afterAll(() => foyer.close())

  const stored = (id: string) => foyer.store.loadPerson({ id }).then((loaded) => ({ ...loaded, now: 0 }))

  it('is tried by every writing route', () => {
    const writing = (Object.keys(routes) as RouteName[]).filter(
      (name) => routes[name].class === 'management' && routes[name].permission !== 'read',
    )
    expect([...names].sort()).toEqual(writing.sort())
  })

  it.each(names.filter((name) => attempts[name] !== null))('cannot be taken over, or touched, by %s', async (name) => {
    await foyer.idle()
    const mails = foyer.mails.length
    for (const [what, person] of Object.entries(owners))
      for (const [who, headers] of Object.entries(callers)) {
        const before = await stored(person.id)
        const { path, body } = attempts[name]?.(person) ?? { path: '' }
        const answer = await foyer.manage(routes[name].method, path, body, headers)
        const code = MANY.includes(name) && answer.status === 200 ? skippedCode(answer.body) : answer.body.code
        expect(['role_too_low', 'scope_missing', 'handover_owner_only'], `${who} on one ${what}: ${answer.text}`).toContain(code)
        expect(await stored(person.id), `${who} on one ${what}`).toEqual(before)
      }
    await foyer.idle()
    expect(foyer.mails).toHaveLength(mails)
  })

  it('cannot be taken over by a file, whoever below runs it', async () => {
    const people = Object.values(owners)
    const file = [
      'Personalnummer;Nachname;E-Mail;Status',
      ...people.map(({ externalId }) => `${externalId};Taken;evil-${externalId}@example.com;inaktiv`),
    ]
    const before = await Promise.all(people.map(({ id }) => stored(id)))
    for (const who of ['a manager', 'a key with every scope but owner']) {
      const headers = callers[who] ?? {}
      const made = await foyer.manage('POST', '/api/imports', { invite: 'new', application: 'app' }, headers)
      const path = `/api/imports/${made.body.id}`
      const bytes = new TextEncoder().encode(file.join('\r\n'))
      const sent = await ask(foyer, 'POST', `${path}/content?offset=0&last=true`, { ...headers, 'content-type': 'text/csv' }, bytes)
      expect(sent.status, sent.text).toBe(200)
      await foyer.idle()
      const rows = (await foyer.manage('GET', `${path}/rows`, undefined, headers)).body.items as {
        outcome: string
        reason: { code: string }
      }[]
      expect(rows.map(({ outcome, reason }) => [outcome, reason.code])).toEqual(people.map(() => ['conflict', 'role_too_low']))
      await foyer.manage('POST', `${path}/run`, {}, headers)
      await foyer.idle()
      expect(await Promise.all(people.map(({ id }) => stored(id))), who).toEqual(before)
    }
    for (const who of ['a helper', 'a viewer'])
      expect((await foyer.manage('POST', '/api/imports', {}, callers[who])).body.code).toBe('role_too_low')
  })

  it('is told to nobody below as somebody to act on', async () => {
    for (const { id } of Object.values(owners))
      for (const [who, headers] of Object.entries(callers)) {
        const { status, body } = await foyer.manage('GET', `/api/users/${id}`, undefined, headers)
        if (status === 200) expect(body.allowedActions, who).toEqual([])
        else expect(body.code, who).toBe('scope_missing')
      }
  })

  it('is made by nobody below', async () => {
    const id = await foyer.enter({ email: 'rising@example.com' })
    const online = await foyer.join()
    const invite = { application: 'portal', role: 'owner' }
    for (const [who, headers] of Object.entries(callers)) {
      const tries = [
        await foyer.manage('POST', '/api/users', { email: `${Math.random()}@example.com`, invite }, headers),
        await foyer.manage('POST', `/api/users/${id}/invitation`, invite, headers),
        await foyer.manage('POST', '/api/invitations/send-many', { selection: [id], invite }, headers),
        await foyer.manage('POST', `/api/users/${online.id}/grant-access`, invite, headers),
      ]
      for (const { body, text } of tries) expect(['role_too_low', 'scope_missing'], `${who}: ${text}`).toContain(body.code)
    }
  })

  it('alone has API keys made, changed, listed and ended', async () => {
    const [{ id } = { id: '' }] = await foyer.store.listApiKeys()
    const before = await foyer.store.listApiKeys()
    for (const [who, headers] of Object.entries(callers))
      for (const [method, path, body] of [
        ['GET', '/api/keys', undefined],
        ['POST', '/api/keys', { name: 'Mine', scopes: ['owner'] }],
        ['POST', `/api/keys/${id}/rotate`, { oldUntil: null }],
        ['POST', `/api/keys/${id}/revoke`, {}],
      ] as const)
        expect(['role_too_low', 'scope_missing'], `${who} ${path}`).toContain((await foyer.manage(method, path, body, headers)).body.code)
    const facts = (list: typeof before) => list.map(({ lastUsedAt: _, ...key }) => key)
    expect(facts(await foyer.store.listApiKeys())).toEqual(facts(before))
  })
})

const skippedCode = (body: Record<string, unknown>): unknown => (body.skipped as { code: string }[])[0]?.code
