// People and sessions for tests of the SDK, whole as the contract wants them.

import type { OutputOf } from '@foyer/contract'

export const MIA_ID = '0199a3c2-7c1e-7bbb-8d7a-3a2f5e6d7c8b'

export const mia: OutputOf<'users.get'> = {
  id: MIA_ID,
  version: 3,
  createdAt: '2026-11-01T08:00:00.000Z',
  changedAt: '2026-11-02T08:00:00.000Z',
  status: 'offline',
  email: 'mia.weber@example.com',
  emailMasked: null,
  emailStatus: 'unconfirmed',
  mailStop: null,
  invitation: null,
  externalId: 'P-1001',
  firstName: 'Mia',
  lastName: 'Weber',
  location: 'Köln',
  department: 'Logistik',
  position: null,
  locale: 'de',
  postalAddress: null,
  endsAt: null,
  eraseAt: null,
  fields: { shirtSize: 'M' },
  access: [],
  allowedActions: ['send', 'changeEmail'],
  blockedActions: { renew: 'not_invited' },
}

export const miaSignedIn = {
  id: MIA_ID,
  email: 'mia.weber@example.com',
  externalId: 'P-1001',
  firstName: 'Mia',
  lastName: 'Weber',
  locale: 'de',
  fields: {},
  role: null,
}

export const SECRET = 'A'.repeat(43)

export const shownKey: OutputOf<'keys.create'> = {
  id: MIA_ID,
  name: 'Sync',
  scopes: ['users:read'],
  application: null,
  createdAt: '2026-11-01T08:00:00.000Z',
  lastUsedAt: null,
  expiresAt: '2027-03-31T10:00:00.000Z',
  revokedAt: null,
  oldUntil: null,
  key: `fk_${SECRET}`,
}
