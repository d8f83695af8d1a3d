// Somebody is signed in to this application in this browser already: go on as them, or as somebody else.

import { FoyerError } from '@foyer/core'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { holderName } from '../open-activation.ts'
import type { Moved } from '../sign-in.ts'
import { dueAtSignIn } from '../stand.ts'

/** The session that stands goes on; no new one begins. */
export const continueAs = async (turn: Turn): Promise<FlowState> => {
  const { place } = turn.state
  if (place.at !== 'continue_as') throw new FoyerError('action_not_open')
  return goOnAs(turn, place)
}

/** "Not Mia?", and signing out where somebody just signed in: ends the session and shows the empty form. */
export const signInAsOther = async (turn: Turn): Promise<Moved> => {
  await endFamily(turn)
  return { state: { ...turn.state, place: { at: 'sign_in', name: null } }, session: null, signedOut: turn.state.application }
}

/** Signs the other account out; the link goes on as if it had been opened here first. */
export const signOutAndGoOn = async (turn: Turn): Promise<Moved> => {
  const { place } = turn.state
  if (place.at !== 'other_account') throw new FoyerError('action_not_open')
  await endFamily(turn)
  return { state: { ...turn.state, place: place.link }, session: null, signedOut: turn.state.application }
}

/** The link stays unused; whoever is signed in stays so. */
export const leaveLink = async (turn: Turn): Promise<FlowState> => {
  const { place } = turn.state
  if (place.at !== 'other_account') throw new FoyerError('action_not_open')
  return goOnAs(turn, place)
}

/** Going on is a sign-in: documents that are due since come first. */
const goOnAs = ({ deps, state, person }: Turn, { userId, familyId }: { userId: string; familyId: string }): FlowState => {
  if (person === null) throw new FoyerError('flow_expired')
  const asks = dueAtSignIn(deps, state, person).length > 0
  return {
    ...state,
    place: asks ? { at: 'continue_as', userId, familyId, chosen: true } : { at: 'signed_in', userId, familyId, flow: 'sign_in' },
  }
}

export const endFamily = async ({ deps, state }: Turn): Promise<void> => {
  const { place } = state
  if (place.at !== 'continue_as' && place.at !== 'other_account' && place.at !== 'signed_in') throw new FoyerError('action_not_open')
  await deps.store.endSessions({ familyId: place.familyId }, holderName(place.userId))
}
