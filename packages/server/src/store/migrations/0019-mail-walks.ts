// Indexes of the ledger of mails for what is seldom alone: the many that go out and arrive are found along the primary key.

import type { Migration } from './migration.ts'

export const mailWalks: Migration = {
  name: '0019-mail-walks',
  statements: [
    'drop index mails_by_state',
    'drop index mails_by_kind',
    'drop index mails_by_age',
    `create index mails_in_trouble on mails (state, job_id) where state in ('dropped', 'failed', 'delayed', 'bounced', 'complained')`,
    `create index mails_of_seldom_kinds on mails (kind, job_id) where kind not in ('invitation', 'reminder')`,
  ],
}
