// The managing calls through HTTP: versions, repeated requests, upserts, the trail, and what may be done.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

const key = (extra: Record<string, string> = {}) => ({ authorization: `Bearer ${foyer.apiKey}`, ...extra })
const get = (path: string) => foyer.manage('GET', path)
describe('If-Version', () => {
  it('lets a change through that saw the present version, and tells the present one otherwise', async () => {
    const id = await foyer.enter({ firstName: 'Jan' })
    const update = (version: string, firstName: string) =>
      foyer.manage('PATCH', `/api/users/${id}`, { firstName }, key({ 'if-version': version }))
    expect((await update('1', 'Jana')).body).toMatchObject({ version: 2, firstName: 'Jana' })
    const late = await update('1', 'Janne')
    expect([late.status, late.body.code, late.body.details]).toEqual([409, 'changed_meanwhile', { current: 2 }])
    expect((await get(`/api/users/${id}`)).body.firstName).toBe('Jana')
  })

  it('holds for every call that changes somebody, of ten at once for one', async () => {
    const id = await foyer.enter({ firstName: 'Jan', email: 'versions@example.com' })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        at % 2 === 0
          ? foyer.manage('PATCH', `/api/users/${id}`, { lastName: `N${at}` }, key({ 'if-version': '1' }))
          : foyer.manage('POST', `/api/users/${id}/invitation`, { application: 'app' }, key({ 'if-version': '1' })),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(new Set(['changed_meanwhile']))
  })
})

describe('a repeated request', () => {
  const again = async (method: string, path: string, body: unknown, name: string) => {
    const headers = key({ 'idempotency-key': name })
    return [await foyer.manage(method, path, body, headers), await foyer.manage(method, path, body, headers)] as const
  }
  const outcomes = (answers: readonly { status: number; body: Record<string, unknown> }[]) =>
    answers.map(({ status, body }) => [status, body.outcome])

  it('of an upsert says what the first one did, and does nothing more', async () => {
    const put = (body: unknown, name: string) => again('PUT', '/api/users/external:R-1', body, name)
    expect(outcomes(await put({ firstName: 'Jan' }, 'r1'))).toEqual([
      [200, 'created'],
      [200, 'created'],
    ])
    expect(outcomes(await put({ firstName: 'Jana' }, 'r2'))).toEqual([
      [200, 'updated'],
      [200, 'updated'],
    ])
    expect(outcomes(await put({ firstName: 'Jana' }, 'r3'))).toEqual([
      [200, 'unchanged'],
      [200, 'unchanged'],
    ])
    expect((await put({ firstName: 'Janne' }, 'r1'))[0].body.code).toBe('idempotency_key_reused')
    expect((await get('/api/users/external:R-1')).body).toMatchObject({ firstName: 'Jana', version: 2 })
  })

  it('of an invitation mails once, with the same answer', async () => {
    const id = await foyer.enter({ email: 'repeat@example.com' })
    const [first, second] = await again('POST', `/api/users/${id}/invitation`, { application: 'app' }, 'r4')
    await foyer.idle()
    expect(foyer.mails.filter(({ to }) => to === 'repeat@example.com')).toHaveLength(1)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toMatchObject({ id, version: first.body.version as number, status: 'invited' })
  })

  it('of an erasure answers as the first one did', async () => {
    const id = await foyer.enter({ firstName: 'Gone' })
    const [first, second] = await again('DELETE', `/api/users/${id}`, undefined, 'r5')
    expect([first.status, first.body, second.status, second.body]).toEqual([200, {}, 200, {}])
    expect((await foyer.manage('DELETE', `/api/users/${id}`)).body.code).toBe('user_not_found')
  })

  it('with the same key from another caller is another request', async () => {
    const other = { authorization: `Bearer ${await foyer.addKey()}`, 'idempotency-key': 'shared' }
    const mine = await foyer.manage('POST', '/api/users', { externalId: 'R-2' }, key({ 'idempotency-key': 'shared' }))
    const theirs = await foyer.manage('POST', '/api/users', { externalId: 'R-3' }, other)
    expect([mine.body.externalId, theirs.body.externalId]).toEqual(['R-2', 'R-3'])
  })

  it('that was refused may be tried again', async () => {
    const headers = key({ 'idempotency-key': 'r6' })
    const body = { application: 'app' }
    const id = await foyer.enter({ firstName: 'No address' })
    const send = () => foyer.manage('POST', `/api/users/${id}/invitation`, body, headers)
    expect((await send()).body.code).toBe('email_missing')
    await foyer.manage('POST', `/api/users/${id}/email`, { email: 'now@example.com' })
    expect((await send()).body.status).toBe('invited')
  })
})

