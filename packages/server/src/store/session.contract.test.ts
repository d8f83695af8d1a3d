// The contract of sign-in and sessions: every rule that ends a session is asked at each check, by the database's clock.

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { deactivatePerson, type Person, withdrawAccess } from '@foyer/core'
import { afterEach, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, addOnline, contextAt, withFacts } from '../../test/people.ts'
import type { Limit, WindowLimit } from './rate-limit.port.ts'
import type { NewSession, SessionStart } from './session.port.ts'

const HOUR_MS = 3_600_000

const newSession = (person: Person, more: Partial<NewSession> = {}): NewSession => ({
  id: randomUUID(),
  userId: person.id,
  application: 'app',
  familyId: randomUUID(),
  kind: 'foyer',
  secretHash: createHash('sha256').update(randomBytes(32)).digest(),
  credentialRevision: person.credentialRevision,
  idleMs: HOUR_MS,
  ttlMs: 3 * HOUR_MS,
  userAgent: 'Firefox'.repeat(100),
  ...more,
})

const start = (session: NewSession, more: Partial<SessionStart> = {}): SessionStart => ({
  session,
  event: { type: 'session.started', data: { application: session.application } },
  actor: `holder:${session.userId}`,
  ...more,
})

const accountLimit = ({ id }: Person): Limit => ({
  key: `account:${id}`,
  kind: 'doubling',
  free: 1_000,
  baseMs: HOUR_MS,
  maxMs: HOUR_MS,
  forgetMs: HOUR_MS,
})

const blockLimit = (max: number): WindowLimit => ({ key: `block:${randomUUID()}`, kind: 'window', windowMs: HOUR_MS, max })

