// Asks Foyer whether a session holds, seldom: remembers answers for minutes and lives through an outage.

import type { ConfigShape } from '@foyer/contract'
import { FoyerError } from '../errors.ts'
import type { Session, Sessions } from '../sessions.ts'
import { sha256Text } from './base64url.ts'
import { type Recent, recent } from './recent.ts'

export interface SessionChecks {
  check(secret: string, options?: { fresh?: boolean | undefined }): Promise<Session | null>
  /** What an exchange answered: saves the first question. */
  remember(secret: string, session: Session): Promise<void>
  forget(secret: string): Promise<void>
}

interface Answer {
  session: Session | null
  /** When the question was put; a later answer to an earlier question does not replace it. */
  askedAt: number
}

const ASK_AFTER_MS = 5 * 60_000
const HOLD_MS = 60 * 60_000
/** While Foyer is out of reach, it is asked again this often, not with every request. */
const PAUSE_MS = 5_000
const CHECK_TIMEOUT_MS = 5_000
const MAX_SESSIONS = 20_000
/** Apart from the sessions, so that made-up secrets push nobody out. */
const MAX_REFUSED = 2_000

export function sessionChecks(host: { sessions: Sessions<ConfigShape>; application: string; now: () => number }): SessionChecks {
  const { sessions, application, now } = host
  const holding: Recent<Answer> = recent(MAX_SESSIONS)
  const refused: Recent<Answer> = recent(MAX_REFUSED)
  const running = new Map<string, Promise<Session | null>>()
  let pausedUntil = 0

  const known = (key: string) => holding.get(key) ?? refused.get(key)
  const keep = (key: string, answer: Answer) => {
    if ((known(key)?.askedAt ?? -1) > answer.askedAt) return
    const [into, from] = answer.session ? [holding, refused] : [refused, holding]
    from.delete(key)
    into.set(key, answer)
  }
  const ask = async (key: string, secret: string) => {
    const askedAt = now()
    const session = await sessions.check(secret, { application }, { timeoutMs: CHECK_TIMEOUT_MS })
    keep(key, { session, askedAt })
    return session
  }
  const askOrHold = async (key: string, secret: string) => {
    const last = known(key)
    const held = last && now() - last.askedAt < HOLD_MS ? last : null
    if (held && now() < pausedUntil) return held.session
    try {
      return await ask(key, secret)
    } catch (error) {
      if (!isOutage(error)) throw error
      pausedUntil = now() + PAUSE_MS
      if (held) return held.session
      throw error
    }
  }
  const inForce = (session: Session | null) => (session && Date.parse(session.expiresAt) > now() ? session : null)

  return {
    async check(secret, { fresh = false } = {}) {
      const key = await sha256Text(secret)
      if (fresh) return inForce(await ask(key, secret))
      const last = known(key)
      if (last && now() - last.askedAt < ASK_AFTER_MS) return inForce(last.session)
      const shared = running.get(key) ?? askOrHold(key, secret).finally(() => running.delete(key))
      running.set(key, shared)
      return inForce(await shared)
    },
    async remember(secret, { user, expiresAt }) {
      keep(await sha256Text(secret), { session: { user, expiresAt }, askedAt: now() })
    },
    async forget(secret) {
      keep(await sha256Text(secret), { session: null, askedAt: now() })
    },
  }
}

/** No answer, or one that says "later": the session may well hold. */
const isOutage = (error: unknown) => error instanceof FoyerError && error.retryable
