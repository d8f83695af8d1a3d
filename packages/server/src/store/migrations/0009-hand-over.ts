// Handing over in person: what too many wrong answers stopped, and batches of sheets as selection and generations.

import type { Migration } from './migration.ts'

export const handOver: Migration = {
  name: '0009-hand-over',
  statements: [
    'alter table grants add column handover_stopped_at timestamptz',
    // No secret and no picture is in a row: sheets are rendered anew from these whenever they are fetched.
    `create table sheet_batches (
      id uuid primary key,
      created_at timestamptz not null default foyer_now(),
      expires_at timestamptz not null,
      actor text not null,
      request jsonb not null,
      chosen jsonb not null,
      people jsonb not null default '[]',
      skipped jsonb not null default '[]',
      done int4 not null default 0,
      failed_at timestamptz
    )`,
    'create index sheet_batches_expiring on sheet_batches (expires_at)',
  ],
}
