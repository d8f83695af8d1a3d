// "Go on on another device": the typed code of the secret that this link was made of.

import { FoyerError, MAX_CODE_TRIES, showTypedCode } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { bucketKey, codeLimit } from '../limits.ts'
import { holderName, holderOf } from '../open-activation.ts'

/** @throws FoyerError `action_not_open` for what was mailed, `code_exhausted`, `already_active`, `link_invalid`, `link_expired`. */
export const showOtherDevice = async ({ deps, state, person }: Turn): Promise<FlowState> => {
  const { place } = state
  if (person === null || place.at !== 'link' || place.purpose === 'confirmation') throw new FoyerError('action_not_open')
  const purpose = place.purpose === 'activation' ? 'invitation' : 'recovery'
  const { grantId, generation, carrier } = place
  const open = [person.invitation, ...person.grants].find((grant) => grant?.id === grantId)
  const [tried] = await deps.store.readTries([codeLimit(bucketKey(deps.keys, 'locator', open?.locator ?? '')).key])
  if ((tried?.count ?? 0) >= MAX_CODE_TRIES) throw new FoyerError('code_exhausted')
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, now) => showTypedCode(found, { grantId, generation, carrier, purpose }, decisionContext(deps, holderOf(found.id), now)),
    { actor: holderName(person.id) },
  )
  if (changed === null) throw new FoyerError('link_invalid')
  return { ...state, place: { at: 'other_device', link: place } }
}

export const leaveOtherDevice = async ({ state }: Turn): Promise<FlowState> =>
  state.place.at === 'other_device' ? { ...state, place: state.place.link } : state
