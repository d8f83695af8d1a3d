// The part of a statement that erases what other tables still know about a deleted person.

/** Parts of a `with` that has `saved(id)`. The person's own row is emptied by the decision; the trail keeps what is not personal. */
export function erasureParts(): string[] {
  return [
    `values_erased as (delete from event_values where event_id in (select e.id from events e join saved on e.user_id = saved.id))`,
    // Mails may quote a manager's words or a former address. One that is being sent loses its lease.
    `jobs_erased as (delete from jobs where id in (select m.job_id from mails m join saved on m.user_id = saved.id))`,
    `mails_erased as (update mails set state = case when state = 'queued' then 'dropped' else state end, message_id = null, provider_id = null, reason = null
      where user_id in (select id from saved))`,
    'sessions_erased as (delete from sessions where user_id in (select id from saved))',
  ]
}
