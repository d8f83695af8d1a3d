// An index of the trail for kinds of events that are seldom: those that imports, mails and sign-ins write by the million are found along the
// primary key.

import type { Migration } from './migration.ts'

export const seldomEvents: Migration = {
  name: '0023-seldom-events',
  statements: [
    `create index events_of_seldom_kinds on events (type, xid, id) where type not in (
      'user.created', 'user.updated', 'access.granted', 'invitation.sent', 'mail.sent', 'mail.delivered', 'session.started', 'session.ended')`,
  ],
}
