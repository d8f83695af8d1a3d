// Every filter against a plain one in memory: lists, counts and selections find the same people, while rows change and at size by index.

import { accountStatus, emailStatus, foldForSearch, type Person } from '@foyer/core'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { callsOf } from '../../test/count-statements.ts'
import { insertMany } from '../../test/insert-many.ts'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, addOnline, withFacts } from '../../test/people.ts'
import type { ListedPerson } from './person.port.ts'
import type { PersonFilter, PersonPosition, PersonSort } from './user-list.port.ts'

const SEED = Number(process.env.FOYER_SEED ?? Math.floor(Math.random() * 2 ** 31))
const DAY_MS = 86_400_000
const places = ['Köln', 'Bonn', 'Aachen']
const departments = ['Lager', 'Büro']
const lastNames = ['Weber', 'Öztürk', 'Łukasik', 'Anne-Marie', "O'Neil"]
const searches = ['web', 'oz', 'we', 'neil', 'marie we', 'p1', 'person1', 'n-10', 'zz', 'a', 'Weber köln', '%', 'é']

type Kind = NonNullable<PersonFilter['invitation']>[number]

const isIn: Record<Kind, (person: ListedPerson['person'], now: number) => boolean> = {
  expired: ({ invitation }, now) => invitation !== null && invitation.expiresAt <= now,
  not_begun: ({ invitation }) => invitation !== null && invitation.begunAt === null,
  no_carrier: ({ invitation }) => invitation !== null && invitation.carriers.length === 0,
  bounced: ({ email }) => email !== null && email.bouncedAt !== null,
  complained: ({ email }) => email !== null && email.complainedAt !== null,
  refused: ({ email }) => email !== null && email.refusedAt !== null,
}

const searchedWords = ({ profile, email }: ListedPerson['person']): string[] =>
  foldForSearch(
    [profile.firstName, profile.lastName, profile.externalId, email?.setBy === 'manager' ? email.canonical : null]
      .filter((part) => part !== null)
      .join(' '),
  ).split(' ')

/** What each part of a filter means, said once more without a database. */
const matches = (person: ListedPerson['person'], filter: PersonFilter, now: number): boolean => {
  const { status, emailStatus: address, application, invitation, location, department, changedAfter, search } = filter
  if (status !== undefined && !status.includes(accountStatus(person))) return false
  if (address !== undefined && !address.includes(emailStatus(person.email) ?? 'none')) return false
  if (application !== undefined && !person.access.some((access) => access.application === application)) return false
  if (invitation !== undefined && !invitation.some((kind) => isIn[kind](person, now))) return false
  if (location !== undefined && !location.includes(person.profile.location ?? '')) return false
  if (department !== undefined && !department.includes(person.profile.department ?? '')) return false
  if (changedAfter !== undefined && person.changedAt <= changedAfter) return false
  const words = searchedWords(person)
  return foldForSearch(search ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .every((word) => words.some((one) => ([...word].length < 3 ? one.startsWith(word) : one.includes(word))))
}

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 })

/** Left out twice as often as given: with everything at once nobody would be found. */
const seldom = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

