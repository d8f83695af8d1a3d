// Counts the people of one import: over time, by place, and by what is left to do.

import type { CampaignCounts, CampaignStore } from './campaign.port.ts'
import { isUserId } from './read-person.ts'
import { type Executor, runStatement } from './run-statement.ts'

const MAX_GROUPS = 100

const ofImport = 'from users u left join grants g on g.id = u.invitation_id where u.import_id = $1::uuid and u.deleted_at is null'

const reached = `count(*) filter (where u.status = 'offline') as offline, count(*) filter (where u.status = 'invited') as invited,
  count(*) filter (where u.status = 'invited' and g.begun_at is not null) as begun, count(*) filter (where u.status = 'online') as online,
  count(*) filter (where u.status = 'deactivated') as deactivated`

const onSheet = `g.carriers @> '[{"carrier":"sheet"}]'`

const left = `select distinct o.user_id from import_outcomes o where o.import_id = $1::uuid and o.number > $2::int4 and o.outcome = 'deactivate'
  and o.failed is null`

const stillLeft = `exists (select 1 from (${left}) l where l.user_id = u.id) and u.deleted_at is null and u.deactivated_at = u.import_left_at`

export function createCampaignStore(db: Executor): CampaignStore {
  return {
    async countCampaign(id, { timeZone, days, rows }) {
      const [next] = await runStatement<Omit<CampaignCounts['next'], 'waiting' | 'leavers'>>(
        db,
        `select
          count(*) filter (where u.email_status = 'none' and u.status in ('offline', 'invited') and not coalesce(${onSheet}, false)) as sheets,
          count(*) filter (where u.email_status = 'none' and u.status = 'invited' and g.carriers <> '[]') as "onPaper",
          count(*) filter (where u.email_bounced_at is not null or u.email_complained_at is not null) as bounced,
          count(*) filter (where u.email_refused_at is not null) as refused,
          count(*) filter (where u.status = 'invited' and g.expires_at <= foyer_now()) as expired,
          count(*) filter (where u.status = 'offline' and u.email_status <> 'none') as "notInvited",
          count(*) filter (where u.ends_at > foyer_now() and u.status <> 'deactivated') as "lastDays"
        ${ofImport}`,
        [id],
      )
      const [waiting] = await runStatement<{ count: number }>(
        db,
        `select count(*) as count from users u join mails m on m.user_id = u.id
          where u.import_id = $1::uuid and u.deleted_at is null and m.kind in ('invitation', 'reminder') and m.state = 'queued'`,
        [id],
      )
      const [leavers] = await runStatement<{ count: number }>(db, `select count(*) as count from users u where ${stillLeft}`, [id, rows])
      return {
        days: await byDay(db, id, timeZone, days),
        locations: await byColumn(db, id, 'location'),
        departments: await byColumn(db, id, 'department'),
        next: { ...(next ?? nothing), waiting: waiting?.count ?? 0, leavers: leavers?.count ?? 0 },
      }
    },

    async listLeavers(id, { rows, limit }) {
      if (!isUserId(id)) return []
      const found = await runStatement<{ id: string }>(db, `select u.id from users u where ${stillLeft} order by u.id limit $3::int4`, [
        id,
        rows,
        Math.min(limit, 1_000),
      ])
      return found.map((row) => row.id)
    },
  }
}

const nothing = { sheets: 0, onPaper: 0, bounced: 0, refused: 0, expired: 0, notInvited: 0, lastDays: 0 }

const byColumn = (db: Executor, id: string, column: 'location' | 'department') =>
  runStatement<CampaignCounts['locations'][number]>(
    db,
    `select u.${column} as name, ${reached} ${ofImport} group by u.${column} order by count(*) desc, u.${column} limit ${MAX_GROUPS}`,
    [id],
  )

/** What came before the window is one row without a day. Whoever is online has begun. */
const byDay = (db: Executor, id: string, timeZone: string, days: number) =>
  runStatement<CampaignCounts['days'][number]>(
    db,
    `with made as (
      select u.created_at, u.invited_at, u.activated_at, least(u.activated_at,
        (select min(g.begun_at) from grants g where g.user_id = u.id and g.purpose = 'invitation')) as begun_at
      from users u where u.import_id = $1::uuid and u.deleted_at is null
    ), happened as (
      select created_at as at, 1 as entered, 0 as invited, 0 as begun, 0 as online from made
      union all select invited_at, 0, 1, 0, 0 from made where invited_at is not null
      union all select begun_at, 0, 0, 1, 0 from made where begun_at is not null
      union all select activated_at, 0, 0, 0, 1 from made where activated_at is not null
    ), first as (
      select date_trunc('day', foyer_now() at time zone $2::text) - make_interval(days => $3::int4 - 1) as at
    )
    select case when h.at at time zone $2::text < f.at then null else to_char(h.at at time zone $2::text, 'YYYY-MM-DD') end as day,
      sum(h.entered)::int8 as entered, sum(h.invited)::int8 as invited, sum(h.begun)::int8 as begun, sum(h.online)::int8 as online
    from happened h cross join first f group by 1`,
    [id, timeZone, days],
  )
