// The own password: the completion of an activation.

import { checkPassword, completeActivation, FoyerError, normaliseTyped, type Person } from '@foyer/core'
import { type Deps, decisionContext } from '../../deps.ts'
import { commonPasswords } from '../../password/common-passwords.ts'
import { refuseLeaked } from '../../password/refuse-leaked.ts'
import { localText } from '../../text.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { holderName, holderOf } from '../open-activation.ts'
import { addressOf } from '../sign-in.ts'

/**
 * One conditional write: of many at once one wins, the others hear `already_active`.
 * @throws FoyerError `password_too_short`, `password_too_long`, `password_common`, `password_personal`, `password_is_initial`,
 * `already_active`, `link_invalid`, `link_expired`, `legal_required`, `busy`.
 */
export const setPassword = async ({ deps, state, person, input }: Turn<{ password: string }>): Promise<FlowState> => {
  const { place } = state
  if (person === null || place.at !== 'activation') throw new FoyerError('action_not_open')
  requirePasswordPolicy(deps, state.application)
  const initial = initialPasswords(deps, person)
  checkPassword(input.password, {
    minLength: deps.config.minPasswordLength,
    maxLength: 256,
    personWords: wordsAbout(deps, person),
    isCommon: await commonPasswords(),
    isInitial: (candidate) => initial.includes(normaliseTyped(candidate)),
  })
  await refuseLeaked(deps, input.password)
  const chosen = person.invitation?.chosenPassword ?? null
  if (chosen !== null && (await deps.hasher.verify(chosen.hash, input.password))) throw new FoyerError('password_is_initial')
  const passwordHash = await deps.hasher.hash(input.password)
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, now) => completeActivation(found, place.proofs, { credential: 'password' }, decisionContext(deps, holderOf(found.id), now)),
    { actor: holderName(person.id), passwordHash },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  deps.wakeWorkers()
  const { credentialRevision } = changed.person
  const { carrier } = place.proofs
  return {
    ...state,
    place: {
      at: 'first_factor',
      userId: person.id,
      credentialRevision,
      flow: 'activation',
      carrier,
      first: 'password',
      second: false,
      shownAt: changed.now,
    },
  }
}

/** Where passkeys are required, no new password is set. @throws FoyerError `action_not_open` */
export const requirePasswordPolicy = (deps: Deps, application: string): void => {
  if (deps.config.settings.applications[application]?.passkeys === 'require') throw new FoyerError('action_not_open')
}

const initialPasswords = (deps: Deps, person: Person): string[] => {
  const address = addressOf(person)
  if (person.invitation === null || address === null || !deps.secrets.canDerive(person.invitation)) return []
  return [deps.secrets.initialPassword(person.invitation, address)]
}

/** Words that a guesser who knows the person would try first. */
export const wordsAbout = (deps: Deps, person: Person): string[] => {
  const { profile, email } = person
  const names = [profile.firstName, profile.lastName, profile.externalId, email?.canonical.split('@')[0], email?.canonical.split('@')[1]]
  const applications = Object.values(deps.config.applications).map(({ name }) => localText(name, 'de'))
  return [...names, deps.config.organisation.name, ...applications].filter((word): word is string => word != null && word !== '')
}
