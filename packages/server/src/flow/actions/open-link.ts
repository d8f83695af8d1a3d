// The button of a link's landing page: what it does depends on what the link is for.

import { confirmEmail, confirmEmailChange, FoyerError, isBlocked, maskAddress, type Person, undoEmailChange } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState, LinkPlace } from '../flow-state.ts'
import { holderName, holderOf, openPlace } from '../open-activation.ts'

/** @throws FoyerError `link_invalid`, `link_expired`, `already_active`. */
export const openLink = async (turn: Turn): Promise<FlowState> => {
  const { deps, state, person, now } = turn
  const { place } = state
  if (place.at !== 'link' || person === null) throw new FoyerError('action_not_open')
  if (place.purpose === 'activation') return openPlace(deps, state, person.id, place)
  if (isBlocked(person, now)) throw new FoyerError('link_invalid')
  if (place.purpose === 'recovery') {
    const { grantId, generation, carrier } = place
    return { ...state, place: { at: 'recovery', grantId, generation, carrier } }
  }
  if (place.purpose === 'undo') return undo(turn, place, person)
  const after = await confirm(turn, place, person)
  const emailMasked = after.email === null ? null : maskAddress(after.email.canonical)
  return { ...state, place: { at: 'email_confirmed', emailMasked, invited: after.invitation !== null && after.activatedAt === null } }
}

/** The address is back, every session over, and a recovery on its way to it: its code is typed here. */
const undo = async ({ deps, state }: Turn, place: LinkPlace, person: Person): Promise<FlowState> => {
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, at) => undoEmailChange(found, place, decisionContext(deps, holderOf(found.id), at)),
    { actor: holderName(person.id) },
  )
  if (changed === null) throw new FoyerError('link_invalid')
  deps.wakeWorkers()
  return { ...state, place: { at: 'recover_code', name: changed.person.email?.canonical ?? '' } }
}

const confirm = async ({ deps }: Turn, place: LinkPlace, person: Person): Promise<Person> => {
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, at) => {
      const context = decisionContext(deps, holderOf(found.id), at)
      const waits = found.grants.some(({ id, purpose }) => id === place.grantId && purpose === 'email_change')
      if (!waits) return confirmEmail(found, place, context)
      return confirmEmailChange(found, { ...place, revision: found.waitingEmail?.revision ?? -1 }, context)
    },
    { actor: holderName(person.id) },
  )
  if (changed === null) throw new FoyerError('link_invalid')
  deps.wakeWorkers()
  return changed.person
}
