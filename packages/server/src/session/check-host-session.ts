// Whether a host's session still holds: the hot path of every host.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'
import { sessionView } from './session-view.ts'

/** One prepared statement; "last used" is written at most every tenth of the idle time. */
export const checkHostSession = async (deps: Deps, input: ParsedInputOf<'sessions.check'>): Promise<OutputOf<'sessions.check'>> => {
  const checked = await deps.store.checkSession(hashSecret(input.sessionSecret), input.application)
  if (checked === null) return { session: null }
  const { session, now } = checked
  if (now - session.lastUsedAt >= session.idleMs / 10) await deps.store.touchSession(session.id)
  return { session: sessionView(checked) }
}
