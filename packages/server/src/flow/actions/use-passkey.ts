// Sign-in with a passkey: the browser's answer names the person and proves two factors at once.

import type { PasskeyAssertion } from '@foyer/contract'
import { FoyerError, hasAccess, isBlocked } from '@foyer/core'
import { burnCeremony, userHandleOf } from '../../passkey/ceremony.ts'
import { verifyAssertion } from '../../passkey/verify-passkey.ts'
import { describeDevice } from '../../session/describe-device.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState } from '../flow-state.ts'
import { blockLimit, bucketKey, requireAdmitted } from '../limits.ts'

/**
 * The challenge is burnt before anything is verified. Unknown, refused, deactivated: one answer.
 * @throws FoyerError `passkey_refused`, `no_access` (after a right passkey only), `passkeys_off`, `rate_limited`.
 */
export const usePasskey = async (turn: Turn<{ response: PasskeyAssertion }>): Promise<FlowState> => {
  const { deps, environment, state } = turn
  if (deps.config.settings.applications[state.application]?.passkeys === 'off') throw new FoyerError('passkeys_off')
  const blockKey = bucketKey(deps.keys, 'block', environment.block)
  const counted = await deps.store.countTry([blockLimit(blockKey)])
  requireAdmitted(counted.tallies, counted.now)
  const userId = await verifiedUser(turn)
  // Only refusals count.
  await deps.store.uncountTries([blockKey])
  const loaded = await deps.store.loadPerson({ id: userId })
  if (loaded === null || loaded.person.activatedAt === null || isBlocked(loaded.person, loaded.now)) throw new FoyerError('passkey_refused')
  const { person } = loaded
  if (!hasAccess(person, state.application)) throw new FoyerError('no_access')
  const { credentialRevision } = person
  return { ...state, place: { at: 'first_factor', userId, credentialRevision, flow: 'sign_in', first: 'passkey', second: false } }
}

const verifiedUser = async ({ deps, environment, state, now, input }: Turn<{ response: PasskeyAssertion }>): Promise<string> => {
  const challenge = await burnCeremony(deps, state.ceremony, 'use', now)
  const stored = await deps.store.findPasskey(input.response.id)
  const { userHandle } = input.response.response
  if (stored === null || (userHandle != null && userHandle !== userHandleOf(stored.userId))) throw new FoyerError('passkey_refused')
  const expected = { challenge, origin: state.origin, relyingParty: stored.relyingParty }
  const use = await verifyAssertion(input, stored, expected)
  const on = describeDevice(environment.userAgent, deps.config.organisation.locale)
  if (!(await deps.store.usePasskey(stored.id, { ...use, on }))) throw new FoyerError('passkey_refused')
  return stored.userId
}
