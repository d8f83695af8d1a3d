// The contract of writing many people: each is written as one alone would be, or left out.

import { type Decision, deactivatePerson, type Person, updatePerson } from '@foyer/core'
import { beforeEach, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, addOnline, contextAt, enter, withFacts } from '../../test/people.ts'
import { MetSomebody } from './conflict.ts'
import type { PersonWrite } from './import.port.ts'
import { preparePeople } from './prepare-people.ts'

const IMPORT = '01900000-0000-7000-8000-0000000000aa'

onEachDatabase('writing many people', (at) => {
  beforeEach(async () => {
    await at().rows('truncate users, events, event_values, jobs, mails cascade')
  })

  const write = (decision: Decision, before: Person | null = null): PersonWrite => {
    const { person: after, events, jobs, endSessions } = decision
    return { before, after, events, jobs, endSessions }
  }
  const writeAll = (writes: PersonWrite[], isFree = false) =>
    at().store.transaction(async (tx) => {
      const missed = await tx.keepPeople(preparePeople(writes, { actor: 'terminal', importId: IMPORT, isFree }))
      return new Set(writes.flatMap(({ after }) => (missed.has(after.id) ? [] : [after.id])))
    })
  const load = async (id: string) => (await at().store.loadPerson({ id }))?.person
  const made = (n: number) =>
    enter(
      {
        externalId: `W-${n}`,
        firstName: 'Mia',
        lastName: 'Łukasz',
        email: `w${n}@example.com`,
        invite: 'app',
        fields: { size: 'M' },
        endsAt: 4e12,
      },
      1_000_000,
    )

  it.each([
    ['said to be free', true],
    ['not known', false],
  ])('writes facts, events and jobs as one alone has them, and which import it was, with addresses %s', async (_what, isFree) => {
    const alone = made(1)
    await at().store.transaction((tx) => tx.insertPerson(alone, { actor: 'terminal' }))
    const [many, other] = [made(2), made(3)]
    expect(await writeAll([write(many), write(other)], isFree)).toEqual(new Set([many.person.id, other.person.id]))

    const rowsOf = async (id: string) => {
      const trail = await at().rows<{ type: string; data: object }>(
        'select type, channel, data from events where user_id = $1 order by id',
        [id],
      )
      const kept = await at().rows(
        'select "values" from event_values v join events e on e.id = v.event_id where e.user_id = $1 order by e.id',
        [id],
      )
      const jobs = await at().rows("select type, run_at, payload->'intent'->>'kind' as kind from jobs where user_id = $1 order by type", [
        id,
      ])
      const mails = await at().rows('select kind, state from mails where user_id = $1', [id])
      return {
        events: trail.map(({ data, ...event }) => ({ ...event, data: { ...data, importId: undefined, generation: undefined } })),
        values: kept.length,
        jobs: jobs.map((job) => ({ ...(job as object), run_at: undefined })),
        mails,
      }
    }
    expect(await rowsOf(many.person.id)).toEqual(await rowsOf(alone.person.id))
    const same = ({ id: _, invitation, profile, email, ...rest }: Person) => ({
      ...rest,
      carriers: invitation?.carriers,
      profile: { ...profile, externalId: '' },
      email: { ...email, canonical: '', entered: '' },
    })
    const [one, two] = [await load(alone.person.id), await load(many.person.id)]
    if (one === undefined || two === undefined) throw new Error('Somebody was not written')
    expect(same(two)).toEqual(same(one))
    const [row] = await at().rows<{ import_id: string }>('select import_id, sort_key, search_text from users where id = $1', [
      many.person.id,
    ])
    expect(row).toMatchObject({ import_id: IMPORT, sort_key: 'lukasz mia' })
  })

  it.each([
    ['plain', 'Müller', 'Łukasz 🎉'],
    ['signs of arrays and JSON', 'O"Neil\\, {x}', '\',\t\n"null" NULL'],
    ['the sign that stands between cells', 'a\x1fb', '\x1f'],
    ['nothing', '', 'Mia'],
  ])('keeps names of %s as they are, beside people without any', async (_what, lastName, firstName) => {
    const people = [enter({ lastName, firstName }, 1), enter({ lastName: 'NULL', firstName: 'null' }, 1), enter({ externalId: 'N-1' }, 1)]
    await writeAll(people.map((decision) => write(decision)))
    const names = await Promise.all(people.map(async ({ person }) => (await load(person.id))?.profile))
    expect(names.map((profile) => [profile?.lastName, profile?.firstName])).toEqual([
      [lastName, firstName],
      ['NULL', 'null'],
      [null, null],
    ])
  })

  it('leaves out whoever meets the address or the number of somebody, with everything of theirs', async () => {
    await add(at().store, { externalId: 'X-1', email: 'x@example.com' })
    const [number, address, fine] = [
      enter({ externalId: 'X-1' }, 1),
      enter({ email: 'x@example.com', invite: 'app' }, 1),
      enter({ externalId: 'X-2' }, 1),
    ]
    expect(await writeAll([write(number), write(address), write(fine)])).toEqual(new Set([fine.person.id]))
    const [{ count } = { count: -1 }] = await at().rows<{ count: number }>('select count(*) from events where user_id = any($1::uuid[])', [
      [number.person.id, address.person.id],
    ])
    expect(Number(count)).toBe(0)
    expect(await at().rows('select 1 from jobs where type = $1', ['mail'])).toEqual([])
  })

  it('writes nobody where an address or a number that was said to be free is not', async () => {
    await add(at().store, { externalId: 'X-1', email: 'x@example.com' })
    for (const met of [enter({ externalId: 'X-1' }, 1), enter({ email: 'x@example.com', invite: 'app' }, 1)]) {
      const fine = enter({ externalId: 'X-2', email: 'x2@example.com', invite: 'app' }, 1)
      await expect(writeAll([write(fine), write(met)], true)).rejects.toBeInstanceOf(MetSomebody)
      expect(await load(fine.person.id)).toBeUndefined()
    }
    expect(await at().rows('select 1 from mails')).toEqual([])
  })

  it('writes nobody where an address is kept for its last holder, who may take it back, and everybody once it is not', async () => {
    const { store } = at()
    const holder = await addOnline(store, { email: 'kept@example.com' })
    const replaced = (before: Person, now: number) =>
      withFacts(before, {
        email: before.email === null ? null : { ...before.email, canonical: 'new@example.com', entered: 'new@example.com' },
        formerEmail: { canonical: 'kept@example.com', entered: 'kept@example.com', changedAt: now, undoUntil: now + 60_000 },
      })
    await store.changePerson({ id: holder.id }, replaced, { actor: 'holder' })
    const both = ['kept@example.com', 'free@example.com'].map((email) => write(enter({ email, invite: 'app' }, 1)))
    await expect(writeAll(both, true)).rejects.toBeInstanceOf(MetSomebody)
    await expect(writeAll(both)).rejects.toMatchObject({ constraint: 'users_former_email' })
    expect(await at().rows(`select 1 from users where email_canonical like '%@example.com'`)).toHaveLength(1)
    await store.shiftClock(61_000)
    expect((await writeAll(both)).size).toBe(2)
    await store.shiftClock(0)
  })

  it('leaves no name waiting for its place in the index for searches once statistics are fresh', async () => {
    await writeAll([write(made(7))])
    await at().store.refreshStatistics()
    expect(await at().rows(`select gin_clean_pending_list('users_search')::int4 as pages`)).toEqual([{ pages: 0 }])
  })

  it('changes each only at the version that was seen', async () => {
    const [seen, passed] = [await add(at().store, { externalId: 'Y-1' }), await add(at().store, { externalId: 'Y-2' })]
    const rename = (person: Person) => updatePerson(person, { profile: { lastName: 'Neu' } }, contextAt(2_000_000))
    await at().store.changePerson(
      { id: passed.id },
      (person, now) => updatePerson(person, { profile: { firstName: 'Da' } }, contextAt(now)),
      { actor: 'system' },
    )
    expect(await writeAll([write(rename(seen), seen), write(rename(passed), passed)])).toEqual(new Set([seen.id]))
    expect([(await load(seen.id))?.profile.lastName, (await load(seen.id))?.version, (await load(passed.id))?.profile.lastName]).toEqual([
      'Neu',
      2,
      null,
    ])
  })

  it('ends invitations, pending access and sessions with those who leave', async () => {
    const person = await add(at().store, { externalId: 'Z-1', email: 'z@example.com', invite: 'app' })
    expect(await writeAll([write(deactivatePerson(person, {}, contextAt(3_000_000)), person)])).toEqual(new Set([person.id]))
    expect(await load(person.id)).toMatchObject({ deactivatedAt: 3_000_000, invitation: null, access: [] })
    expect(await at().rows('select ended_reason from grants where user_id = $1', [person.id])).toEqual([{ ended_reason: 'deactivated' }])
  })
})
