// A passkey in place of a password: it completes an activation or a recovery as a password would.

import type { PasskeyAttestation } from '@foyer/contract'
import { completeActivation, completeRecovery, FoyerError, passkeyName } from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import { burnCeremony } from '../../passkey/ceremony.ts'
import { verifyAttestation } from '../../passkey/verify-passkey.ts'
import { describeDevice } from '../../session/describe-device.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { accountKeyOf } from '../limits.ts'
import { holderName, holderOf } from '../open-activation.ts'
import { recoveryProof } from './set-recovered-password.ts'

/**
 * One conditional write, as with a password.
 * @throws FoyerError `passkey_refused`, `passkey_exists`, `passkeys_off`, and those of the activation or recovery.
 */
export const createPasskey = async (turn: Turn<{ response: PasskeyAttestation; keep?: string[] | undefined }>): Promise<FlowState> => {
  const { deps, environment, state, person, now, input } = turn
  const { place } = state
  if (person === null || (place.at !== 'activation' && place.at !== 'recovery')) throw new FoyerError('action_not_open')
  if (deps.config.settings.applications[state.application]?.passkeys === 'off') throw new FoyerError('passkeys_off')
  const challenge = await burnCeremony(deps, state.ceremony, 'create', now)
  const made = await verifyAttestation(input, { challenge, origin: state.origin, relyingParty: deps.config.relyingParty })
  const name = passkeyName(describeDevice(environment.userAgent, environment.locale))
  const credential = { credential: 'passkey', passkey: { id: made.id, name } } as const
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, at) => {
      const context = decisionContext(deps, holderOf(found.id), at)
      if (place.at === 'activation') return completeActivation(found, place.proofs, credential, context)
      return completeRecovery(found, recoveryProof(place), context, { ...credential, keepPasskeys: input.keep })
    },
    { actor: holderName(person.id), passkey: made.passkey },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  deps.wakeWorkers()
  const { credentialRevision, email } = changed.person
  if (place.at === 'activation')
    return {
      ...state,
      place: {
        at: 'first_factor',
        userId: person.id,
        credentialRevision,
        flow: 'activation',
        carrier: place.proofs.carrier,
        first: 'passkey',
        second: false,
      },
    }
  if (email !== null) await deps.store.clearTries([accountKeyOf(deps.keys, email.canonical)])
  return { ...state, place: { at: 'recovered', name: email?.canonical ?? null } }
}