describe('an upsert', () => {
  const put = (externalId: string, body: unknown) => foyer.manage('PUT', `/api/users/external:${externalId}`, body)

  it('creates, changes what is named, clears what is null, and leaves the rest', async () => {
    expect((await put('U-1', { firstName: 'Mia', location: 'Köln', fields: { shirtSize: 'M' } })).body).toMatchObject({
      outcome: 'created',
    })
    expect((await put('U-1', { firstName: 'Mia' })).body).toMatchObject({ outcome: 'unchanged', user: { location: 'Köln' } })
    const { body } = await put('U-1', { location: null, fields: { phone: '+49 221 1' } })
    expect(body).toMatchObject({
      outcome: 'updated',
      user: { location: null, firstName: 'Mia', fields: { shirtSize: 'M', phone: '+492211' } },
    })
  })

  it('of one number by twenty at once enters one person', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => put('U-2', { firstName: 'Jan', email: 'twenty@example.com' })))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(answers.filter(({ body }) => body.outcome === 'created')).toHaveLength(1)
    expect(new Set(answers.map(({ body }) => (body.user as { id: string }).id)).size).toBe(1)
  })

  it('changes an address that nobody confirmed, and refuses to overwrite one that somebody did', async () => {
    await put('U-3', { email: 'one@example.com' })
    expect((await put('U-3', { email: 'two@example.com' })).body).toMatchObject({ outcome: 'updated', user: { email: 'two@example.com' } })
    expect((await put('U-3', { email: 'TWO@example.com' })).body).toMatchObject({ outcome: 'unchanged' })
    const { id, email } = await foyer.join()
    await foyer.manage('PATCH', `/api/users/${id}`, { externalId: 'U-4' })
    expect((await put('U-4', { email })).body.outcome).toBe('unchanged')
    const refused = await put('U-4', { email: 'other@example.com', firstName: 'Changed' })
    expect([refused.status, refused.body.code]).toEqual([409, 'email_confirmed'])
    expect((await get('/api/users/external:U-4')).body.firstName).toBe('Mia')
  })

  it('with an address of somebody else names whom it belongs to, and enters nobody', async () => {
    const { id, email } = await foyer.join()
    const { status, body } = await put('U-5', { email: email.toUpperCase() })
    expect([status, body.code, body.details]).toEqual([409, 'email_taken', { userId: id }])
    expect((await get('/api/users/external:U-5')).status).toBe(404)
  })
})

describe('the trail', () => {
  it('goes on where a reader stopped, and tells nothing twice', async () => {
    const id = await foyer.enter({ firstName: 'Trail', email: 'trail@example.com', invite: { application: 'app' } })
    await foyer.idle()
    const types: unknown[] = []
    let after = ''
    for (let pages = 0; pages < 20; pages += 1) {
      const { body } = await get(`/api/events?user=${id}&limit=2${after}`)
      types.push(...(body.items as { type: string }[]).map(({ type }) => type))
      if (body.next === null) break
      after = `&after=${String(body.next)}`
    }
    expect(types).toEqual(['user.created', 'access.granted', 'invitation.sent', 'mail.sent'])
    expect((await get(`/api/events?user=email:trail@example.com&types=mail.sent&types=user.created`)).body.items).toHaveLength(2)
  })

  it('names actors by what they are, holders by their own id', async () => {
    const { id } = await foyer.join()
    const { body } = await get(`/api/events?user=${id}&limit=500`)
    const actors = new Set((body.items as { actor: string }[]).map(({ actor }) => actor))
    expect([...actors].sort()).toEqual([expect.stringMatching(/^api_key:/), `holder:${id}`, 'system'])
  })

  it.each(['after=x', 'after=1', 'after=1-x', 'after=-1-1', 'limit=501', 'user=nobody', 'user=email:none@example.com'])(
    'asked with %s refuses',
    async (query) => {
      expect((await get(`/api/events?${query}`)).status).toBeGreaterThanOrEqual(400)
    },
  )
})

