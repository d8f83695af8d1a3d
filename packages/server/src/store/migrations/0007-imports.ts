// Files of people on their way in: the job, its rows, what each came to, and who came by which import.

import type { Migration } from './migration.ts'

export const imports: Migration = {
  name: '0007-imports',
  statements: [
    'alter table users add column import_id uuid',
    // When an import deactivated this person; worth something only while `deactivated_at` says the same.
    'alter table users add column import_left_at timestamptz',
    'create index users_by_import on users (import_id, sort_key, id) where import_id is not null and deleted_at is null',
    `create table imports (
      id uuid primary key,
      name text,
      state text collate "C" not null,
      actor jsonb not null,
      options jsonb not null,
      created_at timestamptz not null default foyer_now(),
      columns jsonb,
      reader text,
      bytes int8 not null default 0,
      rows int4 not null default 0,
      cursor int4 not null default 0,
      counts jsonb not null default '{}',
      chain text not null default '',
      plan_hash text,
      results jsonb not null default '{}',
      failure jsonb,
      turn_at timestamptz,
      lease_by text,
      lease_until timestamptz,
      planned_at timestamptz,
      finished_at timestamptz,
      values_gone_at timestamptz
    )`,
    'create index imports_by_age on imports (created_at, id)',
    `create index imports_waiting on imports (turn_at, id) where state in ('planning', 'writing')`,
    // Written once, never changed: what a row comes to stands apart.
    `create table import_rows (
      import_id uuid not null references imports on delete cascade,
      number int4 not null,
      line int4 not null,
      external_id text collate "C",
      email text collate "C",
      data jsonb not null,
      cells jsonb,
      faults jsonb,
      primary key (import_id, number)
    )`,
    'create index import_rows_by_external_id on import_rows (import_id, external_id) where external_id is not null',
    'create index import_rows_by_email on import_rows (import_id, email) where email is not null',
    // Rows that equal the person on file have none.
    `create table import_outcomes (
      import_id uuid not null references imports on delete cascade,
      number int4 not null,
      outcome text collate "C" not null,
      user_id uuid,
      version int4,
      changes jsonb,
      reason jsonb,
      mails int2 not null,
      sheet boolean not null,
      failed jsonb,
      primary key (import_id, number)
    )`,
    `create index import_outcomes_told on import_outcomes (import_id, outcome, number) where outcome <> 'create'`,
    'create index import_outcomes_failed on import_outcomes (import_id, number) where failed is not null',
  ],
}
