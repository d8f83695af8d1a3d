// What a flow carries: proofs of what was shown in it, never how far it came.

import type { GrantFacts, Instant, Person } from '../account/person.ts'
import { isBlocked } from '../account/status.ts'
import { FoyerError } from '../foyer-error.ts'
import { type Carrier, type Channel, channelOf } from '../grant/carriers.ts'
import { hasLiveCarrier, isExpired, isIssued } from '../invitation/generation.ts'

/** A secret of an invitation that was presented and verified. */
export interface OpeningProof {
  grantId: string
  generation: number
  carrier: Carrier
  /**
   * Of a mailed secret: the revision of the address that it was verified for. It may be another by the time the button is pressed;
   * without it that is not seen.
   */
  revision?: number | null | undefined
}

/** How an activation was opened, and what has been proven in this flow since. */
export interface ActivationProofs extends OpeningProof {
  openedAt: Instant
  /** The `email_proof` that this flow waits for a code of; `null` before an address was typed. */
  proofGrantId: string | null
  /** Revision of the address whose mailbox was proven in this flow; `null` while none was. */
  provenRevision: number | null
  /** In this flow the holder said that they have no mailbox. Only where they may sign in by external id. */
  withoutEmail?: boolean | undefined
  /** In this flow the holder named what the hand-over asks for. */
  answered?: boolean | undefined
}

/** `replaced`: something newer was made that opens. `ended`: nothing opens, also for somebody who may not sign in. */
export type InvitationState = 'open' | 'expired' | 'replaced' | 'ended' | 'completed'

export const openedChannel = (proofs: Pick<ActivationProofs, 'carrier'>): Channel => channelOf(proofs.carrier)

/** What became of the invitation that a secret names. */
export const invitationState = (person: Person, proof: OpeningProof, now: Instant): InvitationState => {
  if (isBlocked(person, now)) return 'ended'
  if (person.activatedAt !== null) return 'completed'
  const { invitation } = person
  if (invitation === null) return 'ended'
  const isThisOne = invitation.id === proof.grantId && invitation.generation === proof.generation && isForThisAddress(person, proof)
  if (!isThisOne || !isIssued(invitation, proof.carrier, person)) return hasLiveCarrier(invitation, person) ? 'replaced' : 'ended'
  return isExpired(invitation, now) ? 'expired' : 'open'
}

/**
 * The open invitation that these proofs belong to.
 * @throws FoyerError `already_active`, `link_invalid`, `link_expired`.
 */
export const requireOpenInvitation = (person: Person, proof: OpeningProof, now: Instant): GrantFacts => {
  const state = invitationState(person, proof, now)
  if (state === 'completed') throw new FoyerError('already_active')
  if (state === 'expired') throw new FoyerError('link_expired')
  if (state !== 'open' || person.invitation === null) throw new FoyerError('link_invalid')
  return person.invitation
}

const isForThisAddress = ({ emailRevision }: Person, { carrier, revision }: OpeningProof): boolean =>
  revision == null || channelOf(carrier) === 'handover' || revision === emailRevision
