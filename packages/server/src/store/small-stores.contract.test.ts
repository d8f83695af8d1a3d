// The contract of the small ones: the embedded mailbox, API keys, idempotency keys, facts of the deployment, cleaning up.

import { createHash, randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { addOnline, enter } from '../../test/people.ts'

const DAY_MS = 86_400_000

onEachDatabase('the store', (at) => {
  afterEach(() => at().store.shiftClock(0))

  it('keeps sealed mails as they are', async () => {
    const { store } = at()
    const bodies = [1, 2, 3].map((byte) => new Uint8Array([0, byte, 255]))
    const ids: number[] = []
    for (const sealed of bodies) ids.push(await store.addCapturedMail(sealed))
    const newest = await store.listCapturedMails({ limit: 2 })
    expect(newest.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    const older = await store.listCapturedMails({ before: ids[1], limit: 2 })
    expect(older.map(({ sealed }) => new Uint8Array(sealed))).toEqual([bodies[0]])
    await expect(store.readCapturedMail(ids[0] ?? 0)).resolves.toMatchObject({ id: ids[0] })
    await expect(store.readCapturedMail(0)).resolves.toBeNull()
    await expect(store.countCapturedMails()).resolves.toBe(3)
  })

  it('finds an API key by its hash until it is revoked or expires', async () => {
    const { store } = at()
    const hash = createHash('sha256').update('secret').digest()
    const key = { id: 'k1', hash, name: 'Sync', scopes: ['users:write'] as const, application: null, expiresAt: null }
    await store.insertApiKey(key)
    await expect(store.findApiKey(hash)).resolves.toMatchObject({ id: 'k1', scopes: ['users:write'], lastUsedAt: null })
    await store.touchApiKey('k1')
    const used = (await store.findApiKey(hash))?.lastUsedAt
    expect(used).not.toBeNull()
    await store.shiftClock(30_000)
    await store.touchApiKey('k1')
    await expect(store.findApiKey(hash)).resolves.toMatchObject({ lastUsedAt: used })
    await expect(store.findApiKey(createHash('sha256').update('other').digest())).resolves.toBeNull()
    const short = { ...key, id: 'k2', hash: createHash('sha256').update('short').digest(), expiresAt: (await store.now()) + 1000 }
    await store.insertApiKey(short)
    await expect(store.findApiKey(short.hash)).resolves.toMatchObject({ id: 'k2', expiresAt: short.expiresAt })
    await store.shiftClock(60_000)
    await expect(store.findApiKey(short.hash)).resolves.toBeNull()
    const next = createHash('sha256').update('next').digest()
    await expect(store.rotateApiKey('k2', { hash: next, oldUntil: 0 })).resolves.toBe(false)
    const oldUntil = (await store.now()) + 60_000
    await expect(store.rotateApiKey('k1', { hash: next, oldUntil })).resolves.toBe(true)
    for (const secret of [hash, next]) await expect(store.findApiKey(secret)).resolves.toMatchObject({ id: 'k1', oldUntil })
    await store.shiftClock(121_000)
    await expect(store.findApiKey(hash)).resolves.toBeNull()
    await expect(store.findApiKey(next)).resolves.toMatchObject({ id: 'k1' })
    await expect(store.revokeApiKey('k1')).resolves.toBe(true)
    await expect(store.revokeApiKey('k1')).resolves.toBe(false)
    await expect(store.findApiKey(next)).resolves.toBeNull()
    await expect(store.rotateApiKey('k1', { hash, oldUntil })).resolves.toBe(false)
    await expect(store.listApiKeys()).resolves.toHaveLength(2)
  })

  it('remembers what a request touched, with the write itself', async () => {
    const { store } = at()
    const remember = { actor: 'api_key:k1', key: randomUUID(), requestHash: 'h', status: 201 }
    const create = (email: string) => store.addPerson((now) => enter({ email, invite: 'app' }, now), { actor: 'api_key:k1', remember })
    const outcomes = await Promise.allSettled([create('idem@example.com'), create('idem@example.com'), create('idem@example.com')])
    const created = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.person] : []))
    expect(created).toHaveLength(1)
    const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason.code)] : []))
    expect(codes).toEqual(['in_progress', 'in_progress'])
    const [person] = created
    await expect(store.findRequest('api_key:k1', remember.key)).resolves.toEqual({
      requestHash: 'h',
      status: 201,
      refs: { userId: person?.id, grantId: person?.invitation?.id, generation: person?.invitation?.generation },
    })
    await expect(store.findRequest('api_key:k2', remember.key)).resolves.toBeNull()
    await expect(create('idem.other@example.com')).rejects.toMatchObject({ code: 'in_progress' })
    await expect(store.loadPerson({ email: 'idem.other@example.com' })).resolves.toBeNull()
    await expect(store.transaction((tx) => tx.rememberRequest(remember, {}))).rejects.toMatchObject({ code: 'in_progress' })
    await store.shiftClock(DAY_MS + 1000)
    await store.cleanUp()
    await expect(store.findRequest('api_key:k1', remember.key)).resolves.toBeNull()
    await expect(create('idem.later@example.com')).resolves.toMatchObject({ changed: true })
  })

  it('keeps facts of the deployment', async () => {
    const { store } = at()
    await expect(store.readMeta('a')).resolves.toBeNull()
    await expect(store.keepMeta('a', '1')).resolves.toBe('1')
    await expect(store.keepMeta('a', '2')).resolves.toBe('1')
    await store.writeMeta('a', '3')
    await expect(store.readMeta('a')).resolves.toBe('3')
  })

  it('deletes what has run out and nothing else', async () => {
    const { store, rows } = at()
    await store.cleanUp()
    const now = await store.now()
    await store.burnNonce('old', now + 1000)
    await store.burnNonce('new', now + 10 * DAY_MS)
    await store.countTry([{ key: 'old', kind: 'window', windowMs: 1000, max: 1 }])
    const person = await addOnline(store, {})
    await expect(store.cleanUp()).resolves.toBe(0)
    await store.shiftClock(DAY_MS)
    await expect(store.cleanUp()).resolves.toBeGreaterThanOrEqual(2)
    await expect(store.burnNonce('new', now)).resolves.toBe(false)
    await expect(rows(`select 1 from rate_limits where key = 'old'`)).resolves.toEqual([])
    await store.shiftClock(300 * DAY_MS)
    await store.cleanUp()
    await expect(store.loadPerson({ id: person.id })).resolves.not.toBeNull()
  })
})
