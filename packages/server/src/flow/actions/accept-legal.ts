// Consent to the legal documents that are due.

import { acceptDocuments, FoyerError } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { holderName, holderOf } from '../open-activation.ts'
import { standing } from '../stand.ts'

/** All that are asked, in the versions shown. @throws FoyerError `legal_required` naming those that are missing or changed meanwhile. */
export const acceptLegal = async (turn: Turn<{ documents: { key: string; version: string }[] }>): Promise<FlowState> => {
  const { deps, state, person, now, input } = turn
  if (person === null) throw new FoyerError('action_not_open')
  const { step } = standing(deps, state, person, now)
  const due = step.name === 'accept_legal' ? step.data.documents : []
  const missing = due.filter(({ key, version }) => !input.documents.some((given) => given.key === key && given.version === version))
  if (missing.length > 0) throw new FoyerError('legal_required', { documents: missing.map(({ key }) => key) })
  const documents = due.map(({ key, version }) => ({ key, version, sha256: deps.legalTexts.hash(key, state.locale) }))
  await deps.store.changePerson(
    { id: person.id },
    (found, at) => acceptDocuments(found, { documents, locale: state.locale }, decisionContext(deps, holderOf(found.id), at)),
    { actor: holderName(person.id) },
  )
  return state
}
