// Who is signed in, as hosts and browsers see it.

import type { SessionUser } from '@foyer/contract'
import type { CheckedSession } from '../store/session.port.ts'

/** `expiresAt` is the absolute end; a session that rests longer than its idle time ends before. */
export const sessionView = ({ session, user }: CheckedSession): { user: SessionUser; expiresAt: string } => ({
  user: { ...user, fields: { ...user.fields } },
  expiresAt: new Date(session.expiresAt).toISOString(),
})
