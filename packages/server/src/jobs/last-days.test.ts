// The last day of each person is carried out once: whatever stops, however many servers there are, and whoever else fails.

import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { goOn, linkIn, openExampleFoyer } from '../../test/example-foyer.ts'
import { rowsOf } from '../../test/production-foyer.ts'
import { runOnPostgres } from '../../test/run-on-postgres.ts'
import { onServerGroup } from '../../test/server-group.ts'
import { openSharedMailbox } from '../../test/shared-mailbox.ts'

const DAY_MS = 86_400_000
const SECRETS = 'test:q8Zr2LmX0vTn5Yb7Wc4Dk9Pf1Hs6Ja3GxEuRiOtBlQ8='
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString()

const lines: { level: number; msg: string; people?: number; user?: string }[] = []
const mailbox = openSharedMailbox()
const log = pino({ level: 'warn' }, { write: (line) => lines.push(JSON.parse(line) as (typeof lines)[number]) })

onServerGroup(
  'last days',
  (database) => openExampleFoyer({ secrets: SECRETS }, { database, log, transport: mailbox }),
  (group) => {
    const { name, open, first, start, stop } = group
    /** All servers at once, so that they meet. */
    const work = () => Promise.all(open.flatMap((foyer) => [foyer.idle(), foyer.idle()]))
    const call = async (method: string, path: string, body?: object) => {
      const answer = await first().manage(method, path, body)
      if (answer.status !== 200) throw new Error(answer.text)
      return answer.body
    }
    /** Signed in; whichever server mailed the link. */
    const join = async ({ application = 'app', role }: { application?: string; role?: 'owner' } = {}) => {
      const email = `${randomUUID()}@example.com`
      const id = await first().enter({ firstName: 'Mia', email, invite: { application, ...(role === undefined ? {} : { role }) } })
      const browser = first().browser({ application })
      await goOn(browser, await browser.start({ link: linkIn((await mailbox.lastTo(email)).text) }))
      return { id, browser }
    }
    const ending = (days: number | null): Promise<string> => first().enter({ endsAt: days === null ? null : inDays(days) })
    const statusOf = async (id: string) => (await call('GET', `/api/users/${id}`)).status
    const ends = async (id: string) =>
      (await first().store.listEvents({ limit: 100, userId: id, types: ['user.deactivated'] })).items.map(({ data }) => data.because)

    it('end each account once when they are over, whoever looks at the same moment', async () => {
      const ids = await Promise.all(Array.from({ length: 60 }, (_, at) => ending(1 + (at % 3) / 1000)))
      const later = await ending(3)
      await work()
      expect(await Promise.all(ids.map(statusOf))).toEqual(ids.map(() => 'offline'))
      await first().shiftClock(1.5 * DAY_MS)
      await work()
      await work()
      expect(await Promise.all(ids.map(ends))).toEqual(ids.map(() => ['last_day']))
      expect(await Promise.all(ids.map(statusOf))).toEqual(ids.map(() => 'deactivated'))
      expect(await statusOf(later)).toBe('offline')
      await first().shiftClock(0)
    }, 60_000)

    it('count as they stand on file: entered in the past, moved, cleared, met by a block, come back from, or erased', async () => {
      const member = await join()
      const past = await ending(-1)
      const [moved, cleared, blocked, back, erased, sooner] = await Promise.all([1, 1, 1, 1, 1, 9].map(ending))
      await call('PATCH', `/api/users/${moved}`, { endsAt: inDays(3) })
      await call('PATCH', `/api/users/${cleared}`, { endsAt: null })
      await call('PATCH', `/api/users/${sooner}`, { endsAt: inDays(-2) })
      await call('POST', `/api/users/${member.id}/deactivate`, { at: inDays(1) })
      for (const id of [blocked, back]) await call('POST', `/api/users/${id}/deactivate`, {})
      await call('POST', `/api/users/${back}/reactivate`, {})
      await first().manage('DELETE', `/api/users/${erased}`)
      await work()
      expect([await ends(past), await ends(String(sooner))]).toEqual([['last_day'], ['last_day']])
      expect(await statusOf(member.id)).toBe('online')
      const session = async () => (await member.browser.post('/session/current', { application: 'app' })).body.session
      expect(await session()).not.toBeNull()

      await first().shiftClock(2 * DAY_MS)
      expect(await session(), 'at the very moment').toBeNull()
      await work()
      const told = await Promise.all([moved, cleared, blocked, back, erased, member.id].map((id) => ends(String(id))))
      expect(told).toEqual([[], [], ['asked'], ['asked', 'last_day'], [], ['last_day']])
      // Whoever comes back from a day that is over has none any more.
      expect(await call('POST', `/api/users/${member.id}/reactivate`, {})).toMatchObject({ status: 'online', endsAt: null })
      expect(await call('POST', `/api/users/${blocked}/reactivate`, {})).toMatchObject({ status: 'offline', endsAt: null })

      await first().shiftClock(4 * DAY_MS)
      await work()
      expect(await Promise.all([moved, blocked, member.id].map((id) => ends(String(id))))).toEqual([['last_day'], ['asked'], ['last_day']])
      await first().shiftClock(0)
    }, 60_000)

    it('are given to no last owner, and end any other owner', async () => {
      const [stays, leaves] = [await join({ application: 'portal', role: 'owner' }), await join({ application: 'portal', role: 'owner' })]
      await call('PATCH', `/api/users/${leaves.id}`, { endsAt: inDays(1) })
      expect((await first().manage('PATCH', `/api/users/${stays.id}`, { endsAt: inDays(2) })).body.code).toBe('last_owner')
      await first().shiftClock(3 * DAY_MS)
      await work()
      expect([await statusOf(stays.id), await statusOf(leaves.id)]).toEqual(['online', 'deactivated'])
      await first().shiftClock(0)
    })

    it('need no job, and one that a server of a version before wrote does no harm', async () => {
      const [due, moved] = [await ending(1), await ending(9)]
      for (const id of [due, moved])
        for (const days of [-1, 1])
          await first().store.enqueueJob({ type: 'end_account', payload: {}, userId: id, runAt: Date.now() + days * DAY_MS })
      await first().shiftClock(2 * DAY_MS)
      await work()
      expect([await ends(due), await ends(moved)]).toEqual([['last_day'], []])
      const { store } = first()
      expect((await store.waitingJobs()).filter(({ type }) => type === 'end_account')).toEqual([])
      expect(await store.claimJobs({ limit: 10, leaseMs: 1, by: 'test', types: ['end_account'] })).toEqual([])
      const { url } = group.database()
      if (url !== undefined)
        expect(await rowsOf(url, `select 1 from jobs where type = 'end_account' and done_at is null`), 'none is given up').toEqual([])
      await first().shiftClock(0)
    })

    it('that a stopping server leaves are carried out by the next', async () => {
      const ids = await Promise.all(Array.from({ length: 120 }, () => ending(1)))
      await first().shiftClock(2 * DAY_MS)
      const working = open.map((foyer) => foyer.idle().catch(() => undefined))
      await expect.poll(async () => (await Promise.all(ids.map(ends))).flat().length).toBeGreaterThan(0)
      await stop()
      await Promise.all(working)
      await start()
      await work()
      expect(await Promise.all(ids.map(ends))).toEqual(ids.map(() => ['last_day']))
      await first().shiftClock(0)
    }, 60_000)

    it.runIf(name === 'PostgreSQL')(
      'wait for nobody who fails, who is told of in the log and tried again more and more seldom',
      async () => {
        const { url = '' } = group.database()
        // More than are read at once, and before the others.
        const broken = await Promise.all(Array.from({ length: 51 }, () => ending(1)))
        const well = [await ending(1.1), await ending(1.1)]
        await runOnPostgres(
          url,
          `create function refuse() returns trigger language plpgsql as $$begin raise exception 'no'; end$$;
         create trigger refuses before update on users for each row
           when (new.id in ('${broken.join("','")}')) execute function refuse()`,
        )
        // What the others try and tell is their own.
        await Promise.all(open.splice(1).map((foyer) => foyer.close()))
        lines.length = 0
        await first().shiftClock(2 * DAY_MS)
        for (let times = 0; times < 3; times += 1) await first().idle()
        expect(await Promise.all([...broken, ...well].map(ends))).toEqual([...broken.map(() => []), ['last_day'], ['last_day']])
        expect(lines).toMatchObject([{ level: 50, people: 51, msg: 'people past their last day could not be deactivated' }])
        expect(broken).toContain(lines[0]?.user)
        expect((await first().store.waitingJobs()).find(({ type }) => type === 'end_account')?.due).toBe(51)

        await first().shiftClock(2 * DAY_MS + 61_000)
        for (let times = 0; times < 3; times += 1) await first().idle()
        await first().shiftClock(2 * DAY_MS + 122_000)
        await first().idle()
        expect(lines, 'the second wait is longer').toHaveLength(2)
        await runOnPostgres(url, 'drop trigger refuses on users')
        await first().shiftClock(3 * DAY_MS)
        await work()
        expect(await Promise.all(broken.map(ends))).toEqual(broken.map(() => ['last_day']))
        await first().shiftClock(0)
      },
    )
  },
)
