// The new password after a recovery: ends every session, tells the holder, signs nobody in.

import { checkPassword, completeRecovery, FoyerError } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import { isCommonPassword } from '../../password/common-passwords.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { accountKeyOf } from '../limits.ts'
import { holderName, holderOf } from '../open-activation.ts'
import { wordsAbout } from './set-password.ts'

/** @throws FoyerError `password_too_short` and its kin, `link_invalid`, `link_expired`, `busy`. */
export const setRecoveredPassword = async ({ deps, state, person, input }: Turn<{ password: string }>): Promise<FlowState> => {
  const { place } = state
  if (person === null || place.at !== 'recovery') throw new FoyerError('action_not_open')
  checkPassword(input.password, {
    minLength: deps.config.minPasswordLength,
    maxLength: 256,
    personWords: wordsAbout(deps, person),
    isCommon: isCommonPassword,
  })
  const passwordHash = await deps.hasher.hash(input.password)
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, now) => completeRecovery(found, place, decisionContext(deps, holderOf(found.id), now)),
    { actor: holderName(person.id), passwordHash },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  const name = changed.person.email?.canonical ?? null
  if (name !== null) await deps.store.clearTries([accountKeyOf(deps.keys, name)])
  deps.wakeWorkers()
  return { ...state, place: { at: 'recovered', name } }
}
