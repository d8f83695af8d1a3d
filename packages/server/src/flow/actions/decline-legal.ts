// "I do not agree": nobody is signed in, nothing is lost, and the trail says why.

import { declineDocuments, FoyerError } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import { holderName, holderOf } from '../open-activation.ts'
import type { Moved } from '../sign-in.ts'
import { standing } from '../stand.ts'
import { legalChannel, requireSession } from './accept-legal.ts'
import { endFamily } from './other-session.ts'

/** Where a session stood already, it ends. @throws FoyerError `flow_expired` */
export const declineLegal = async (turn: Turn): Promise<Moved> => {
  const { deps, state, person, now } = turn
  const { step } = standing(deps, state, person, now)
  if (person === null || step.name !== 'accept_legal') throw new FoyerError('action_not_open')
  await requireSession(deps, state.place)
  const { documents } = step.data
  const channel = legalChannel(state.place)
  await deps.store.changePerson(
    { id: person.id },
    (found, at) => declineDocuments(found, { documents, channel }, decisionContext(deps, holderOf(found.id), at)),
    { actor: holderName(person.id) },
  )
  const asked = documents.filter(({ optional }) => !optional).map(({ key }) => key)
  const declined = { ...state, place: { at: 'legal_declined' as const, documents: asked, flow: channel } }
  if (state.place.at !== 'continue_as') return { state: declined, session: null }
  await endFamily(turn)
  return { state: declined, session: null, signedOut: state.application }
}
