// Whose account it is: the cookie of one application, shown by a page of Foyer's own origin.

import { FoyerError, type Person } from '@foyer/core'
import type { ResolvedApplication } from '../config.ts'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'
import { requireOrigin } from '../flow/start-flow.ts'
import { readSessionCookie, writeSessionCookie } from '../http/cookies.ts'
import type { AppContext } from '../http/request-context.ts'
import { newSecret256 } from '../keys/oslo.ts'
import type { SessionFacts } from '../store/session.port.ts'
import type { Locale } from '../text.ts'

/** A proof of the credential counts this long for what is sensitive. */
export const FRESH_MS = 10 * 60_000

export interface AccountSession {
  c: AppContext
  deps: Deps
  application: ResolvedApplication
  session: SessionFacts
  person: Person
  now: number
  locale: Locale
}

/** @throws FoyerError `application_unknown`, `unauthenticated`. */
export const openAccount = async (deps: Deps, c: AppContext, key: string, locale: Locale): Promise<AccountSession> => {
  const application = requireOrigin(deps, key, deps.config.origin)
  const secret = readSessionCookie(c, deps.config, key)
  const checked = secret === null ? null : await deps.store.checkSession(hashSecret(secret), key)
  if (checked === null) throw new FoyerError('unauthenticated')
  await deps.store.touchSession(checked.session.id)
  const [session, loaded] = [await deps.store.readSession(checked.session.id), await deps.store.loadPerson({ id: checked.user.id })]
  if (session === null || loaded === null) throw new FoyerError('unauthenticated')
  return { c, deps, application, session, person: loaded.person, now: loaded.now, locale }
}

export const isFresh = ({ session, now }: Pick<AccountSession, 'session' | 'now'>): boolean =>
  session.provenAt !== null && now - session.provenAt < FRESH_MS

/** A new secret for the same session: whoever read the old one along has nothing. @throws FoyerError `unauthenticated` when it ended meanwhile. */
export const renewCookie = async ({ c, deps, application, session, now }: AccountSession): Promise<void> => {
  const secret = newSecret256()
  if (!(await deps.store.renewSession(session.id, hashSecret(secret), { proven: true }))) throw new FoyerError('unauthenticated')
  writeSessionCookie(c, deps.config, application, secret, session.shared ? null : Math.max(0, session.expiresAt - now))
}
