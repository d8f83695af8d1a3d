// The whole client against a whole server, over a line that loses answers: what is done is done once, and every group of calls works.

import { Foyer, isFoyerError } from '@foyer/sdk'
import { createTestFoyer, type TestFoyer } from '@foyer/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const config = {
  applications: { app: { name: 'App' }, portal: { name: 'Portal', manages: true } },
  profile: { shirtSize: { type: 'choice', options: ['S', 'M'], label: 'Size' } },
} as const

let server: TestFoyer
beforeAll(async () => {
  server = await createTestFoyer(config)
})
afterAll(() => server.close())

/** Each call gets through; of the answers every `n`-th is lost. */
const losingEvery = (n: number): typeof fetch => {
  let asked = 0
  return async (input, init) => {
    asked += 1
    const answer = await server.app.request(String(input), init)
    if (asked % n === 0) throw new TypeError('fetch failed')
    return answer
  }
}
const open = (apiKey = server.apiKey, lossEvery = Number.POSITIVE_INFINITY) =>
  new Foyer<typeof config>({ url: server.url, apiKey, retries: 5, fetch: losingEvery(lossEvery) })

describe('the client and the server', () => {
  it('enter everybody once and mail everybody once, though every third answer is lost', async () => {
    const foyer = open(server.apiKey, 3)
    for (let at = 0; at < 110; at += 1) {
      const { outcome } = await foyer.users.upsert(`L-${at}`, {
        lastName: 'Loss',
        email: `loss${at}@example.com`,
        fields: { shirtSize: 'M' },
      })
      expect(outcome).toBe('created')
    }
    const progress: number[] = []
    const onProgress = ({ done }: { done: number }) => progress.push(done)
    const result = await foyer.invitations.sendMany({ status: 'offline', search: 'loss' }, { application: 'app' }, { onProgress })
    expect(result).toEqual({ done: 110, skipped: [], skippedMore: 0 })
    expect(progress.at(-1)).toBe(110)
    await server.idle()
    const mailed = server.mails.filter(({ to }) => to.startsWith('loss')).map(({ to }) => to)
    expect(mailed).toHaveLength(110)
    expect(new Set(mailed).size).toBe(110)
    const seen = new Set<string>()
    for await (const { id } of foyer.users.list({ search: 'loss', status: 'invited', emailStatus: 'pending' })) seen.add(id)
    expect(seen.size).toBe(110)
    await expect(foyer.users.list({ search: 'loss' }).total()).resolves.toEqual({ count: 110, exact: true })
  }, 120_000)

  it('make a key that does what its scopes name, rotate it with overlap, and end it', async () => {
    const owner = open()
    const made = await owner.keys.create({ name: 'Reader', scopes: ['users:read'], application: 'app' })
    await expect(open(made.key).users.list({ search: 'loss' }).count()).resolves.toBe(110)
    const refused = await open(made.key)
      .users.create({ lastName: 'No' })
      .catch((error: unknown) => error)
    expect(isFoyerError(refused, 'scope_missing') && refused.details.scope).toBe('users:write')
    const next = await owner.keys.rotate(made.id)
    for (const key of [made.key, next.key])
      await expect(open(key).users.find({ externalId: 'L-1' })).resolves.toMatchObject({ lastName: 'Loss' })
    await owner.keys.revoke(made.id)
    for (const key of [made.key, next.key])
      await expect(open(key).users.find({ externalId: 'L-1' })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await owner.keys.list()).find(({ id }) => id === made.id)).toMatchObject({ name: 'Reader', revokedAt: expect.any(String) })
  })

  it('say that a key was made when the answer with it was lost', async () => {
    const before = (await open().keys.list()).length
    const lost = await open(server.apiKey, 1)
      .keys.create({ name: 'Lost', scopes: ['events:read'] })
      .catch((error: unknown) => error)
    expect(isFoyerError(lost)).toBe(true)
    const keys = await open().keys.list()
    expect(keys).toHaveLength(before + 1)
    let asked = 0
    const once = new Foyer({
      url: server.url,
      apiKey: server.apiKey,
      fetch: async (input, init) => {
        asked += 1
        const answer = await server.app.request(String(input), init)
        if (asked === 1) throw new TypeError('fetch failed')
        return answer
      },
    })
    const told = await once.keys.create({ name: 'Told', scopes: ['events:read'] }).catch((error: unknown) => error)
    const [newest] = await open().keys.list()
    expect(isFoyerError(told, 'already_created') && told.details.keyId).toBe(newest?.id)
  })

  it('follow the trail of one person by type, from where they stopped', async () => {
    const foyer = open()
    const user = { externalId: 'L-7' }
    const first = await foyer.events.list({ user }).page({ limit: 1 })
    expect(first.items.map(({ type }) => type)).toEqual(['user.created'])
    const types: string[] = []
    for await (const event of foyer.events.list({ user, types: ['invitation.sent', 'email.changed'], after: first.items[0]?.id }))
      types.push(event.type)
    expect(types).toEqual(['invitation.sent'])
  })

  it('tell somebody who read too early what the version is now', async () => {
    const foyer = open()
    const before = await foyer.users.get({ externalId: 'L-3' })
    const after = await foyer.users.update(before.id, { department: 'Lager' }, { ifVersion: before.version })
    const late = await foyer.users.deactivate(before.id, {}, { ifVersion: before.version }).catch((error: unknown) => error)
    expect(isFoyerError(late, 'changed_meanwhile') && late.details.current).toBe(after.version)
    await expect(foyer.users.get(before.id)).resolves.toMatchObject({ status: 'invited', department: 'Lager' })
  })
})
