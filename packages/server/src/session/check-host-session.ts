// Whether a host's session still holds: the hot path of every host.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'
import { type Caller, requireOwnApplication } from '../management/caller.ts'
import { sessionView } from './session-view.ts'

/**
 * One prepared statement; "last used" is written at most every tenth of the idle time.
 * @throws FoyerError `forbidden` for an API key of another application.
 */
export const checkHostSession = async (
  deps: Deps,
  caller: Pick<Caller, 'boundTo'>,
  input: ParsedInputOf<'sessions.check'>,
): Promise<OutputOf<'sessions.check'>> => {
  requireOwnApplication(caller, input.application)
  const checked = await deps.store.checkSession(hashSecret(input.sessionSecret), input.application)
  if (checked === null) return { session: null }
  const { session, now } = checked
  if (now - session.lastUsedAt >= session.idleMs / 10) await deps.store.touchSession(session.id)
  return { session: sessionView(deps.config.settings.profile, checked) }
}
