// Jobs: a claim takes the due ones with a lease, and only the latest claim may say what became of them.

import type { Instant } from '@foyer/core'
import { claimJobs, unfinished } from './claim-jobs.ts'
import type { JobInput, JobLease, JobStore, JobWriter } from './job.port.ts'
import { overdue } from './last-day.store.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

/** The error's column is for codes; a text of a provider could carry an address. */
const ERROR_MAX = 100

const MAX_COUNTED = 100_000

const held = `id = $1::int8 and attempts = $2::int4 and lease_by is not null and ${unfinished}`
const inMs = (place: string): string => `foyer_now() + ${place} * interval '1 millisecond'`

export function createJobStore(db: Executor): JobStore {
  const change = async (set: string, { id, attempt }: JobLease, ...values: unknown[]): Promise<boolean> => {
    const rows = await runStatement(db, `update jobs set ${set} where ${held} returning id`, [id, attempt, ...values])
    return rows.length === 1
  }

  return {
    ...createJobWriter(db),

    claimJobs: (options) => claimJobs(db, options),
    finishJob: (lease) => change('done_at = foyer_now(), lease_by = null', lease),
    retryJob: (lease, { delayMs, error }) =>
      change(`run_at = ${inMs('$3::int8')}, lease_by = null, last_error = $4::text`, lease, delayMs, error.slice(0, ERROR_MAX)),
    failJob: (lease, error) => change('failed_at = foyer_now(), lease_by = null, last_error = $3::text', lease, error.slice(0, ERROR_MAX)),
    renewLease: (lease, leaseMs) => change(`run_at = ${inMs('$3::int8')}`, lease, leaseMs),

    async releaseJobs(leases) {
      const text = `update jobs j set run_at = foyer_now(), lease_by = null, attempts = j.attempts - 1
        from unnest($1::int8[], $2::int4[]) as l(id, attempt)
        where j.id = l.id and j.attempts = l.attempt and j.lease_by is not null and j.done_at is null and j.failed_at is null`
      await runStatement(db, text, [leases.map(({ id }) => id), leases.map(({ attempt }) => attempt)])
    },

    async nextJobAt() {
      const text = `select foyer_ms(run_at) as at from jobs where ${unfinished} order by run_at, id limit 1`
      const [row] = await runStatement<{ at: Instant }>(db, text, [])
      return row?.at ?? null
    },

    async waitingJobs() {
      const text = `select type, count(*)::int8 as due, max(foyer_ms(foyer_now()) - foyer_ms(run_at)) as "oldestMs"
        from (
          (select type, run_at from jobs where ${unfinished} and run_at <= foyer_now() order by run_at, id limit ${MAX_COUNTED})
          union all
          (select 'end_account', ends_at from users where ${overdue} order by ends_at, id limit ${MAX_COUNTED})) as waiting
        group by type order by type`
      return runStatement(db, text, [])
    },

    async enqueueBounded(job, max) {
      const parameters = startParameters()
      const waiting = `select count(*) from (select 1 from jobs where bounded and type = ${parameters.add(job.type, 'text')} and ${unfinished}
        limit ${parameters.add(max, 'int4')}) as waiting`
      const text = `with room as (select (${waiting}) < ${parameters.add(max, 'int4')} as free),
        written as (${insertJob(job, parameters, true)} from room where free on conflict (dedupe) do nothing)
        select free from room`
      const [row] = await runStatement<{ free: boolean }>(db, text, parameters.values)
      return row?.free === true
    },
  }
}

export function createJobWriter(db: Executor): JobWriter {
  return {
    async enqueueJob(job) {
      const parameters = startParameters()
      await runStatement(db, `${insertJob(job, parameters, false)} on conflict (dedupe) do nothing`, parameters.values)
    },
  }
}

function insertJob({ type, payload, dedupe, userId, runAt }: JobInput, parameters: Parameters, bounded: boolean): string {
  const values = [
    parameters.add(type, 'text'),
    parameters.add(userId ?? null, 'uuid'),
    parameters.addJson(payload),
    parameters.add(dedupe ?? null, 'text'),
    `coalesce(foyer_at(${parameters.add(runAt ?? null, 'int8')}), foyer_now())`,
    String(bounded),
  ]
  return `insert into jobs (type, user_id, payload, dedupe, run_at, bounded) select ${values.join(', ')}`
}
