// The last questions before a session: whose device, a passkey for the next time, and whether somebody who wished to be erased stays.

import type { PasskeyAttestation } from '@foyer/contract'
import { addPasskey, FoyerError, keepAccount as keep, maskAddress, mayOfferPasskey, passkeyName } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import { burnCeremony } from '../../passkey/ceremony.ts'
import { verifyAttestation } from '../../passkey/verify-passkey.ts'
import { describeDevice } from '../../session/describe-device.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import type { FirstFactorPlace } from '../last-questions.ts'
import { holderName, holderOf } from '../open-activation.ts'

export const answerDevice =
  (device: 'own' | 'shared') =>
  async (turn: Turn): Promise<FlowState> => ({ ...turn.state, place: { ...placeOf(turn), device } })

/** Not now: the sign-in goes on. */
export const skipPasskey = async (turn: Turn): Promise<FlowState> => ({ ...turn.state, place: { ...placeOf(turn), offer: 'closed' } })

/**
 * A passkey beside the password that was just shown.
 * @throws FoyerError `reauthentication_required` when that was too long ago, `passkey_refused`, `passkey_exists`.
 */
export const addOfferedPasskey = async (turn: Turn<{ response: PasskeyAttestation }>): Promise<FlowState> => {
  const { deps, environment, state, person, now, input } = turn
  const place = placeOf(turn)
  if (person === null) throw new FoyerError('action_not_open')
  const shown = { first: place.first, shownAt: place.shownAt ?? null, device: place.device ?? 'unknown' }
  if (!mayOfferPasskey(person, state.application, shown, { settings: deps.config.settings, now }))
    throw new FoyerError('reauthentication_required')
  const challenge = await burnCeremony(deps, state.ceremony, 'create', now)
  const { id, passkey } = await verifyAttestation(input, { challenge, origin: state.origin, relyingParty: deps.config.relyingParty })
  const name = passkeyName(describeDevice(environment.userAgent, environment.locale))
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, at) => addPasskey(found, { id, name }, decisionContext(deps, holderOf(found.id), at)),
    { actor: holderName(person.id), passkey },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  deps.wakeWorkers()
  return { ...state, place: { ...place, offer: 'closed' } }
}

/** Signed in: the sign-in goes on. By the mailed link: nobody is signed in by it. @throws FoyerError `link_invalid`, `link_expired`. */
export const keepAccount = async ({ deps, state, person }: Turn): Promise<FlowState> => {
  const { place } = state
  if (person === null || (place.at !== 'first_factor' && place.at !== 'keep')) throw new FoyerError('action_not_open')
  const proof = place.at === 'keep' ? { grantId: place.grantId, generation: place.generation } : null
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, at) => keep(found, proof, decisionContext(deps, holderOf(found.id), at)),
    { actor: holderName(person.id) },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  if (place.at === 'first_factor') return state
  const { email, signInName } = changed.person
  return { ...state, place: { at: 'kept', nameMasked: email === null ? signInName : maskAddress(email.canonical) } }
}

const placeOf = ({ state }: Turn<unknown>): FirstFactorPlace => {
  if (state.place.at !== 'first_factor') throw new FoyerError('action_not_open')
  return state.place
}
