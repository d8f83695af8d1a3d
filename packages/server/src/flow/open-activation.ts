// A link's button was pressed, a code or an initial password typed: the activation begins.

import { type Actor, actorName, channelOf, FoyerError, type OpeningProof, openActivation } from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import type { FlowState } from './flow-state.ts'

/** The holder, as far as a flow knows one: whoever presents the secret. */
export const holderOf = (userId: string): Actor => ({ kind: 'holder', userId })

/**
 * Marks the invitation as begun and, for a mailed secret, the address as confirmed. Doing it again changes nothing.
 * @throws FoyerError `already_active`, `link_invalid`, `link_expired`.
 */
export const openPlace = async (
  deps: Deps,
  state: FlowState,
  personId: string,
  proof: OpeningProof & { revision: number | null },
): Promise<FlowState> => {
  const { grantId, generation, carrier, revision } = proof
  const opening = { grantId, generation, carrier, revision, openedAt: 0, proofGrantId: null, provenRevision: null }
  const changed = await deps.store.changePerson(
    { id: personId },
    (person, now) => openActivation(person, opening, decisionContext(deps, holderOf(person.id), now)),
    { actor: holderName(personId) },
  )
  if (changed === null) throw new FoyerError('link_invalid')
  const provenRevision = channelOf(proof.carrier) === 'email' ? changed.person.emailRevision : null
  return { ...state, place: { at: 'activation', proofs: { ...opening, openedAt: changed.now, provenRevision }, retypes: false } }
}

/** Name of the actor in events that a flow writes. */
export const holderName = (userId: string): string => actorName(holderOf(userId))
