// The contract of lists: every page continues the one before, a search finds what it should, and counts say when they stop.

import { randomUUID } from 'node:crypto'
import { type Person, revokeInvitation } from '@foyer/core'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { insertMany } from '../../test/insert-many.ts'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, addOnline, contextAt, withFacts } from '../../test/people.ts'
import type { PersonFilter, PersonPage, PersonPosition, PersonSort } from './user-list.port.ts'

onEachDatabase('lists of people', (at) => {
  const people: Person[] = []
  const add100 = async () => {
    const { store } = at()
    for (let index = 0; index < 100; index += 1) {
      const lastName = ['Weber', 'weber', 'Öztürk', 'Łukasik', 'Ähren'][index % 5] ?? ''
      const kind = index % 4
      const input = {
        lastName,
        firstName: index < 50 ? 'Mia' : `P${index}`,
        location: index % 2 === 0 ? 'Köln' : 'Bonn',
        department: index % 10 === 0 ? 'Lager' : 'Büro',
        externalId: `N-${1000 + index}`,
      }
      const email = `person${index}@example.com`
      if (kind === 0) people.push(await add(store, input))
      if (kind === 1) people.push(await add(store, { ...input, email }))
      if (kind === 2) people.push(await add(store, { ...input, email, invite: 'app' }))
      if (kind === 3) people.push(await addOnline(store, { ...input, email }))
    }
  }
  beforeAll(async () => {
    await at().rows('delete from users')
    await add100()
  })
  afterEach(() => at().store.shiftClock(0))

  const walk = async (filter: PersonFilter, sort: PersonSort, limit: number): Promise<string[]> => {
    const ids: string[] = []
    let after: PersonPosition | undefined
    for (;;) {
      const page: PersonPage = await at().store.listUsers(filter, { sort, after, limit })
      ids.push(...page.items.map(({ person }) => person.id))
      if (page.next === null) return ids
      expect(page.items).toHaveLength(limit)
      after = page.next
    }
  }
  const found = async (filter: PersonFilter) => (await walk(filter, 'lastName', 200)).length

  it.each(['lastName', '-createdAt', '-changedAt'] as const)('go through everybody once in pages, sorted by %s', async (sort) => {
    const whole = await walk({}, sort, 200)
    expect(whole).toHaveLength(100)
    expect(new Set(whole).size).toBe(100)
    for (const limit of [1, 7, 50, 100]) expect(await walk({}, sort, limit)).toEqual(whole)
  })

  it('sort names without regard to case and marks', async () => {
    const page = await at().store.listUsers({}, { sort: 'lastName', limit: 100 })
    const names = page.items.map(({ person }) => person.profile.lastName?.toLowerCase())
    expect(names).toEqual([
      ...Array(20).fill('ähren'),
      ...Array(20).fill('łukasik'),
      ...Array(20).fill('öztürk'),
      ...Array(40).fill('weber'),
    ])
  })

  it('say of each what is on file', async () => {
    const { store } = at()
    const page = await store.listUsers({ status: ['invited'] }, { sort: 'lastName', limit: 3 })
    for (const item of page.items) {
      const loaded = await store.loadPerson({ id: item.person.id })
      expect(loaded?.person).toMatchObject(item.person)
      expect(item.person.access).not.toHaveLength(0)
      expect(item.delivery).toBe('queued')
    }
  })

  it('filter by either status and both, in pages', async () => {
    expect(await found({ status: ['offline'] })).toBe(50)
    expect(await found({ status: ['invited', 'online'] })).toBe(50)
    expect(await found({ emailStatus: ['none', 'confirmed'] })).toBe(50)
    expect(await found({ status: ['offline'], emailStatus: ['unconfirmed'] })).toBe(25)
    expect(await found({ status: ['deactivated'] })).toBe(0)
    expect(await found({ status: [] })).toBe(0)
    const some: PersonFilter = { status: ['offline', 'online', 'offline'], emailStatus: ['none', 'confirmed'] }
    const whole = await walk(some, 'lastName', 200)
    expect(whole).toHaveLength(50)
    expect(new Set(whole).size).toBe(50)
    expect(await walk(some, 'lastName', 3)).toEqual(whole)
    expect(await walk(some, '-createdAt', 3)).toHaveLength(50)
  })

  it('filter by place, department, application and time of change', async () => {
    const { store } = at()
    expect(await found({ location: ['Köln'] })).toBe(50)
    expect(await found({ location: ['Köln', 'Bonn'], department: ['Lager'] })).toBe(10)
    expect(await found({ location: ['köln'] })).toBe(0)
    expect(await found({ location: ['K\0'], department: ['\0'] })).toBe(0)
    expect(await found({ application: 'app' })).toBe(50)
    expect(await found({ application: 'portal' })).toBe(0)
    const changedAfter = await store.now()
    expect(await found({ changedAfter })).toBe(0)
    const [first] = people
    await store.shiftClock(1000)
    await store.changePerson({ id: first?.id ?? '' }, (before, now) => withFacts(before, { signInName: 'x', changedAt: now }), {
      actor: 'system',
    })
    expect(await found({ changedAfter })).toBe(1)
  })

  it('filter by what became of the invitation', async () => {
    const { store } = at()
    expect(await found({ invitation: ['not_begun'] })).toBe(25)
    expect(await found({ invitation: ['expired'] })).toBe(0)
    expect(await found({ invitation: ['bounced'] })).toBe(0)
    expect(await found({ invitation: ['no_carrier'] })).toBe(0)
    const [one, two] = people.filter(({ invitation }) => invitation !== null)
    await store.changePerson(
      { id: one?.id ?? '' },
      (before, now) => withFacts(before, { email: before.email && { ...before.email, bouncedAt: now } }),
      {
        actor: 'system',
      },
    )
    await store.changePerson(
      { id: two?.id ?? '' },
      (before) => withFacts(before, { invitation: before.invitation && { ...before.invitation, carriers: [] } }),
      {
        actor: 'system',
      },
    )
    expect(await found({ invitation: ['bounced'] })).toBe(1)
    expect(await found({ invitation: ['no_carrier'] })).toBe(1)
    expect(await found({ invitation: ['bounced', 'no_carrier'] })).toBe(2)
    await store.shiftClock(15 * 86_400_000)
    expect(await found({ invitation: ['expired'] })).toBe(25)
    expect(await found({ invitation: ['bounced', 'expired'], location: ['Bonn'] })).toBe(0)
  })

  it('search names, addresses and numbers, without regard to case and marks', async () => {
    const expected: [string, number][] = [
      ['weber', 40],
      ['WEB', 40],
      ['ozturk', 20],
      ['Öztürk mia', 10],
      ['mi', 50],
      ['m', 50],
      ['ia', 0],
      ['eb', 0],
      ['erson17@', 1],
      ['n-1042', 1],
      ['1042', 1],
      ['we', 40],
      ['nobody', 0],
      ['%', 0],
      ['_eber', 0],
      ['\\', 0],
      ['   ', 100],
      ["we'ber", 40],
    ]
    for (const [search, count] of expected) expect(await found({ search }), search).toBe(count)
    expect(await found({ search: 'weber', status: ['online'], location: ['Köln'] })).toBe(0)
    const whole = await walk({ search: 'weber' }, 'lastName', 200)
    expect(await walk({ search: 'weber' }, 'lastName', 7)).toEqual(whole)
    expect(await walk({ search: 'weber' }, '-createdAt', 7)).toHaveLength(40)
  })

  it('cannot be searched by an address that its holder typed', async () => {
    const { store } = at()
    const person = await add(store, { lastName: 'Typed', email: 'typed.secret@example.com' })
    expect(await found({ search: 'typed.secret' })).toBe(1)
    const byHolder = (before: Person) => withFacts(before, { email: before.email && { ...before.email, setBy: 'holder' } })
    await store.changePerson({ id: person.id }, byHolder, { actor: 'holder' })
    expect(await found({ search: 'typed.secret' })).toBe(0)
    await at().rows('delete from users where id = $1::uuid', [person.id])
  })

  it('leave out the erased, and those who are invited no more', async () => {
    const { store } = at()
    const person = await add(store, { lastName: 'Kurz', email: 'kurz@example.com', invite: 'app' })
    expect(await found({ search: 'kurz', status: ['invited'] })).toBe(1)
    await store.changePerson({ id: person.id }, (before, now) => revokeInvitation(before, contextAt(now)), { actor: 'system' })
    expect(await found({ search: 'kurz', status: ['invited'] })).toBe(0)
    await at().rows(
      `update users set deleted_at = now(), last_name = null, sort_key = '', search_text = '', email_canonical = null, email_entered = null,
        email_set_at = null, email_set_by = null, email_issued_at = null where id = $1::uuid`,
      [person.id],
    )
    expect(await walk({}, 'lastName', 200)).toHaveLength(100)
    await expect(store.countUsers({})).resolves.toEqual({ count: 100, exact: true })
  })

  it('count by the same filters', async () => {
    const { store } = at()
    await expect(store.countUsers({})).resolves.toEqual({ count: 100, exact: true })
    await expect(store.countUsers({ status: ['invited'], search: 'weber' })).resolves.toEqual({ count: 10, exact: true })
  })

  it('say when there are more than they count or sort', async () => {
    const { store, rows } = at()
    const [sample] = people
    await insertMany(
      (text, numbers = []) => rows(text, [...numbers, sample?.id]),
      10_001,
      `insert into users (id, version, created_at, changed_at, fields, email_revision, last_email_revision, credential_revision, passkeys,
        sort_key, search_text, last_name)
      select gen_random_uuid(), 1, created_at, changed_at, fields, 0, 0, 0, 0, 'zz many', ' many ' || n, 'Many'
      from users, generate_series($1::int, $2::int) n where id = $3::uuid`,
    )
    await expect(store.countUsers({})).resolves.toEqual({ count: 10_000, exact: false })
    const page = await store.listUsers({ search: 'many' }, { sort: 'lastName', limit: 10 })
    expect(page).toMatchObject({ more: 'refine' })
    expect(page.items).toHaveLength(10)
    await expect(store.listUsers({ search: 'weber' }, { sort: 'lastName', limit: 10 })).resolves.toMatchObject({ more: null })
    await expect(store.listUsers({}, { sort: 'lastName', limit: 10 })).resolves.toMatchObject({ more: null })
    const beyond = { value: 'zz many', id: randomUUID() }
    expect((await store.listUsers({}, { sort: 'lastName', after: beyond, limit: 10 })).items.length).toBeGreaterThan(0)
  })
})
