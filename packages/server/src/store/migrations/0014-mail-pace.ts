// Mails at the pace of the provider, and those that somebody waits for before those that go to many.

import type { Migration } from './migration.ts'

export const mailPace: Migration = {
  name: '0014-mail-pace',
  statements: [
    `alter table jobs add column bulk boolean not null generated always as (
      type = 'mail' and coalesce(payload->'intent'->>'kind', '') in ('invitation', 'reminder')) stored`,
    'create index jobs_prompt on jobs (run_at, id) where not bulk and done_at is null and failed_at is null',
    // One row for all servers: how many mails may leave now, and as of when.
    `create table mail_pace (
      single boolean primary key default true check (single),
      allowed float8 not null default 1,
      at timestamptz not null default foyer_now()
    )`,
    'insert into mail_pace default values',
  ],
}
