// What an answer gives a page to bring back: the challenges of passkeys, or the key of an authenticator app, sealed for one session.

import { FoyerError } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Ceremony } from '../passkey/ceremony.ts'

export type TicketContent = { kind: 'passkey'; use: Ceremony; create: Ceremony } | { kind: 'totp'; key: string }

interface Sealed {
  sessionId: string
  expiresAt: number
  content: TicketContent
}

const TICKET_TTL_MS = 30 * 60_000

export const sealTicket = ({ keys }: Pick<Deps, 'keys'>, sessionId: string, content: TicketContent, now: number): string =>
  seal(keys, 'seal/account', { sessionId, content, expiresAt: now + TICKET_TTL_MS } satisfies Sealed)

/** @throws FoyerError `flow_expired` for one that is forged, old, of another session or for something else */
export const openTicket = <K extends TicketContent['kind']>(
  { keys }: Pick<Deps, 'keys'>,
  ticket: string,
  kind: K,
  at: { sessionId: string; now: number },
): Extract<TicketContent, { kind: K }> => {
  const sealed = unseal(keys, 'seal/account', ticket) as Sealed | undefined
  if (sealed === undefined || sealed.sessionId !== at.sessionId || sealed.expiresAt <= at.now || sealed.content.kind !== kind)
    throw new FoyerError('flow_expired')
  return sealed.content as Extract<TicketContent, { kind: K }>
}
