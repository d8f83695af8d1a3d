// The details that an application asks for before the session begins.

import { FoyerError, saveOwnProfile, validateFields } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { holderName, holderOf } from '../open-activation.ts'
import { standing } from '../stand.ts'

/** Only fields of this step are taken. @throws FoyerError `invalid_input` with an issue for each field at fault. */
export const saveProfile = async (turn: Turn<{ fields: Record<string, unknown> }>): Promise<FlowState> => {
  const { deps, state, person, now, input } = turn
  if (person === null) throw new FoyerError('action_not_open')
  const { step } = standing(deps, state, person, now)
  const asked = step.name === 'complete_profile' ? step.data.fields.map(({ key }) => key) : []
  const odd = Object.keys(input.fields).find((key) => !asked.includes(key))
  if (odd !== undefined)
    throw new FoyerError('invalid_input', {
      issues: [{ path: ['fields', odd], code: 'unknown_field', message: 'There is no such field.' }],
    })
  const schema = Object.fromEntries(Object.entries(deps.config.settings.profile).filter(([key]) => asked.includes(key)))
  const stored = person.profile.fields
  const fields = validateFields(schema, { ...onFile(asked, stored), ...input.fields }, { by: 'holder', partial: false, stored })
  await deps.store.changePerson(
    { id: person.id },
    (found, at) => saveOwnProfile(found, { application: state.application, fields }, decisionContext(deps, holderOf(found.id), at)),
    { actor: holderName(person.id) },
  )
  return state
}

/** Fields that were not sent keep the value on file, so that a required one that is filled already is not asked twice. */
const onFile = (asked: readonly string[], values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(asked.filter((key) => values[key] != null).map((key) => [key, values[key]]))
