// The contract of credentials: written with decisions, used by conditional statements, gone with their holder.

import { randomBytes } from 'node:crypto'
import {
  addPasskey,
  addTotp,
  type Decision,
  deletePerson,
  makeBackupCodes,
  type Person,
  removePasskey,
  removeTotp,
  renamePasskey,
  resetAccess,
} from '@foyer/core'
import { expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { addOnline, contextAt } from '../../test/people.ts'
import type { NewPasskey } from './credential.port.ts'
import type { SaveOptions } from './person.port.ts'

const newKey = (rest: Partial<NewPasskey> = {}): NewPasskey => ({
  relyingParty: 'example.com',
  publicKey: new Uint8Array([1, 0, 255]),
  counter: 0,
  transports: ['internal', 'hybrid'],
  synced: true,
  backedUp: false,
  ...rest,
})
const newId = () => randomBytes(16).toString('base64url')

onEachDatabase('credentials', (at) => {
  const change = async (person: Person, decide: (found: Person, now: number) => Decision, options: Partial<SaveOptions> = {}) => {
    const changed = await at().store.changePerson({ id: person.id }, decide, { actor: 'system', ...options })
    if (changed === null) throw new Error('nobody')
    return changed.person
  }
  const withKey = (person: Person, id = newId(), key = newKey()) =>
    change(person, (found, now) => addPasskey(found, { id, name: 'Handy' }, contextAt(now)), { passkey: key })
  const rows = (table: string, { id }: Person) => at().rows(`select 1 from ${table} where user_id = $1::uuid`, [id])

  it('keep a passkey as it was given, with its person', async () => {
    const { store } = at()
    const id = newId()
    const person = await withKey(await addOnline(store, {}), id)
    const loaded = await store.loadPerson({ id: person.id })
    expect(loaded?.person.passkeys).toEqual(person.passkeys)
    const found = await store.findPasskey(id)
    expect(found).toMatchObject({ id, userId: person.id, relyingParty: 'example.com', counter: 0, transports: ['internal', 'hybrid'] })
    expect([...(found?.publicKey ?? [])]).toEqual([1, 0, 255])
    await expect(store.listPasskeys(person.id)).resolves.toEqual([
      {
        id,
        name: 'Handy',
        createdAt: person.passkeys[0]?.createdAt,
        lastUsedAt: null,
        lastUsedOn: null,
        synced: true,
        relyingParty: 'example.com',
      },
    ])
    await expect(store.findPasskey('none')).resolves.toBeNull()
    await expect(store.otherRelyingParty('example.com')).resolves.toBeNull()
    await expect(store.otherRelyingParty('example.org')).resolves.toBe('example.com')
  })

  it('give one credential id to one person', async () => {
    const { store } = at()
    const id = newId()
    await withKey(await addOnline(store, {}), id)
    await expect(withKey(await addOnline(store, {}), id)).rejects.toMatchObject({ code: 'passkey_exists' })
  })

  it('rename and remove one of several', async () => {
    const { store } = at()
    const [one, two] = [newId(), newId()]
    const person = await withKey(await withKey(await addOnline(store, {}), one), two)
    await change(person, (found, now) => renamePasskey(found, { id: two, name: 'Schlüssel' }, contextAt(now)))
    await change(person, (found, now) => removePasskey(found, { id: one }, contextAt(now)))
    expect((await store.listPasskeys(person.id)).map(({ name }) => name)).toEqual(['Schlüssel'])
    expect((await store.loadPerson({ id: person.id }))?.person.passkeys).toMatchObject([{ id: two, name: 'Schlüssel' }])
  })

  it('take a counter forward once, and let those that do not count stay at nothing', async () => {
    const { store } = at()
    const [counting, still] = [newId(), newId()]
    const person = await withKey(await withKey(await addOnline(store, {}), counting, newKey({ counter: 4 })), still)
    const use = (id: string, counter: number) => store.usePasskey(id, { counter, backedUp: true, on: 'Firefox' })
    expect(await Promise.all([use(counting, 5), use(counting, 5)])).toContain(false)
    expect([await use(counting, 5), await use(counting, 3), await use(counting, 0), await use(counting, 6)]).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect([await use(still, 0), await use(still, 0)]).toEqual([true, true])
    expect(await use('none', 1)).toBe(false)
    await expect(store.listPasskeys(person.id)).resolves.toMatchObject([{ lastUsedOn: 'Firefox' }, { lastUsedAt: expect.any(Number) }])
  })

  it('use a code of an authenticator app once, rising', async () => {
    const { store } = at()
    const person = await change(await addOnline(store, {}), (found, now) => addTotp(found, contextAt(now)), {
      totp: { sealed: 'sealed', lastCounter: 10 },
      backupCodes: [new Uint8Array([1]), new Uint8Array([2])],
    })
    expect((await store.loadPerson({ id: person.id }))?.person.totpSince).toBe(person.totpSince)
    await expect(store.readTotp(person.id)).resolves.toEqual({ sealed: 'sealed', lastCounter: 10 })
    const tries = await Promise.all(Array.from({ length: 20 }, () => store.useTotp(person.id, 11)))
    expect(tries.filter(Boolean)).toHaveLength(1)
    expect([await store.useTotp(person.id, 10), await store.useTotp(person.id, 12)]).toEqual([false, true])
    const codes = await Promise.all(
      Array.from({ length: 10 }, () => store.useBackupCode(person.id, [new Uint8Array([2]), new Uint8Array([9])])),
    )
    expect(codes.filter(Boolean)).toHaveLength(1)
    await expect(store.countBackupCodes(person.id)).resolves.toBe(1)
    await change(person, (found, now) => makeBackupCodes(found, contextAt(now)), { backupCodes: [new Uint8Array([3])] })
    expect([await store.useBackupCode(person.id, [new Uint8Array([1])]), await store.countBackupCodes(person.id)]).toEqual([false, 1])
    await change(person, (found, now) => removeTotp(found, contextAt(now)))
    await expect(store.readTotp(person.id)).resolves.toBeNull()
    await expect(store.countBackupCodes(person.id)).resolves.toBe(0)
  })

  it('are all gone after a reset of the access and after an erasure', async () => {
    const { store } = at()
    const ends: ((found: Person, now: number) => Decision)[] = [
      (found, now) => resetAccess(found, { reason: 'lost' }, contextAt(now)),
      (found, now) => deletePerson(found, contextAt(now)),
    ]
    for (const end of ends) {
      const keyed = await withKey(await addOnline(store, {}))
      const person = await change(keyed, (found, now) => addTotp(found, contextAt(now)), {
        totp: { sealed: 'sealed', lastCounter: 0 },
        backupCodes: [new Uint8Array([1])],
      })
      await change(person, end)
      for (const table of ['passkeys', 'totps', 'backup_codes', 'passwords']) await expect(rows(table, person), table).resolves.toEqual([])
    }
  })

  it('end every session but the one that made the change', async () => {
    const { store } = at()
    const person = await withKey(await addOnline(store, {}), 'kept-key')
    const begin = async (id: string) => {
      const secretHash = randomBytes(32)
      await store.startSession({
        session: {
          id,
          userId: person.id,
          application: 'app',
          familyId: id,
          kind: 'foyer',
          secretHash,
          credentialRevision: 1,
          idleMs: 1e6,
          ttlMs: 1e7,
          userAgent: null,
          proven: true,
        },
        event: { type: 'session.started', data: {} },
        actor: 'system',
      })
      return secretHash
    }
    const [own, other] = ['0199a000-0000-7000-8000-000000000001', '0199a000-0000-7000-8000-000000000002']
    const [ownHash, otherHash] = [await begin(own), await begin(other)]
    await change(person, (found, now) => removePasskey(found, { id: 'kept-key' }, contextAt(now)), { keepFamily: own })
    await expect(store.checkSession(ownHash, 'app')).resolves.toMatchObject({ session: { id: own } })
    await expect(store.checkSession(otherHash, 'app')).resolves.toBeNull()
    expect((await store.listSessions(person.id)).map(({ id }) => id)).toEqual([own])
    const fresh = randomBytes(32)
    await store.shiftClock(60_000)
    expect(await store.renewSession(own, fresh, { proven: true })).toBe(true)
    await expect(store.checkSession(ownHash, 'app')).resolves.toBeNull()
    await expect(store.readSession(own)).resolves.toMatchObject({ provenAt: expect.any(Number), shared: false })
    const before = (await store.readSession(own))?.provenAt ?? 0
    expect(await store.renewSession(own, randomBytes(32))).toBe(true)
    expect((await store.readSession(own))?.provenAt).toBe(before)
    expect(await store.renewSession(other, fresh)).toBe(false)
    await expect(store.readSession(other)).resolves.toBeNull()
    await store.shiftClock(0)
  })
})
