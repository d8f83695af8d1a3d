// Whoever has a last day and is still to be deactivated then, by that day: it is looked for among people, and no job stands for each of them.

import type { Migration } from './migration.ts'

export const lastDays: Migration = {
  name: '0029-last-days',
  statements: [
    // A server of the version before may go on writing such jobs and working on them: they only say when to look at somebody.
    `delete from jobs where type = 'end_account' and done_at is null and failed_at is null`,
    'create index users_ending on users (ends_at, id) where ends_at is not null and deactivated_at is null',
  ],
}
