// "I have no e-mail address": the account goes on under the number that the organisation gave.

import { FoyerError, maySignInByNumber } from '@foyer/core'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'

/** Nothing is written before the own password. @throws FoyerError `action_not_open` where nobody signs in by number. */
export const goWithoutEmail = async ({ deps, state, person }: Turn): Promise<FlowState> => {
  const { place } = state
  if (person === null || place.at !== 'activation' || !maySignInByNumber(person, deps.config)) throw new FoyerError('action_not_open')
  return { ...state, place: { ...place, retypes: false, doubt: null, proofs: { ...place.proofs, withoutEmail: true } } }
}
