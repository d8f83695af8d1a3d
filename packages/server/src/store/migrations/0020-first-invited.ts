// When somebody was invited for the first time, and the trail by time.

import type { Migration } from './migration.ts'

export const firstInvited: Migration = {
  name: '0020-first-invited',
  statements: [
    'alter table users add column invited_at timestamptz',
    `create function foyer_note_invited() returns trigger language plpgsql as
      'begin new.invited_at := foyer_now(); return new; end'`,
    // Whoever writes a person writes this as well: the fact is the database's own, and nothing decides by it.
    `create trigger users_note_invited before insert or update on users for each row
      when (new.invitation_id is not null and new.invited_at is null) execute function foyer_note_invited()`,
    `update users u set invited_at = e.at
      from (
        select user_id, min(at) as at from events
        where type in ('invitation.sent', 'invitation.handed_over', 'invitation.printed') and user_id is not null group by user_id
      ) e
      where e.user_id = u.id and u.invited_at is null`,
    // Events are written in the order of their time: a few pages of index for millions of them.
    'create index events_by_time on events using brin (at)',
  ],
}