describe('what may be done', () => {
  it('is what the calls then do: every blocked action answers with the code that is told', async () => {
    const { id } = await foyer.join()
    const { body } = await get(`/api/users/${id}`)
    const calls: Record<string, [string, unknown]> = {
      send: ['invitation', { application: 'app' }],
      renew: ['invitation/renew', {}],
      revoke: ['invitation/revoke', {}],
      changeEmail: ['email', { email: 'x@example.com' }],
      sendConfirmation: ['send-confirmation', {}],
      reactivate: ['reactivate', {}],
    }
    expect(Object.keys(body.blockedActions as object)).toEqual(expect.arrayContaining(Object.keys(calls)))
    for (const [action, [path, input]] of Object.entries(calls))
      expect((await foyer.manage('POST', `/api/users/${id}/${path}`, input)).body.code, action).toBe(
        (body.blockedActions as Record<string, string>)[action],
      )
  })

  it('depends on who asks: nobody acts above their own role', async () => {
    const owner = await foyer.join({ application: 'portal', role: 'owner' })
    const manager = { authorization: `Bearer ${await foyer.addKey()}` }
    const { browser } = await foyer.join({ application: 'portal', role: 'helper' })
    const helper = { origin: OWN, cookie: [...browser.jar].map((pair) => pair.join('=')).join('; ') }
    const seen = await foyer.manage('GET', `/api/users/${owner.id}`, undefined, manager)
    expect(seen.body.allowedActions).toEqual([])
    const paths = ['email', 'deactivate', 'withdraw-access', 'grant-access', 'send-recovery', 'clear-bounce', 'invitation']
    for (const path of paths) {
      const input =
        {
          email: { email: null },
          'withdraw-access': { application: 'app' },
          'grant-access': { application: 'shop' },
          invitation: { application: 'app' },
        }[path] ?? {}
      expect((await foyer.manage('POST', `/api/users/${owner.id}/${path}`, input, manager)).body.code, path).toBe('role_too_low')
    }
    expect((await foyer.manage('PATCH', `/api/users/${owner.id}`, { firstName: 'X' }, manager)).body.code).toBe('role_too_low')
    expect((await foyer.manage('DELETE', `/api/users/${owner.id}`, undefined, manager)).body.code).toBe('role_too_low')
    const person = await foyer.enter({ email: 'helped@example.com', invite: { application: 'app' } })
    expect((await foyer.manage('POST', `/api/users/${person}/invitation/renew`, {}, helper)).status).toBe(200)
    expect((await foyer.manage('POST', `/api/users/${person}/invitation/renew`, { send: true }, helper)).body.code).toBe('role_too_low')
    const given = await foyer.manage('POST', `/api/users/${person}/grant-access`, { application: 'portal', role: 'owner' }, manager)
    expect(given.body.code).toBe('role_too_low')
  })

  it('spares the caller’s own account', async () => {
    const { id, browser } = await foyer.join({ application: 'portal', role: 'manager' })
    await foyer.join({ application: 'portal', role: 'owner' })
    const headers = { origin: OWN, cookie: [...browser.jar].map((pair) => pair.join('=')).join('; ') }
    expect((await foyer.manage('POST', `/api/users/${id}/deactivate`, {}, headers)).body.code).toBe('own_account')
    expect((await foyer.manage('DELETE', `/api/users/${id}`, undefined, headers)).body.code).toBe('own_account')
  })

  it('to the erased is nothing: they are found by no name', async () => {
    const id = await foyer.enter({ externalId: 'E-1', email: 'erased@example.com' })
    await foyer.manage('DELETE', `/api/users/${id}`)
    for (const ref of [id, 'external:E-1', 'email:erased@example.com'])
      for (const [method, path] of [
        ['GET', ''],
        ['PATCH', ''],
        ['POST', '/clear-bounce'],
        ['POST', '/deactivate'],
        ['POST', '/reactivate'],
      ] as const)
        expect(
          (await foyer.manage(method, `/api/users/${ref}${path}`, method === 'GET' ? undefined : {})).body.code,
          `${method} ${ref}${path}`,
        ).toBe('user_not_found')
  })
})
