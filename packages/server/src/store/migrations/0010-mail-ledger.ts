// The ledger of mails with what their provider told, and the mark of an address that reported a mail as unwanted.

import type { Migration } from './migration.ts'

export const mailLedger: Migration = {
  name: '0010-mail-ledger',
  statements: [
    // Random: what a provider gives back with an event. It names the mail beside its job, so that it needs no index of its own.
    'alter table mails add column token uuid not null default gen_random_uuid()',
    'alter table mails add column queued_at timestamptz not null default foyer_now()',
    'update mails m set queued_at = j.created_at from jobs j where j.id = m.job_id',
    'alter table mails add column sent_at timestamptz',
    `update mails set sent_at = at where state in ('sent', 'delivered')`,
    'alter table mails add column email_revision int4',
    'alter table mails add column reason text',
    'create index mails_by_state on mails (state, job_id)',
    'create index mails_by_kind on mails (kind, job_id)',
    'create index mails_by_age on mails using brin (queued_at)',
    'alter table users add column email_complained_at timestamptz',
    'alter table users drop constraint users_email_whole',
    `alter table users add constraint users_email_whole check (
      case
        when email_canonical is null
          then num_nonnulls(email_entered, email_set_at, email_set_by, email_issued_at, email_confirmed_at, email_bounced_at,
            email_complained_at, email_refused_at) = 0
        else num_nulls(email_entered, email_set_at, email_set_by) = 0
      end
    )`,
    'create index users_complained on users (sort_key, id) where email_complained_at is not null',
    'create index users_refused on users (sort_key, id) where email_refused_at is not null',
  ],
}
