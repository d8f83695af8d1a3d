// Adds to a step what a factor needs: a fresh challenge for a passkey, or the key of an authenticator app. Both are sealed into the token.

import type { Step } from '@foyer/contract'
import type { Person } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { newTotpKey, totpSetup } from '../mfa/totp.ts'
import { creationOptions, newCeremony, requestOptions } from '../passkey/ceremony.ts'
import type { FlowState } from './flow-state.ts'

/** Every answer takes the challenge of the one before it away. */
export const withFactors = async (
  deps: Deps,
  given: FlowState,
  step: Step,
  person: Person | null,
  now: number,
): Promise<{ step: Step; state: FlowState }> => {
  const { ceremony: _, ...state } = given
  const policy = deps.config.settings.applications[state.application]?.passkeys ?? 'off'
  if (step.name === 'sign_in' && policy !== 'off') {
    const ceremony = newCeremony('use', now)
    return { step: { ...step, data: { ...step.data, passkey: requestOptions(deps, ceremony) } }, state: { ...state, ceremony } }
  }
  if (step.name === 'offer_passkey' && policy !== 'off' && person !== null) {
    const ceremony = newCeremony('create', now)
    const passkey = { options: creationOptions(deps, ceremony, person), required: false }
    return { step: { ...step, data: { passkey } }, state: { ...state, ceremony } }
  }
  if (step.name === 'set_password' && policy !== 'off' && person !== null) {
    const ceremony = newCeremony('create', now)
    const passkey = { options: creationOptions(deps, ceremony, person), required: policy === 'require' }
    return { step: { ...step, data: { ...step.data, passkey } }, state: { ...state, ceremony } }
  }
  if (step.name === 'set_up_totp' && person !== null) {
    const key = state.totpKey == null ? newTotpKey() : Buffer.from(state.totpKey, 'base64url')
    const data = await totpSetup(deps, key, person.email?.entered ?? person.signInName ?? '')
    return { step: { ...step, data }, state: { ...state, totpKey: Buffer.from(key).toString('base64url') } }
  }
  return { step, state }
}
