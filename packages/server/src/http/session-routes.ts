// The browser's own session at Foyer: who is signed in, a token, the way out.

import type { OutputOf } from '@foyer/contract'
import type { ResolvedApplication } from '../config.ts'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'
import { requireOrigin } from '../flow/start-flow.ts'
import { ACCESS_TOKEN_TTL_MS, makeAccessToken } from '../session/access-token.ts'
import { sessionView } from '../session/session-view.ts'
import type { CheckedSession } from '../store/session.port.ts'
import { clearSessionCookie, readSessionCookie } from './cookies.ts'
import type { AppContext } from './request-context.ts'
import type { Call } from './serve-route.ts'

export const currentSession = async ({ c, deps, input }: Call<'session.current'>): Promise<OutputOf<'session.current'>> => {
  const checked = await checkCookie(deps, c, applicationOf(deps, c, input.application))
  return { session: checked === null ? null : sessionView(deps.config.settings.profile, checked) }
}

export const sessionToken = async ({ c, deps, input }: Call<'session.token'>): Promise<OutputOf<'session.token'>> => {
  const checked = await checkCookie(deps, c, applicationOf(deps, c, input.application))
  if (checked === null) return { accessToken: null, expiresAt: null }
  const { session, now } = checked
  const accessToken = makeAccessToken(
    deps.keys,
    deps.config.url,
    { sub: session.userId, aud: session.application, sid: session.familyId },
    now,
  )
  return { accessToken, expiresAt: new Date(now + ACCESS_TOKEN_TTL_MS).toISOString() }
}

/** Ends every session of this sign-in, those of hosts included. */
export const signOut = async ({ c, deps, input }: Call<'session.signOut'>): Promise<OutputOf<'session.signOut'>> => {
  const application = applicationOf(deps, c, input.application)
  const secret = readSessionCookie(c, deps.config, application.key)
  clearSessionCookie(c, deps.config, application)
  const ended = secret === null ? 0 : await deps.store.endSessions({ secretHash: hashSecret(secret) }, 'system')
  return { ended: ended > 0 }
}

const applicationOf = (deps: Deps, c: AppContext, key: string): ResolvedApplication =>
  requireOrigin(deps, key, c.req.header('origin') ?? '')

const checkCookie = async (deps: Deps, c: AppContext, application: ResolvedApplication): Promise<CheckedSession | null> => {
  const secret = readSessionCookie(c, deps.config, application.key)
  if (secret === null) return null
  const checked = await deps.store.checkSession(hashSecret(secret), application.key)
  if (checked !== null && checked.now - checked.session.lastUsedAt >= checked.session.idleMs / 10)
    await deps.store.touchSession(checked.session.id)
  return checked
}
