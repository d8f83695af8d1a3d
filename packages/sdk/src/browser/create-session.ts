// Who is signed in at Foyer in this browser, for single-page apps on the same site.

import type { routes } from '@foyer/contract'
import { FoyerError } from '../errors.ts'
import { readProblem } from '../read-problem.ts'
import type { Session } from '../sessions.ts'

export interface BrowserSession {
  /** `null`: not signed in. Asks Foyer; calls at the same time share one question. */
  current(): Promise<Session | null>
  /** Bearer token for the host's own services, valid for at least 30 more seconds; `null`: not signed in. */
  accessToken(): Promise<string | null>
  /** Calls `listener` when somebody signs in or out here, in another tab, or while this one was in the background. Answers how to stop. */
  onChange(listener: (session: Session | null) => void): () => void
  signOut(): Promise<void>
}

/** Written out, not read from the route table, which would triple the size of this file; the type keeps both the same. */
const paths: { [R in SessionRoute]: (typeof routes)[R]['path'] } = {
  'session.current': '/session/current',
  'session.token': '/session/token',
  'session.signOut': '/session/sign-out',
}
type SessionRoute = 'session.current' | 'session.token' | 'session.signOut'

/** A token lives for 5 minutes. Counted from its arrival too, for clocks that are wrong. */
const TOKEN_KEPT_MS = 270_000
const TOKEN_MARGIN_MS = 30_000

/**
 * @param options.url Foyer's address.
 * @param options.application The key of the application that this page belongs to; its `origins` must list the page's.
 */
export function createSession({ url, application }: { url: string; application: string }): BrowserSession {
  const base = url.replace(/\/+$/, '')
  const body = JSON.stringify({ application })
  const listeners = new Set<(session: Session | null) => void>()
  const openChannel = () => (typeof BroadcastChannel === 'function' ? new BroadcastChannel(`foyer:${application}`) : null)
  let channel: BroadcastChannel | null = null
  let token: { value: string; until: number } | null = null
  let known: string | null | undefined
  /** Questions so far, and the latest one that was answered: a late answer to an earlier question counts for nothing. */
  let asked = 0
  let answered = 0

  const ask = async <T>(route: SessionRoute): Promise<T> => {
    let response: Response
    try {
      response = await fetch(base + paths[route], {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        credentials: 'include',
        body,
      })
    } catch (cause) {
      throw new FoyerError('unreachable', { attempts: 1 }, { retryable: true, cause })
    }
    if (!response.ok) throw await readProblem(response)
    return response.json()
  }

  const note = (session: Session | null) => {
    const id = session?.user.id ?? null
    const changed = known !== undefined && known !== id
    known = id
    if (!changed) return
    token = null
    for (const listener of listeners) listener(session)
  }
  const read = async () => {
    const turn = ++asked
    const { session } = await ask<{ session: Session | null }>('session.current')
    if (turn > answered) {
      answered = turn
      note(session)
    }
    return session
  }
  const current = single(read)
  const newToken = single(async () => {
    const before = answered
    const { accessToken, expiresAt } = await ask<{ accessToken: string | null; expiresAt: string | null }>('session.token')
    const now = Date.now()
    token =
      accessToken && expiresAt && before === answered
        ? { value: accessToken, until: Math.min(Date.parse(expiresAt) - TOKEN_MARGIN_MS, now + TOKEN_KEPT_MS) }
        : null
    return accessToken
  })
  const look = () => {
    if (document.visibilityState === 'visible') read().catch(() => {})
  }
  const tellOthers = () => {
    const own = channel ?? openChannel()
    own?.postMessage('changed')
    if (own !== channel) own?.close()
  }
  const lookAndTell = () => {
    look()
    tellOthers()
  }

  return {
    current,
    accessToken: async () => (token && Date.now() < token.until ? token.value : newToken()),
    onChange(listener) {
      if (listeners.size === 0) {
        channel = openChannel()
        channel?.addEventListener('message', look)
        addEventListener('foyer-signed-in', lookAndTell)
        document.addEventListener('visibilitychange', look)
        look()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        channel?.close()
        channel = null
        removeEventListener('foyer-signed-in', lookAndTell)
        document.removeEventListener('visibilitychange', look)
      }
    },
    async signOut() {
      await ask('session.signOut')
      answered = ++asked
      token = null
      known ??= ''
      note(null)
      tellOthers()
    },
  }
}

/** Calls made while one is under way share its answer. */
function single<T>(call: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= call().finally(() => {
      running = null
    })
    return running
  }
}
