// Claims due jobs: what somebody waits for first, and mails no faster than the provider bears, counted over all servers.

import type { ClaimedJob, JobStore } from './job.port.ts'
import { type Executor, runStatement, startParameters } from './run-statement.ts'

const MAX_CLAIMED = 1_000

export const unfinished = 'done_at is null and failed_at is null'

type Options = Parameters<JobStore['claimJobs']>[0]

export function claimJobs(db: Executor, { limit, leaseMs, by, types, mailsPerMinute }: Options): Promise<ClaimedJob[]> {
  const parameters = startParameters()
  const most = Math.min(Math.max(Math.trunc(limit), 1), MAX_CLAIMED)
  const ofTypes = types === undefined ? '' : `and type = any(${parameters.add(types, 'text[]')})`
  const due = (
    which: string,
    room: string,
  ) => `select id, type from jobs where ${unfinished} and run_at <= foyer_now() and ${which} ${ofTypes}
    order by run_at, id limit ${room} for update skip locked`
  const parts =
    mailsPerMinute === undefined
      ? [
          `prompt as materialized (${due('not bulk', String(most))})`,
          `bulk as materialized (${due('bulk', `${most} - (select count(*) from prompt)`)})`,
          'due as (select * from prompt union all select * from bulk)',
        ]
      : [
          pace(mailsPerMinute, (value) => parameters.add(value, 'float8')),
          `others as materialized (${due(`not bulk and type <> 'mail'`, String(most))})`,
          `prompt as materialized (${due(`not bulk and type = 'mail'`, `least(${most} - (select count(*) from others), (select mails from pace))`)})`,
          `bulk as materialized (${due('bulk', `least(${most} - (select count(*) from others), (select mails from pace)) - (select count(*) from prompt)`)})`,
          'due as (select * from others union all select * from prompt union all select * from bulk)',
          `paid as (update mail_pace m set allowed = pace.allowed - (select count(*) from due where type = 'mail'), at = greatest(m.at, foyer_now())
            from pace where exists (select 1 from due where type = 'mail'))`,
        ]
  const lease = `foyer_now() + ${parameters.add(leaseMs, 'int8')} * interval '1 millisecond'`
  const text = `with ${parts.join(',\n')},
    claimed as (
      update jobs j set run_at = ${lease}, lease_by = ${parameters.add(by, 'text')}, attempts = j.attempts + 1
      from due where j.id = due.id returning j.*)
    select id, type, user_id as "userId", payload, attempts as attempt, (select m.token from mails m where m.job_id = claimed.id) as "mailToken",
      foyer_ms(created_at) as "createdAt", foyer_ms(foyer_now()) as now
    from claimed order by id`
  return runStatement<ClaimedJob>(db, text, parameters.values)
}

/** Locks the one row, so that servers count one after the other. What a second saves up is all that may leave at once. */
const pace = (mailsPerMinute: number, add: (value: number) => string): string => {
  const perSecond = mailsPerMinute / 60
  return `saved_up as materialized (
      select least(${add(Math.max(1, perSecond))}, allowed + greatest(0, extract(epoch from foyer_now() - at)::float8) * ${add(perSecond)}) as allowed
      from mail_pace for update),
    pace as materialized (select allowed, greatest(0, floor(allowed))::int8 as mails from saved_up)`
}
