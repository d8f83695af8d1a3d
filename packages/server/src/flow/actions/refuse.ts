// "Not for you?": the button that stops mails to an address that nobody proved.

import { FoyerError, refuseAddress } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'

/** Doing it again changes nothing. */
export const refuse = async ({ deps, state }: Turn): Promise<FlowState> => {
  const { place } = state
  if (place.at !== 'refuse') throw new FoyerError('action_not_open')
  await deps.store.changePerson(
    { grantId: place.grantId },
    (person, now) => refuseAddress(person, place, decisionContext(deps, { kind: 'system' }, now)),
    { actor: 'system' },
  )
  return { ...state, place: { at: 'refused' } }
}
