// What the database counts to plan its statements by: columns that none looks for are left out, which is half the work after each import.

import type { Migration } from './migration.ts'

const never: Readonly<Record<string, readonly string[]>> = {
  users: [
    'version',
    'first_name',
    'last_name',
    'position',
    'locale',
    'postal_address',
    'fields',
    'email_entered',
    'email_set_at',
    'email_set_by',
    'email_revision',
    'last_email_revision',
    'waiting_email',
    'former_email',
    'credential_revision',
    'sign_in_notices',
    'access_text',
  ],
  import_rows: ['line', 'data', 'cells', 'faults'],
  import_outcomes: ['version', 'changes', 'reason', 'failed', 'data', 'remedied', 'mails'],
}

export const countedColumns: Migration = {
  name: '0031-counted-columns',
  statements: Object.entries(never).map(
    ([table, columns]) => `alter table ${table} ${columns.map((column) => `alter column ${column} set statistics 0`).join(', ')}`,
  ),
}
