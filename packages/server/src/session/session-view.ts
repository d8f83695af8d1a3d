// Who is signed in, as hosts and browsers see it.

import type { SessionUser } from '@foyer/contract'
import type { ProfileSchema } from '@foyer/core'
import type { CheckedSession } from '../store/session.port.ts'

/**
 * Of the configured fields those that everybody sees: hosts get neither what managers note about the holder nor what is the holder's alone.
 * `expiresAt` is the absolute end; a session that rests longer than its idle time ends before.
 */
export const sessionView = (profile: ProfileSchema, { session, user }: CheckedSession): { user: SessionUser; expiresAt: string } => ({
  user: { ...user, fields: Object.fromEntries(Object.entries(user.fields).filter(([key]) => isForAll(profile, key))) },
  expiresAt: new Date(session.expiresAt).toISOString(),
})

const isForAll = (profile: ProfileSchema, key: string): boolean =>
  Object.hasOwn(profile, key) && (profile[key]?.visibleTo ?? 'all') === 'all'
