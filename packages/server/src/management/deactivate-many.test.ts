// Blocking many, and looking first: whoever asks is never among them, nor anybody above, nor the last owner.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer()
})
afterAll(() => foyer.close())

interface Batch {
  done: number
  skipped: { userId: string | null; code: string }[]
  next: string | null
  total: number | null
}

const call = async (path: string, input: object, headers?: Record<string, string>) => {
  const answer = await foyer.manage('POST', path, input, headers)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as unknown as Batch
}
const block = (input: object, headers?: Record<string, string>) => call('/api/users/deactivate-many', input, headers)
const statusOf = async (id: string) => (await foyer.manage('GET', `/api/users/${id}`)).body.status
const member = async (role: 'owner' | 'manager') => {
  const { id, browser } = await foyer.join({ application: 'portal', role })
  return { id, headers: { origin: OWN, cookie: [...browser.jar].map((pair) => pair.join('=')).join('; ') } }
}
const codes = ({ skipped }: Batch) => Object.fromEntries(skipped.map(({ userId, code }) => [userId, code]))

describe('blocking many', () => {
  it('looks first and changes nothing, then does to the same people what it said', async () => {
    const manager = await member('manager')
    const owner = await member('owner')
    const ids = await Promise.all([1, 2, 3].map((n) => foyer.enter({ firstName: `Off ${n}` })))
    const selection = [...ids, manager.id, owner.id, 'external:nobody']
    const look = await block({ selection, preview: true }, manager.headers)
    expect(look).toMatchObject({ done: 3, next: null, total: null })
    expect(codes(look)).toEqual({ [manager.id]: 'own_account', [owner.id]: 'role_too_low', null: 'user_not_found' })
    expect(await Promise.all(ids.map(statusOf))).toEqual(['offline', 'offline', 'offline'])
    const done = await block({ selection, reason: 'Season is over' }, { ...manager.headers, 'idempotency-key': 'season' })
    expect(done).toMatchObject({ done: 3, total: 3 })
    expect(codes(done)).toEqual(codes(look))
    expect(await Promise.all([...ids, manager.id, owner.id].map(statusOf))).toEqual([
      'deactivated',
      'deactivated',
      'deactivated',
      'online',
      'online',
    ])
  })

  it('goes on under the same key without doing anything twice, over batches of a filter', async () => {
    const location = 'Gone place'
    await Promise.all(Array.from({ length: 60 }, (_, n) => foyer.enter({ location, externalId: `G-${n}` })))
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'idempotency-key': 'closing' }
    const first = await block({ selection: { location } }, headers)
    expect(first).toMatchObject({ done: 50, total: null })
    const again = await block({ selection: { location } }, headers)
    expect(again).toMatchObject({ done: 50, skipped: [] })
    expect(await block({ selection: { location }, after: first.next }, headers)).toMatchObject({ done: 10, next: null, total: 60 })
    const { items } = (await foyer.manage('GET', '/api/events?types=user.deactivated&limit=500')).body as { items: { userId: string }[] }
    expect(new Set(items.map(({ userId }) => userId)).size).toBe(items.length)
    const other = await foyer.manage('POST', '/api/users/deactivate-many', { selection: { location }, reason: 'other' }, headers)
    expect(other.body.code).toBe('idempotency_key_reused')
  })

  it('leaves an owner, whoever of them is named', async () => {
    const all = await block({ selection: {}, preview: false })
    expect(all.skipped.map(({ code }) => code)).toContain('last_owner')
    expect(await foyer.store.hasOwner()).toBe(true)
  })
})

describe('sending again to many', () => {
  it('reaches those who are invited, to what each was invited to, and nobody else', async () => {
    const location = 'Again place'
    const [app, shop] = await Promise.all(
      ['app', 'shop'].map((application) => foyer.enter({ location, email: `again-${application}@example.com`, invite: { application } })),
    )
    const offline = await foyer.enter({ location, email: 'again-never@example.com' })
    await foyer.idle()
    const before = foyer.mails.length
    const look = await call('/api/invitations/send-many', { selection: { location }, preview: true })
    expect(look.done).toBe(2)
    await foyer.idle()
    expect(foyer.mails).toHaveLength(before)
    const { done, skipped } = await call('/api/invitations/send-many', { selection: { location } })
    expect([done, skipped.map(({ userId, code }) => [userId, code])]).toEqual([2, [[offline, 'not_invited']]])
    await foyer.idle()
    expect(
      foyer.mails
        .slice(before)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['again-app@example.com', 'again-shop@example.com'])
    for (const [id, application] of [
      [app, 'app'],
      [shop, 'shop'],
    ])
      expect((await foyer.manage('GET', `/api/users/${id}`)).body.invitation).toMatchObject({ application })
  })
})
