// Plans the reminders that are due: marks the generation and writes its mail in one statement, so that no two servers plan the same.

import { REMINDER_REST_MS } from '@foyer/core'
import type { ReminderStore } from './reminder.port.ts'
import { type Executor, runStatement } from './run-statement.ts'

/** When something last went to the address on file: as `lastMailed` says it for one person. */
const lastMailedAt = `(select max(c.at) from jsonb_to_recordset(g.carriers) as c(carrier text, at int8, revision int4)
    where u.email_issued_at is not null
      and (c.carrier = 'chosen_password' or (c.carrier in ('mail_link', 'initial_password') and c.revision = u.email_revision)))`

/** Somebody whose invitation is open and who takes mail. */
const reachable = `u.status = 'invited' and u.deleted_at is null and (u.ends_at is null or u.ends_at > foyer_now())
    and u.email_canonical is not null and u.email_bounced_at is null and u.email_complained_at is null
    and u.email_refused_at is null`

export function createReminderStore(db: Executor): ReminderStore {
  return {
    async planReminders({ daysBefore, limit }) {
      const text = `with due as materialized (
          select g.id, g.user_id, g.generation, g.application, u.email_revision
          from grants g join users u on u.id = g.user_id and u.invitation_id = g.id
          where g.purpose = 'invitation' and g.ended_at is null
            and g.expires_at > foyer_now() and g.expires_at <= foyer_now() + $1::int4 * interval '1 day'
            and g.reminded_generation is distinct from g.generation and ${reachable}
            and ${lastMailedAt} <= foyer_ms(foyer_now()) - ${REMINDER_REST_MS}
          order by g.expires_at limit $2::int4 for update of g skip locked),
        marked as (
          update grants g set reminded_generation = due.generation from due where g.id = due.id returning g.id),
        written as (
          insert into jobs (type, user_id, payload, dedupe)
          select 'mail', due.user_id, jsonb_build_object('intent', jsonb_build_object('kind', 'reminder', 'application', due.application,
              'grantId', due.id, 'generation', due.generation, 'revision', due.email_revision, 'at', foyer_ms(foyer_now()))),
            'reminder:' || due.id || ':' || due.generation
          from due join marked on marked.id = due.id
          on conflict (dedupe) do nothing returning id, user_id, payload),
        mailed as (
          insert into mails (job_id, user_id, kind, grant_id, generation, state)
          select id, user_id, 'reminder', payload->'intent'->>'grantId', (payload->'intent'->>'generation')::int8, 'queued' from written)
        select count(*) as count from marked`
      const [row] = await runStatement<{ count: number }>(db, text, [daysBefore, limit])
      return row?.count ?? 0
    },
  }
}
