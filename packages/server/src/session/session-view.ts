// Who is signed in, as hosts and browsers see it.

import type { SessionUser } from '@foyer/contract'
import type { CheckedSession } from '../store/session.port.ts'

export const sessionView = ({ session, user, now }: CheckedSession): { user: SessionUser; expiresAt: string } => ({
  user: { ...user, fields: { ...user.fields } },
  expiresAt: new Date(Math.min(session.expiresAt, Math.max(now, session.lastUsedAt) + session.idleMs)).toISOString(),
})
