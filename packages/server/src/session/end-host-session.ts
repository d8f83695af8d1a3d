// Signing out at a host ends everything that this sign-in began, Foyer's own cookie included.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'

export const endHostSession = async (deps: Deps, input: ParsedInputOf<'sessions.end'>): Promise<OutputOf<'sessions.end'>> => {
  const ended = await deps.store.endSessions({ secretHash: hashSecret(input.sessionSecret) }, 'system')
  return { ended: ended > 0 }
}