onEachDatabase('a filter', (at) => {
  let people: ListedPerson['person'][] = []
  let moments: number[] = []

  const change = (id: string, facts: (person: Person, now: number) => Partial<Person>) =>
    at().store.changePerson({ id }, (before, now) => withFacts(before, { changedAt: now, ...facts(before, now) }), { actor: 'system' })

  const enterPeople = async () => {
    const { store } = at()
    for (let index = 0; index < 72; index += 1) {
      const profile = {
        firstName: index % 7 === 0 ? null : `P${index}`,
        lastName: lastNames[index % lastNames.length] ?? null,
        externalId: index % 2 === 0 ? `N-${1000 + index}` : null,
        location: places[index % 4] ?? null,
        department: departments[index % 3] ?? null,
      }
      const email = `person${index}@example.com`
      const form = index % 6
      if (form === 5) {
        await addOnline(store, { ...profile, email, application: index % 4 === 1 ? 'portal' : 'app' })
        continue
      }
      const { id } = await add(store, {
        ...profile,
        ...(form === 0 ? {} : { email }),
        ...(form >= 2 ? { invite: index % 4 === 0 ? 'portal' : 'app' } : {}),
      })
      if (form === 3) await change(id, ({ invitation }, now) => ({ invitation: invitation && { ...invitation, begunAt: now } }))
      if (form === 4) await change(id, ({ invitation }) => ({ invitation: invitation && { ...invitation, carriers: [] } }))
      if (index % 9 === 0) await change(id, ({ email: before }, now) => ({ email: before && { ...before, bouncedAt: now } }))
      if (index % 9 === 4) await change(id, ({ email: before }, now) => ({ email: before && { ...before, complainedAt: now } }))
      if (index % 9 === 7) await change(id, ({ email: before }, now) => ({ email: before && { ...before, refusedAt: now } }))
      if (index % 10 === 1) await change(id, ({ email: before }) => ({ email: before && { ...before, setBy: 'holder' } }))
      if (index % 11 === 2)
        await change(id, ({ invitation }, now) => ({ invitation: invitation && { ...invitation, expiresAt: now - DAY_MS } }))
      if (index % 13 === 0) await change(id, (_, now) => ({ deactivatedAt: now }))
    }
  }

  const walk = async (filter: PersonFilter, sort: PersonSort, limit: number, between: () => Promise<void> = async () => {}) => {
    const found: ListedPerson['person'][] = []
    let after: PersonPosition | undefined
    for (;;) {
      const page = await at().store.listUsers(filter, { sort, after, limit })
      found.push(...page.items.map(({ person }) => person))
      if (page.next === null) return found
      after = page.next
      await between()
    }
  }
  const select = async (filter: PersonFilter, limit: number) => {
    const ids: string[] = []
    for (;;) {
      const batch = await at().store.selectPersons(filter, { after: ids.at(-1), limit })
      ids.push(...batch.map(({ person }) => person.id))
      if (batch.length < limit) return ids
    }
  }

  beforeAll(async () => {
    await at().rows('delete from users')
    await enterPeople()
    people = await walk({}, 'lastName', 200)
    moments = people.map(({ changedAt }) => changedAt)
  }, 60_000)

  it('of any kind finds whom it should, in lists of every order, in counts and in selections', async () => {
    const filters: fc.Arbitrary<PersonFilter> = fc.record({
      status: seldom(some(['offline', 'invited', 'online', 'deactivated'] as const)),
      emailStatus: seldom(some(['none', 'unconfirmed', 'pending', 'confirmed'] as const)),
      application: seldom(fc.constantFrom('app', 'portal', 'nowhere')),
      invitation: seldom(some(['expired', 'bounced', 'complained', 'refused', 'not_begun', 'no_carrier'] as const)),
      location: seldom(some([...places, 'Nowhere'])),
      department: seldom(some(departments)),
      search: seldom(fc.constantFrom(...searches)),
      changedAfter: seldom(fc.constantFrom(0, ...moments)),
    })
    const sorts = fc.constantFrom<PersonSort>('lastName', '-createdAt', '-changedAt')
    const seen = { empty: 0, some: 0 }
    await fc.assert(
      fc.asyncProperty(filters, sorts, fc.integer({ min: 1, max: 80 }), async (filter, sort, limit) => {
        const now = await at().store.now()
        const expected = people.filter((person) => matches(person, filter, now)).map(({ id }) => id)
        seen[expected.length === 0 ? 'empty' : 'some'] += 1
        const listed = await walk(filter, sort, limit)
        expect(listed.map(({ id }) => id).sort()).toEqual([...expected].sort())
        const keys = listed.map((person) => (sort === '-createdAt' ? -person.createdAt : sort === '-changedAt' ? -person.changedAt : 0))
        expect(keys).toEqual([...keys].sort((one, other) => one - other))
        expect(await at().store.countUsers(filter)).toEqual({ count: expected.length, exact: true })
        expect(await select(filter, limit)).toEqual([...expected].sort())
      }),
      { numRuns: 150, seed: SEED },
    )
    // A run in which hardly anything is ever found would prove nothing.
    expect(seen.some).toBeGreaterThan(40)
  }, 120_000)

  it.each(['lastName', '-createdAt', '-changedAt'] as const)(
    'by %s skips nobody and repeats nobody while others come, go and change',
    async (sort) => {
      const { store, rows } = at()
      const before = (await walk({}, sort, 200)).map(({ id }) => id)
      const touched = new Set<string>()
      let step = 0
      const seen = await walk({}, sort, 5, async () => {
        step += 1
        const one = before[(step * 7) % before.length] ?? ''
        const other = before[(step * 11 + 3) % before.length] ?? ''
        touched.add(one).add(other)
        await change(one, ({ profile }) => ({ profile: { ...profile, lastName: step % 2 === 0 ? 'Aaa' : 'Zzz' } }))
        if (step % 3 === 0) await rows('delete from users where id = $1::uuid', [other])
        await add(store, { lastName: step % 2 === 0 ? 'Aab' : 'Zzy' })
      })
      const ids = seen.map(({ id }) => id)
      const untouched = before.filter((id) => !touched.has(id))
      expect(untouched.length).toBeGreaterThan(20)
      expect(ids.filter((id) => untouched.includes(id))).toEqual(untouched)
      await rows('delete from users')
      await enterPeople()
    },
    60_000,
  )

  it('at size reads a page along an index, whatever it filters by', async () => {
    const { store, rows } = at()
    await insertMany(
      rows,
      20_000,
      `insert into users (id, version, created_at, changed_at, fields, email_revision, last_email_revision, credential_revision, passkeys,
        sort_key, search_text, last_name, location, department, deactivated_at, email_canonical, email_entered, email_set_at, email_set_by)
      select gen_random_uuid(), 1, now() - n * interval '1 minute', now() - n * interval '1 minute', '{}', 0, 0, 0, 0,
        md5(n::text), ' ' || md5(n::text), md5(n::text), 'Ort ' || n % 500, 'Team ' || n % 500,
        case when n % 50 = 0 then now() end, 'n' || n || '@example.com', 'n' || n || '@example.com', now(), 'manager'
      from generate_series($1::int, $2::int) n`,
    )
    await rows('analyze users')
    const filters: [string, PersonFilter, PersonSort][] = [
      ['nothing', {}, 'lastName'],
      ['nothing, newest first', {}, '-createdAt'],
      ['nothing, last changed first', {}, '-changedAt'],
      ['a status', { status: ['deactivated'] }, 'lastName'],
      ['both statuses', { status: ['offline'], emailStatus: ['unconfirmed'] }, 'lastName'],
      ['several pairs of statuses', { status: ['offline', 'invited'], emailStatus: ['none', 'pending'] }, 'lastName'],
      ['a place', { location: ['Ort 7'] }, 'lastName'],
      ['a department', { department: ['Team 7'] }, 'lastName'],
      ['who changed lately', { changedAfter: Date.now() - 3_600_000 }, '-changedAt'],
      ['undeliverable mail', { invitation: ['bounced'] }, 'lastName'],
      ['unwanted mail', { invitation: ['complained'] }, 'lastName'],
      ['somebody who is not meant', { invitation: ['refused'] }, 'lastName'],
      ['a search', { search: 'c81e728d9d' }, 'lastName'],
    ]
    for (const [what, filter, sort] of filters) {
      const { next } = await store.listUsers(filter, { sort, limit: 20 })
      const pages = await callsOf(async () => {
        await store.listUsers(filter, { sort, limit: 20 })
        await store.listUsers(filter, { sort, after: next ?? undefined, limit: 20 })
      })
      expect(pages).toHaveLength(2)
      for (const { text, values } of pages) {
        const plan = (await rows<{ 'QUERY PLAN': string }>(`explain ${text}`, values)).map((line) => line['QUERY PLAN']).join('\n')
        expect(plan, `${what}\n${plan}`).not.toMatch(/Seq Scan on users/)
      }
    }
  }, 60_000)
})
