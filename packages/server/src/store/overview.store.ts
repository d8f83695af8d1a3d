// Counts everybody: by both statuses, by place, and over time.

import type { AccountStatus, EmailStatus } from '@foyer/contract'
import type { ImportCount, OverviewStore } from './overview.port.ts'
import { type Executor, runStatement } from './run-statement.ts'

const MAX_GROUPS = 100
const MAX_IMPORTS = 50

export function createOverviewStore(db: Executor): OverviewStore {
  return {
    async countPeople({ timeZone, days }) {
      const statuses = await runStatement<{ status: AccountStatus; email_status: EmailStatus | 'none'; count: number }>(
        db,
        'select status, email_status, count(*) as count from users where deleted_at is null group by status, email_status',
        [],
      )
      return {
        statuses: statuses.map(({ status, email_status, count }) => ({ status, emailStatus: email_status, count })),
        locations: await byColumn(db, 'location'),
        departments: await byColumn(db, 'department'),
        imports: await byImport(db),
        days: await byDay(db, timeZone, days),
      }
    },
  }
}

/** The largest groups, each with its statuses. */
const byColumn = (db: Executor, column: 'location' | 'department') =>
  runStatement<{ name: string | null; status: AccountStatus; count: number }>(
    db,
    `with counted as (
      select ${column} as name, status, count(*) as count from users where deleted_at is null group by ${column}, status
    ), largest as (
      select name from counted group by name order by sum(count) desc, name limit ${MAX_GROUPS}
    )
    select c.name, c.status, c.count from largest l join counted c on c.name is not distinct from l.name`,
    [],
  )

/** Imports that made nobody, or nobody who is still there, are left out. */
const byImport = (db: Executor) =>
  runStatement<ImportCount>(
    db,
    `with recent as (
      select id, name, created_at from imports i
      where exists (select 1 from users u where u.import_id = i.id and u.deleted_at is null)
      order by created_at desc, id desc limit ${MAX_IMPORTS}
    )
    select r.id, r.name, foyer_ms(r.created_at) as "createdAt", u.status, count(*) as count
    from recent r join users u on u.import_id = r.id and u.deleted_at is null
    group by r.id, r.name, r.created_at, u.status order by r.created_at desc, r.id desc`,
    [],
  )

/** What came before the window is one row without a day. */
const byDay = (db: Executor, timeZone: string, days: number) =>
  runStatement<{ day: string | null; entered: number; invited: number; online: number }>(
    db,
    `with happened as (
      select created_at as at, 1 as entered, 0 as invited, 0 as online from users where deleted_at is null
      union all
      select invited_at, 0, 1, 0 from users where deleted_at is null and invited_at is not null
      union all
      select activated_at, 0, 0, 1 from users where deleted_at is null and activated_at is not null
    ), begun as (
      select date_trunc('day', foyer_now() at time zone $1::text) - make_interval(days => $2::int4 - 1) as at
    )
    select case when h.at at time zone $1::text < b.at then null else to_char(h.at at time zone $1::text, 'YYYY-MM-DD') end as day,
      sum(h.entered)::int8 as entered, sum(h.invited)::int8 as invited, sum(h.online)::int8 as online
    from happened h cross join begun b group by 1`,
    [timeZone, days],
  )
