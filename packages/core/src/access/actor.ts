// Who acts.

import type { Role } from '@foyer/contract'

export type Actor =
  | { kind: 'user'; userId: string; role: Role }
  | { kind: 'api_key'; keyId: string; role: Role }
  /** The person concerned, by a flow or an own session. */
  | { kind: 'holder'; userId: string }
  | { kind: 'system' }
  | { kind: 'terminal' }

/** As events and carriers name an actor. */
export const actorName = (actor: Actor): string => {
  if (actor.kind === 'user') return `user:${actor.userId}`
  if (actor.kind === 'api_key') return `api_key:${actor.keyId}`
  if (actor.kind === 'holder') return `holder:${actor.userId}`
  return actor.kind
}
