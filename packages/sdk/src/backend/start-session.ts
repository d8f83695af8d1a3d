// Exchanges a code and writes the host's cookie; somebody else's session that the browser had before is ended.

import { isFoyerError } from '../errors.ts'
import type { SessionUser } from '../sessions.ts'
import { readSecret, sessionCookie, writeCookie } from './host-cookie.ts'
import type { Host } from './host-options.ts'

export interface StartedSession {
  user: SessionUser
  /** The `Set-Cookie` line. */
  cookie: string
}

/** @throws FoyerError as `sessions.exchange` */
export async function startSession(
  host: Host,
  request: Request,
  proof: { code: string; verifier: string; origin: string },
): Promise<StartedSession> {
  const { sessionSecret, shared, ...session } = await host.sessions.exchange({ ...proof, application: host.application })
  await host.checks.remember(sessionSecret, session)
  const former = readSecret(request, host.application, proof.origin)
  if (former !== null && (await belongsToAnother(host, former, session.user.id))) await endSession(host, former)
  const maxAgeS = shared ? null : (Date.parse(session.expiresAt) - host.now()) / 1000
  return { user: session.user, cookie: writeCookie(sessionCookie(host.application), sessionSecret, proof.origin, maxAgeS) }
}

/** The same person's former session may share its beginning with the new one: ending it would end both. */
async function belongsToAnother(host: Host, secret: string, userId: string): Promise<boolean> {
  try {
    const session = await host.checks.check(secret)
    return session !== null && session.user.id !== userId
  } catch (error) {
    if (isFoyerError(error) && error.retryable) return false
    throw error
  }
}

const END_TIMEOUT_MS = 5_000

/** Ends a session here at once and at Foyer; while Foyer is out of reach the browser's loss of the cookie must do. */
export async function endSession(host: Host, secret: string): Promise<void> {
  await host.checks.forget(secret)
  try {
    await host.sessions.end(secret, { timeoutMs: END_TIMEOUT_MS })
  } catch (error) {
    if (!isFoyerError(error) || !error.retryable) throw error
  }
}
