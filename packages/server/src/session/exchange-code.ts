// A host exchanges the code of a sign-in for a session of its own.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'
import { newSecret256 } from '../keys/oslo.ts'
import { type Caller, requireOwnApplication } from '../management/caller.ts'
import { sessionView } from './session-view.ts'
import { readSignInCode, verifierMatches } from './sign-in-code.ts'

/**
 * The code is burnt before it is verified (RFC 6749 §4.1.2, RFC 7636 §4.6), so that a wrong verifier costs it.
 * @throws FoyerError `sign_in_code_invalid` for a code that is old, used, or of another application, origin or verifier;
 * `forbidden` for an API key of another application.
 */
export const exchangeCode = async (
  deps: Deps,
  caller: Pick<Caller, 'boundTo'>,
  userAgent: string | null,
  input: ParsedInputOf<'sessions.exchange'>,
): Promise<OutputOf<'sessions.exchange'>> => {
  requireOwnApplication(caller, input.application)
  const code = readSignInCode(deps.keys, input.code, await deps.store.now())
  const fresh = await deps.store.burnNonce(`sign-in:${code.nonce}`, code.expiresAt)
  const right = code.application === input.application && code.origin === input.origin && verifierMatches(input.verifier, code.challenge)
  const application = deps.config.applications[code.application]
  if (!fresh || !right || application === undefined) throw new FoyerError('sign_in_code_invalid')
  const secret = newSecret256()
  const secretHash = hashSecret(secret)
  const family = (await deps.store.listSessions(code.userId)).find(({ familyId }) => familyId === code.familyId)
  if (family === undefined) throw new FoyerError('sign_in_code_invalid')
  const started = await deps.store.startSession({
    session: {
      id: uuidv7(),
      userId: code.userId,
      application: application.key,
      familyId: code.familyId,
      kind: 'host',
      secretHash,
      credentialRevision: family.credentialRevision,
      idleMs: family.shared ? Math.min(family.idleMs, application.idleMs) : application.idleMs,
      ttlMs: application.absoluteMs,
      userAgent: family.userAgent ?? userAgent,
      shared: family.shared,
    },
    event: { type: 'session.started', data: { application: application.key, kind: 'host' } },
    actor: `holder:${code.userId}`,
  })
  const checked = started === null ? null : await deps.store.checkSession(secretHash, application.key)
  if (checked === null) throw new FoyerError('sign_in_code_invalid')
  return { ...sessionView(deps.config.settings.profile, checked), sessionSecret: secret, shared: family.shared }
}
