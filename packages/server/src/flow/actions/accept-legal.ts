// Consent to the legal documents that are due.

import { acceptDocuments, FoyerError } from '@foyer/core'
import { type Deps, decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState, Place } from '../flow-state.ts'
import { holderName, holderOf } from '../open-activation.ts'
import { sessionStands } from '../session-stands.ts'
import { standing } from '../stand.ts'

/**
 * All required ones that are asked, in the versions shown, and of the optional ones those that were ticked.
 * @throws FoyerError `legal_required` naming those that are missing or changed meanwhile, `flow_expired`.
 */
export const acceptLegal = async (turn: Turn<{ documents: { key: string; version: string }[] }>): Promise<FlowState> => {
  const { deps, state, person, now, input } = turn
  const { place } = state
  if (person === null) throw new FoyerError('action_not_open')
  await requireSession(deps, place)
  const { step } = standing(deps, state, person, now)
  const due = step.name === 'accept_legal' ? step.data.documents : []
  const isGiven = (document: { key: string; version: string }) =>
    input.documents.some(({ key, version }) => key === document.key && version === document.version)
  const missing = due.filter((document) => !document.optional && !isGiven(document))
  if (missing.length > 0) throw new FoyerError('legal_required', { documents: missing.map(({ key }) => key) })
  const documents = due.filter(isGiven).map(({ key, version }) => ({ key, version, ...deps.legalTexts.shown(key, state.locale) }))
  await deps.store.changePerson(
    { id: person.id },
    (found, at) => acceptDocuments(found, { documents, channel: legalChannel(place) }, decisionContext(deps, holderOf(found.id), at)),
    { actor: holderName(person.id) },
  )
  if (place.at !== 'continue_as') return state
  return { ...state, place: { at: 'signed_in', userId: place.userId, familyId: place.familyId, flow: 'sign_in' } }
}

/** On the way to which an application asks. */
export const legalChannel = (place: Place): 'activation' | 'sign_in' => {
  if (place.at === 'first_factor') return place.flow
  return place.at === 'activation' ? 'activation' : 'sign_in'
}

/** Of those who were signed in already. @throws FoyerError `flow_expired` when that has ended meanwhile. */
export const requireSession = async (deps: Deps, place: Place): Promise<void> => {
  if (place.at === 'continue_as' && !(await sessionStands(deps, place))) throw new FoyerError('flow_expired')
}
