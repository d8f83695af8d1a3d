// The contract of the trail: in commit order, with nothing passed by, and personal values that can be erased.

import { type NewEvent, updatePerson } from '@foyer/core'
import { beforeEach, expect, it } from 'vitest'
import { callsOf } from '../../test/count-statements.ts'
import { insertMany } from '../../test/insert-many.ts'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, contextAt } from '../../test/people.ts'
import type { EventPosition, StoredEvent } from './event.port.ts'
import { mendTrail } from './mend-trail.ts'

const told = (name: string): NewEvent => ({ type: 'user.updated', data: { name } })

onEachDatabase('the trail', (at, kind) => {
  beforeEach(async () => {
    await at().rows('truncate events, event_values')
  })

  const everything = async (
    options: { userId?: string; types?: string[]; actor?: string; from?: 'oldest' | 'newest' } = {},
    limit = 2,
  ): Promise<StoredEvent[]> => {
    const events: StoredEvent[] = []
    let after: EventPosition | undefined
    for (;;) {
      const page = await at().store.listEvents({ ...options, after, limit })
      events.push(...page.items)
      if (page.next === null) return events
      after = page.next
    }
  }
  const names = (events: StoredEvent[]) => events.map(({ data }) => data.name)

  it('tells what happened, by whom and to whom', async () => {
    const { store } = at()
    const person = await add(store, { email: 'trail@example.com', externalId: 'T-1' })
    await store.addEvents(null, [{ type: 'owner.link_made', data: {} }], 'terminal')
    const [created, made] = await everything()
    expect(created).toMatchObject({
      type: 'user.created',
      userId: person.id,
      actor: 'system',
      channel: null,
      data: {},
      values: { email: 'trail@example.com', externalId: 'T-1' },
    })
    expect(Math.abs((created?.at ?? 0) - person.createdAt)).toBeLessThan(5000)
    expect(made).toMatchObject({ type: 'owner.link_made', userId: null, actor: 'terminal', values: null })
  })

  it('is read in pages, by person and by type, from either end', async () => {
    const { store } = at()
    const person = await add(store, {})
    for (let index = 0; index < 5; index += 1) {
      await store.changePerson(
        { id: person.id },
        (before, now) => updatePerson(before, { profile: { lastName: `N${index}` } }, contextAt(now)),
        { actor: 'system' },
      )
      await store.addEvents(null, [told(`${index}a`), told(`${index}b`)], 'system')
      if (index === 2) await store.addEvents(null, [{ type: 'owner.link_made', data: {} }], 'terminal')
    }
    const all = await everything()
    expect(all).toHaveLength(17)
    expect(await everything({ types: ['owner.link_made'] })).toHaveLength(1)
    expect(await everything({}, 100)).toEqual(all)
    expect((await everything({ from: 'newest' }, 3)).reverse()).toEqual(all)
    expect(await everything({ userId: person.id })).toHaveLength(6)
    expect(await everything({ userId: person.id, types: ['user.created'] })).toHaveLength(1)
    expect(await everything({ types: ['user.deleted'] })).toEqual([])
    const both = await everything({ types: ['user.created', 'user.updated', 'owner.link_made'] }, 3)
    expect(both).toEqual(all)
    expect((await everything({ types: ['owner.link_made', 'user.updated', 'user.created'], from: 'newest' }, 5)).reverse()).toEqual(all)
    expect(await everything({ userId: person.id, types: ['nothing.known'] })).toEqual([])
    expect(await everything({ types: ['nothing.known'] })).toEqual([])
    expect(await everything({ userId: 'nobody' })).toEqual([])
    expect(await everything({ types: ['user.updated'], actor: 'system' }, 4)).toHaveLength(15)
    expect(await everything({ types: ['user.updated', 'owner.link_made'], actor: 'terminal' })).toHaveLength(1)
    expect(await everything({ types: ['user.updated'], actor: 'terminal' })).toEqual([])
    expect(names(all).filter((name) => name !== undefined)).toEqual(['0a', '0b', '1a', '1b', '2a', '2b', '3a', '3b', '4a', '4b'])
  })

  it.runIf(kind === 'PostgreSQL')('passes no event by that a slow transaction writes', async () => {
    const { store } = at()
    await store.addEvents(null, [told('before')], 'system')
    let commit = () => {}
    let wrote = () => {}
    const written = new Promise<void>((resolve) => {
      wrote = resolve
    })
    const slow = store.transaction(async (tx) => {
      await tx.addEvents(null, [told('slow')], 'system')
      wrote()
      await new Promise<void>((resolve) => {
        commit = resolve
      })
    })
    await written
    await store.addEvents(null, [told('fast')], 'system')
    const seen = await everything()
    expect(names(seen)).toEqual(['before'])
    commit()
    await slow
    const later = await store.listEvents({ after: seen.at(-1)?.position, limit: 100 })
    expect(names(later.items)).toEqual(['slow', 'fast'])
  })

  it('passes by what millions do where nobody did it, with every filter', async () => {
    const { store, rows } = at()
    await insertMany(
      rows,
      60_000,
      `insert into events (type, actor, data) select case g % 2 when 0 then 'user.created' else 'session.started' end,
      case g % 2 when 0 then 'api_key:k' || g % 3 else 'holder:h' end, '{}' from generate_series($1::int, $2::int) g`,
    )
    await rows('analyze events')
    for (const filter of [
      { types: ['mail.delivered'] },
      { types: ['session.started'], actor: 'api_key' },
      { types: ['user.created', 'session.started'], actor: 'terminal' },
      { actor: 'terminal' },
      { types: ['user.created'], actor: 'api_key:unknown' },
    ]) {
      const [call, ...more] = await callsOf(async () => {
        expect((await store.listEvents({ ...filter, from: 'newest', limit: 50 })).items).toEqual([])
      })
      expect(more).toEqual([])
      const plan = (await rows<{ 'QUERY PLAN': string }>(`explain ${call?.text}`, call?.values))
        .map((line) => line['QUERY PLAN'])
        .join('\n')
      expect(plan, JSON.stringify(filter)).toContain('events_by_filter')
      expect(plan, JSON.stringify(filter)).not.toMatch(/Seq Scan on events|events_pkey/)
    }
    expect((await store.listEvents({ types: ['session.started'], actor: 'holder', limit: 50 })).items).toHaveLength(50)
  })

  it('goes on after a backup was restored into a cluster with fewer transactions', async () => {
    const { store, db, rows } = at()
    await store.addEvents(null, [told('one'), told('two')], 'system')
    await rows('update events set xid = xid + 1000000000')
    await expect(everything()).resolves.toEqual([])
    await Promise.all([mendTrail(db), mendTrail(db)])
    const before = await store.listEvents({ limit: 10 })
    expect(names(before.items)).toEqual(['one', 'two'])
    await store.addEvents(null, [told('three')], 'system')
    expect(names(await everything())).toEqual(['one', 'two', 'three'])
    const later = await store.listEvents({ after: before.items.at(-1)?.position, limit: 10 })
    expect(names(later.items)).toEqual(['three'])
    await mendTrail(db)
    expect(names(await everything())).toEqual(['one', 'two', 'three'])
  })
})
