// Spreadsheets on their way in, which can be read only when they are there whole; and what is done about rows that stand in the way.

import type { Migration } from './migration.ts'

export const spreadsheetsAndRemedies: Migration = {
  name: '0017-spreadsheets-and-remedies',
  statements: [
    // Its sheets, once it is there whole; null for text.
    'alter table imports add column workbook jsonb',
    // What stands against rows, with how many and what may be done; made with the plan.
    'alter table imports add column groups jsonb',
    // What the row says after its remedies; what they were for.
    'alter table import_outcomes add column data jsonb',
    'alter table import_outcomes add column remedied jsonb',
    'create index import_outcomes_remedied on import_outcomes (import_id, number) where remedied is not null',
    // Sealed, and gone as soon as it is read.
    `create table import_pieces (
      import_id uuid not null references imports on delete cascade,
      at int8 not null,
      bytes bytea not null,
      primary key (import_id, at)
    )`,
    'drop index imports_waiting',
    `create index imports_waiting on imports (turn_at, id) where state in ('unpacking', 'planning', 'writing')`,
    // Numbers with leading zeros, by what a spreadsheet leaves of them.
    `create index users_by_bare_number on users (ltrim(external_id, '0')) where external_id like '0%' and deleted_at is null`,
  ],
}
