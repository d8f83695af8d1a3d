// The new password after a recovery: ends every session, tells the holder, signs nobody in.

import { checkPassword, completeRecovery, FoyerError, type GrantProof, isAnswerDue, isLinkCarrier } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import { commonPasswords } from '../../password/common-passwords.ts'
import { refuseLeaked } from '../../password/refuse-leaked.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState, Place } from '../flow-state.ts'
import { accountKeyOf, numberKeyOf } from '../limits.ts'
import { holderName, holderOf } from '../open-activation.ts'
import { requirePasswordPolicy, wordsAbout } from './set-password.ts'

/** @throws FoyerError `password_too_short` and its kin, `link_invalid`, `link_expired`, `busy`. */
export const setRecoveredPassword = async ({
  deps,
  state,
  person,
  input,
}: Turn<{ password: string; keep?: string[] | undefined }>): Promise<FlowState> => {
  const { place } = state
  if (person === null || place.at !== 'recovery') throw new FoyerError('action_not_open')
  requirePasswordPolicy(deps, state.application)
  const { carrier, answered } = place
  if (carrier !== undefined && isAnswerDue(person, { carrier, answered }, deps.config.settings)) throw new FoyerError('action_not_open')
  checkPassword(input.password, {
    minLength: deps.config.minPasswordLength,
    maxLength: 256,
    personWords: wordsAbout(deps, person),
    isCommon: await commonPasswords(),
  })
  await refuseLeaked(deps, input.password)
  const passwordHash = await deps.hasher.hash(input.password)
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, now) =>
      completeRecovery(found, recoveryProof(place), decisionContext(deps, holderOf(found.id), now), {
        credential: 'password',
        keepPasskeys: input.keep,
      }),
    { actor: holderName(person.id), passwordHash },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  const { email, signInName } = changed.person
  const keys = [
    ...(email === null ? [] : [accountKeyOf(deps.keys, email.canonical)]),
    ...(signInName === null ? [] : [numberKeyOf(deps.keys, signInName)]),
  ]
  if (keys.length > 0) await deps.store.clearTries(keys)
  deps.wakeWorkers()
  return { ...state, place: { at: 'recovered', name: email?.canonical ?? signInName } }
}

/** A typed code was judged when it was typed; others may have worn it out since. */
export const recoveryProof = ({ grantId, generation, carrier }: Extract<Place, { at: 'recovery' }>): GrantProof => ({
  grantId,
  generation,
  carrier: carrier !== undefined && isLinkCarrier(carrier) ? carrier : undefined,
})
