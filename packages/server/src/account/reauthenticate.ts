// Proving once more who is there, with what the person has: a recovery or an initial password alone never counts.

import type { PasskeyAssertion } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import { accountLimit, bucketKey, requireAdmitted } from '../flow/limits.ts'
import { proveSecondFactor } from '../mfa/prove-second-factor.ts'
import { burnCeremony } from '../passkey/ceremony.ts'
import { verifyAssertion } from '../passkey/verify-passkey.ts'
import { describeDevice } from '../session/describe-device.ts'
import { type AccountSession, renewCookie } from './account-session.ts'
import { openTicket } from './ticket.ts'

export type Proof = { password: string; code?: string | undefined } | { ticket: string; response: PasskeyAssertion }

/**
 * The session gets a new secret with it.
 * @throws FoyerError `credentials_wrong`, `code_wrong`, `rate_limited`, `passkey_refused`, `busy`.
 */
export const reauthenticate = async (account: AccountSession, proof: Proof): Promise<null> => {
  await ('password' in proof ? provePassword(account, proof) : provePasskey(account, proof))
  await renewCookie(account)
  return null
}

const provePassword = async (
  { deps, person }: AccountSession,
  { password, code }: { password: string; code?: string | undefined },
): Promise<void> => {
  const key = bucketKey(deps.keys, 'reauthenticate', person.id)
  const { tallies, now } = await deps.store.countTry([accountLimit(key)])
  requireAdmitted(tallies, now)
  const right = await deps.hasher.verify(await deps.store.readPassword(person.id), password)
  if (!right) throw new FoyerError('credentials_wrong')
  await deps.store.clearTries([key])
  if (person.totpSince !== null) await proveSecondFactor(deps, person, code ?? '')
}

const provePasskey = async (
  { c, deps, session, person, now }: AccountSession,
  { ticket, response }: { ticket: string; response: PasskeyAssertion },
): Promise<void> => {
  const { use } = openTicket(deps, ticket, 'passkey', { sessionId: session.id, now })
  const challenge = await burnCeremony(deps, use, 'use', now)
  const stored = await deps.store.findPasskey(response.id)
  if (stored === null || stored.userId !== person.id) throw new FoyerError('passkey_refused')
  const used = await verifyAssertion({ response }, stored, { challenge, origin: deps.config.origin, relyingParty: stored.relyingParty })
  const on = describeDevice(c.req.header('user-agent') ?? null, deps.config.organisation.locale)
  if (!(await deps.store.usePasskey(stored.id, { ...used, on }))) throw new FoyerError('passkey_refused')
}
