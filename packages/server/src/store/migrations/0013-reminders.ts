// The one reminder of an invitation: the generation that had its own.

import type { Migration } from './migration.ts'

export const reminders: Migration = {
  name: '0013-reminders',
  statements: ['alter table grants add column reminded_generation int8'],
}
