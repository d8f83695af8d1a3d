// The part of a statement that writes jobs, and for each mail the row that tells what became of it.

import type { NewJob } from '@foyer/core'
import type { Parameters } from './run-statement.ts'

/** Parts of a `with` that has `saved(id)`: the person whom the jobs are about unless they name another. Jobs that are there already stay as they are. */
export function jobParts(jobs: readonly NewJob[], parameters: Parameters): string[] {
  if (jobs.length === 0) return []
  const rows = jobs.map((job) =>
    job.type === 'mail'
      ? { type: job.type, dedupe: job.dedupe, userId: job.userId, payload: { intent: job.intent }, runAt: job.at }
      : { type: job.type, dedupe: job.dedupe, payload: {}, runAt: job.at },
  )
  const given = parameters.addJson(rows)
  const written = `jobs_written as (
    insert into jobs (type, user_id, payload, dedupe, run_at)
    select j.type, coalesce(j."userId", saved.id), j.payload, j.dedupe, coalesce(foyer_at(j."runAt"), foyer_now())
    from saved, jsonb_to_recordset(${given}) as j(type text, "userId" uuid, payload jsonb, dedupe text, "runAt" int8)
    on conflict (dedupe) do nothing returning id, user_id, type, payload)`
  if (!jobs.some(({ type }) => type === 'mail')) return [written]
  return [
    written,
    `mails_written as (
      insert into mails (job_id, user_id, kind, grant_id, generation, state)
      select id, user_id, payload->'intent'->>'kind', payload->'intent'->>'grantId', (payload->'intent'->>'generation')::int8, 'queued'
      from jobs_written where type = 'mail')`,
  ]
}