onEachDatabase('sessions', (at) => {
  afterEach(() => at().store.shiftClock(0))

  const begin = async (person: Person, more: Partial<NewSession> = {}) => {
    const session = newSession(person, more)
    const started = await at().store.startSession(start(session))
    if (started === null) throw new Error('no session began')
    return session
  }
  const holds = async ({ secretHash, application }: NewSession) => (await at().store.checkSession(secretHash, application)) !== null

  it('are told apart when many are checked at the same moment', async () => {
    const { store } = at()
    const [first, second, ended] = [
      await begin(await addOnline(store, {})),
      await begin(await addOnline(store, {})),
      await begin(await addOnline(store, {})),
    ]
    await store.endSessions({ secretHash: ended.secretHash }, 'system')
    const check = ({ secretHash }: NewSession, application = 'app') => store.checkSession(secretHash, application)
    const nobody = newSession(await addOnline(store, {}))
    const asked = [check(second), check(nobody), check(first), check(ended), check(first, 'other'), check(second)]
    const ids = (await Promise.all(asked)).map((checked) => checked?.session.id ?? null)
    expect(ids).toEqual([second.id, null, first.id, null, null, second.id])
  })

  it('say who is signed in', async () => {
    const { store, rows } = at()
    const person = await addOnline(store, { firstName: 'Mia', lastName: 'Weber', email: 'Mia@example.com', fields: { shirtSize: 'M' } })
    const session = await begin(person)
    const checked = await store.checkSession(session.secretHash, 'app')
    expect(checked?.user).toEqual({
      id: person.id,
      email: 'Mia@example.com',
      externalId: null,
      firstName: 'Mia',
      lastName: 'Weber',
      locale: null,
      fields: { shirtSize: 'M' },
      role: null,
    })
    const [listed] = await store.listSessions(person.id)
    expect(listed).toMatchObject({ ...checked?.session, id: session.id, kind: 'foyer', idleMs: HOUR_MS, familyId: session.familyId })
    expect(checked?.session).toMatchObject({ id: session.id, userId: person.id, application: 'app', idleMs: HOUR_MS })
    expect(listed?.userAgent).toHaveLength(200)
    expect(checked?.session.expiresAt).toBe((listed?.createdAt ?? 0) + 3 * HOUR_MS)
    const events = await rows(`select actor, data from events where user_id = $1::uuid and type = 'session.started'`, [person.id])
    expect(events).toEqual([{ actor: `holder:${person.id}`, data: { application: 'app' } }])
  })

  it('open nothing elsewhere, and nothing by another secret', async () => {
    const { store } = at()
    const session = await begin(await addOnline(store, {}))
    await expect(store.checkSession(session.secretHash, 'portal')).resolves.toBeNull()
    await expect(store.checkSession(randomBytes(32), 'app')).resolves.toBeNull()
  })

  it('begin many at once for few people behind one address, whose count is looked at and not written', async () => {
    const { store } = at()
    const people = await Promise.all(Array.from({ length: 4 }, () => addOnline(store, { email: `${randomUUID()}@example.com` })))
    const block = blockLimit(3)
    const signIn = async (person: Person) => {
      const account = accountLimit(person)
      const { tallies, watched } = await store.beginSignIn({ email: person.email?.canonical ?? '' }, [account], [block])
      expect([...tallies, ...watched].map(({ admitted }) => admitted)).toEqual([true, true])
      return store.startSession(start(newSession(person), { clearKeys: [account.key] }))
    }
    const begun = await Promise.all(Array.from({ length: 50 }, () => people).flatMap((four) => four.map(signIn)))
    expect(begun.filter((session) => session === null)).toEqual([])
    await expect(store.readTries([block.key])).resolves.toEqual([])
  })

  it('are refused by a count that is only looked at, until its window ends', async () => {
    const { store } = at()
    const person = await addOnline(store, {})
    const block = blockLimit(2)
    const look = async () => (await store.beginSignIn({ email: '' }, [accountLimit(person)], [block])).watched
    await expect(look()).resolves.toEqual([{ key: block.key, count: 0, admitted: true, retryAt: null }])
    await store.countTry([block])
    await expect(look()).resolves.toMatchObject([{ count: 1, admitted: true, retryAt: null }])
    const { now } = await store.countTry([block])
    const [refused] = await look()
    expect(refused).toMatchObject({ count: 2, admitted: false })
    expect(Math.abs((refused?.retryAt ?? 0) - now - HOUR_MS)).toBeLessThan(60_000)
    await store.shiftClock(HOUR_MS)
    await expect(look()).resolves.toMatchObject([{ count: 0, admitted: true }])
  })

  it('end idle, however often they were begun, and live on while used', async () => {
    const { store } = at()
    const session = await begin(await addOnline(store, {}))
    await store.shiftClock(HOUR_MS - 10_000)
    expect(await holds(session)).toBe(true)
    await store.touchSession(session.id)
    await store.shiftClock(2 * HOUR_MS - 20_000)
    expect(await holds(session)).toBe(true)
    await store.shiftClock(2 * HOUR_MS + 60_000)
    expect(await holds(session)).toBe(false)
  })

  it('end absolutely, however much they are used', async () => {
    const { store } = at()
    const session = await begin(await addOnline(store, {}), { idleMs: 10 * HOUR_MS })
    await store.shiftClock(2 * HOUR_MS)
    await store.touchSession(session.id)
    expect(await holds(session)).toBe(true)
    await store.shiftClock(3 * HOUR_MS + 1000)
    expect(await holds(session)).toBe(false)
  })

  it('write their last use once in a tenth of the idle time', async () => {
    const { store } = at()
    const session = await begin(await addOnline(store, {}))
    const lastUsed = async () => (await store.checkSession(session.secretHash, 'app'))?.session.lastUsedAt ?? 0
    const first = await lastUsed()
    await store.shiftClock(HOUR_MS / 10 - 30_000)
    await store.touchSession(session.id)
    expect(await lastUsed()).toBe(first)
    await store.shiftClock(HOUR_MS / 10 + 30_000)
    await store.touchSession(session.id)
    expect(await lastUsed()).toBeGreaterThan(first)
  })

  it('end with the credential, the account, the last day, and the access', async () => {
    const { store } = at()
    const endings: Record<string, (person: Person) => Promise<unknown>> = {
      credential: ({ id }) =>
        store.changePerson({ id }, (before) => withFacts(before, { credentialRevision: before.credentialRevision + 1 }), {
          actor: 'system',
        }),
      account: ({ id }) => store.changePerson({ id }, (before, now) => deactivatePerson(before, {}, contextAt(now)), { actor: 'system' }),
      'last day': ({ id }) => store.changePerson({ id }, (before, now) => withFacts(before, { endsAt: now - 1 }), { actor: 'system' }),
      access: ({ id }) =>
        store.changePerson({ id }, (before, now) => withdrawAccess(before, { application: 'app' }, contextAt(now)), { actor: 'system' }),
      'pending again': ({ id }) =>
        store.changePerson({ id }, (before) => withFacts(before, { access: before.access.map((item) => ({ ...item, pending: true })) }), {
          actor: 'system',
        }),
    }
    for (const [name, end] of Object.entries(endings)) {
      const person = await addOnline(store, {})
      const session = await begin(person)
      expect(await holds(session), name).toBe(true)
      await end(person)
      expect(await holds(session), name).toBe(false)
      const after = await store.loadPerson({ id: person.id })
      if (name !== 'credential') {
        await expect(store.startSession(start(newSession(after?.person ?? person))), name).resolves.toBeNull()
      }
    }
  })

  it('begin for nobody whose credential changed meanwhile', async () => {
    const { store, rows } = at()
    const person = await addOnline(store, {})
    const session = newSession(person, { credentialRevision: person.credentialRevision - 1 })
    await expect(store.startSession(start(session, { rehashed: 'new' }))).resolves.toBeNull()
    await expect(rows('select 1 from events where user_id = $1::uuid', [person.id])).resolves.toHaveLength(1)
    await expect(store.readPassword(person.id)).resolves.toBe('$argon2id$test')
  })

  it('end by what is chosen, each with its event', async () => {
    const { store, rows } = at()
    const person = await addOnline(store, {})
    const [a, b, c] = [await begin(person), await begin(person), await begin(person)]
    const d = await begin(person, { familyId: a.familyId, kind: 'host' })
    const other = await begin(await addOnline(store, {}))
    await expect(store.listSessions(person.id)).resolves.toHaveLength(4)
    await expect(store.endSessions({ secretHash: b.secretHash }, 'holder:x')).resolves.toBe(1)
    await expect(store.endSessions({ secretHash: b.secretHash }, 'holder:x')).resolves.toBe(0)
    await expect(store.endSessions({ secretHash: d.secretHash }, 'holder:x')).resolves.toBe(2)
    await expect(store.endSessions({ familyId: a.familyId }, 'holder:x')).resolves.toBe(0)
    expect([await holds(a), await holds(b), await holds(c), await holds(d)]).toEqual([false, false, true, false])
    await expect(store.endSessions({ userId: person.id, exceptFamilyId: c.familyId }, 'holder:x')).resolves.toBe(0)
    await expect(store.endSessions({ userId: other.userId, sessionId: c.id }, 'holder:x')).resolves.toBe(0)
    await expect(store.endSessions({ userId: person.id, application: 'app' }, 'holder:x')).resolves.toBe(1)
    expect(await holds(other)).toBe(true)
    const events = await rows(`select 1 from events where user_id = $1::uuid and type = 'session.ended'`, [person.id])
    expect(events).toHaveLength(4)
  })

  const account: Limit = { key: 'k:account', kind: 'doubling', free: 5, baseMs: 60_000, maxMs: HOUR_MS, forgetMs: 24 * HOUR_MS }
  const block: Limit = { key: 'k:block', kind: 'window', windowMs: 600_000, max: 1000 }

  it('begin after a try that was counted while the person was read, and clear the count', async () => {
    const { store } = at()
    const person = await addOnline(store, { email: 'try@example.com' })
    const tried = await store.beginSignIn({ email: 'try@example.com' }, [account, block])
    expect(tried).toMatchObject({
      found: { person: { id: person.id }, passwordHash: '$argon2id$test' },
      tallies: [
        { key: 'k:account', count: 1, admitted: true, retryAt: null },
        { key: 'k:block', count: 1, admitted: true },
      ],
    })
    expect(tried.found?.person).toEqual((await store.loadPerson({ id: person.id }))?.person)
    await store.startSession(start(newSession(person), { clearKeys: ['k:account'], rehashed: 'better' }))
    await expect(store.readPassword(person.id)).resolves.toBe('better')
    await expect(store.readTries(['k:account', 'k:block'])).resolves.toMatchObject([{ key: 'k:block', count: 1 }])
  })

  it('count a try at nobody just the same', async () => {
    const { store } = at()
    const tried = await store.beginSignIn({ signInName: 'nobody\0' }, [block, { ...account, key: 'k:nobody' }])
    expect(tried).toMatchObject({ found: null, tallies: [{ key: 'k:block' }, { key: 'k:nobody', count: 1, admitted: true }] })
    expect(Math.abs(tried.now - (await store.now()))).toBeLessThan(5000)
  })

  it('take nobody for a neighbour in the alphabet, above, below or between', async () => {
    const { store } = at()
    const lower = await addOnline(store, { email: 'gerda@example.com' })
    const upper = await addOnline(store, { email: 'otto@example.com' })
    for (const email of ['aaron@example.com', 'karl@example.com', 'zoe@example.com', 'gerda@example.co', 'otto@example.comm', ''])
      await expect(store.beginSignIn({ email }, [])).resolves.toMatchObject({ found: null })
    for (const { id, email } of [lower, upper])
      await expect(store.beginSignIn({ email: email?.canonical ?? '' }, [])).resolves.toMatchObject({ found: { person: { id } } })
    await expect(store.beginSignIn({ signInName: 'gerda@example.com' }, [])).resolves.toMatchObject({ found: null })
  })

  it('find by number whoever signs in by number', async () => {
    const { store } = at()
    const person = await add(store, { externalId: 'N-5' })
    await store.changePerson(
      { id: person.id },
      (before, now) => withFacts(before, { signInName: 'N-5', activatedAt: now, hasPassword: true }),
      {
        actor: 'holder',
        passwordHash: 'h',
      },
    )
    await expect(store.beginSignIn({ signInName: 'N-5' }, [])).resolves.toMatchObject({ found: { passwordHash: 'h' }, tallies: [] })
  })
})
