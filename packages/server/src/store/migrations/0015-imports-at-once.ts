// Importing many people at once: what each row of a file would have checked by itself, and how imports' mails and passwords are found.

import type { Migration } from './migration.ts'

export const importsAtOnce: Migration = {
  name: '0015-imports-at-once',
  statements: [
    // No import is ever deleted, so its rows need not ask for it one by one.
    'alter table import_rows drop constraint import_rows_import_id_fkey',
    'alter table import_outcomes drop constraint import_outcomes_import_id_fkey',
    // Initial passwords are wiped as soon as nobody needs them.
    `create index import_rows_sealed on import_rows (import_id) where data ? 'password'`,
    'alter table jobs add column import_id uuid',
    // Mails of an import that nobody has tried to send yet.
    `create index jobs_of_imports on jobs (import_id, run_at)
      where import_id is not null and attempts = 0 and done_at is null and failed_at is null`,
  ],
}
