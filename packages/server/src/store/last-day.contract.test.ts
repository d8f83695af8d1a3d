// The contract of last days: who is looked for, in what order, and how little that costs where nobody is due.

import { deactivatePerson, deletePerson } from '@foyer/core'
import { beforeEach, expect, it } from 'vitest'
import { callsOf } from '../../test/count-statements.ts'
import { insertMany } from '../../test/insert-many.ts'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, contextAt } from '../../test/people.ts'
import type { OverduePerson } from './last-day.port.ts'

const DAY_MS = 86_400_000

onEachDatabase('people past their last day', (at) => {
  beforeEach(async () => {
    await at().rows('delete from users')
  })

  const everybody = async (limit: number): Promise<string[]> => {
    const ids: string[] = []
    let page: OverduePerson[] = []
    do {
      page = await at().store.listOverduePeople({ after: page.at(-1) ?? null, limit })
      ids.push(...page.map(({ id }) => id))
    } while (page.length === limit)
    return ids
  }

  it('are those who are not deactivated, the earliest first, each once', async () => {
    const { store, rows } = at()
    const now = await store.now()
    const ending = (endsAt: number | null) => add(store, { endsAt })
    const second = [await ending(now - DAY_MS), await ending(now - DAY_MS), await ending(now - DAY_MS)].map(({ id }) => id)
    const first = await ending(now - 2 * DAY_MS)
    const last = await ending(now)
    await ending(null)
    await ending(now + DAY_MS)
    const [blocked, gone] = [await ending(now - DAY_MS), await ending(now - DAY_MS)]
    await store.changePerson({ id: blocked.id }, (person, moment) => deactivatePerson(person, {}, contextAt(moment)), { actor: 'system' })
    await store.changePerson({ id: gone.id }, (person, moment) => deletePerson(person, contextAt(moment)), { actor: 'system' })
    // As no Foyer writes it: between two milliseconds.
    await rows(`update users set ends_at = ends_at + interval '1 microsecond' where id = $1::uuid`, [first.id])
    for (const limit of [1, 2, 4, 100]) expect(await everybody(limit), String(limit)).toEqual([first.id, ...second.sort(), last.id])
    const waiting = (await store.waitingJobs()).find(({ type }) => type === 'end_account')
    expect(waiting).toEqual({ type: 'end_account', due: 5, oldestMs: expect.any(Number) })
    expect(waiting?.oldestMs).toBeGreaterThanOrEqual(2 * DAY_MS)
  })

  it('are found along their index, also among many who are to come, who were deactivated, and who have no last day', async () => {
    const { store, rows } = at()
    await insertMany(
      rows,
      9_000,
      `insert into users (id, version, created_at, changed_at, fields, email_revision, last_email_revision, credential_revision, passkeys,
        access_text, sort_key, search_text, ends_at, deactivated_at)
      select gen_random_uuid(), 1, now(), now(), '{}', 0, 0, 0, 0, '', '', '',
        case g % 3 when 0 then null when 1 then now() + g * interval '1 hour' else now() - g * interval '1 hour' end,
        case g % 3 when 2 then now() end
      from generate_series($1::int, $2::int) g`,
    )
    await rows('analyze users')
    const calls = await callsOf(async () => {
      expect(await store.listOverduePeople({ after: null, limit: 50 })).toEqual([])
      await store.waitingJobs()
    })
    expect(calls).toHaveLength(2)
    for (const { text, values } of calls) {
      const plan = (await rows<{ 'QUERY PLAN': string }>(`explain ${text}`, values)).map((line) => line['QUERY PLAN']).join('\n')
      expect(plan).toMatch(/(Index Scan using|Index Only Scan using|Bitmap Index Scan on) users_ending/)
      expect(plan).not.toMatch(/Seq Scan on users|users_pkey/)
    }
  })
})
