// What a flow carries: proofs of what was shown in it, never how far it came.

import type { GrantFacts, Instant, Person } from '../account/person.ts'
import { FoyerError } from '../foyer-error.ts'
import { type Carrier, type Channel, channelOf } from '../grant/carriers.ts'
import { isExpired, isIssued, MAX_CODE_TRIES } from '../invitation/generation.ts'

/** How an activation was opened, and what has been proven in this flow since. */
export interface ActivationProofs {
  grantId: string
  generation: number
  carrier: Carrier
  openedAt: Instant
  /** The `email_proof` that this flow waits for a code of; `null` before an address was typed. */
  proofGrantId: string | null
  /** Revision of the address whose mailbox was proven in this flow; `null` while none was. */
  provenRevision: number | null
}

export type InvitationState = 'open' | 'expired' | 'replaced' | 'ended' | 'completed'

export const openedChannel = (proofs: Pick<ActivationProofs, 'carrier'>): Channel => channelOf(proofs.carrier)

/** What became of the invitation that a secret names. */
export const invitationState = (
  person: Person,
  proof: { grantId: string; generation: number; carrier: Carrier },
  now: Instant,
): InvitationState => {
  if (person.activatedAt !== null) return 'completed'
  const { invitation } = person
  if (invitation === null || invitation.id !== proof.grantId) return person.invitation === null ? 'ended' : 'replaced'
  if (invitation.generation !== proof.generation || !isIssued(invitation, proof.carrier, person)) return 'replaced'
  return isExpired(invitation, now) ? 'expired' : 'open'
}

/**
 * The open invitation that these proofs belong to.
 * @throws FoyerError `already_active`, `link_invalid`, `link_expired`.
 */
export const requireOpenInvitation = (
  person: Person,
  proof: { grantId: string; generation: number; carrier: Carrier },
  now: Instant,
): GrantFacts => {
  const state = invitationState(person, proof, now)
  if (state === 'completed') throw new FoyerError('already_active')
  if (state === 'expired') throw new FoyerError('link_expired')
  if (state !== 'open' || person.invitation === null) throw new FoyerError('link_invalid')
  return person.invitation
}

/** Whether the typed code of this generation may still be tried. */
export const codeIsAlive = (grant: GrantFacts): boolean => grant.codeTries < MAX_CODE_TRIES
