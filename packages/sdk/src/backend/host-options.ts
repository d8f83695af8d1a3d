// What the backend's parts are told, and what they share.

import type { ConfigShape } from '@foyer/contract'
import { readConnection } from '../connection.ts'
import { connect } from '../request.ts'
import { type Sessions, sessions } from '../sessions.ts'
import { type SessionChecks, sessionChecks } from './session-checks.ts'
import { type SignInState, signInState } from './sign-in-state.ts'

export interface HostOptions {
  /** Foyer's address. Default: the environment variable `FOYER_URL`. */
  url?: string | undefined
  /** The application that this host is. */
  application: string
  /** Default, for `null` too: the environment variable `FOYER_API_KEY`. */
  apiKey?: string | null | undefined
  /**
   * This host's own origin as its visitors see it, such as `https://app.example.com`. Default: from each request, taken as https unless
   * it is loopback. Set it where a proxy changes the host name.
   */
  origin?: string | undefined
  fetch?: typeof fetch | undefined
  /** Milliseconds since 1970. Default: `Date.now`. */
  now?: (() => number) | undefined
}

export interface Host {
  url: string
  application: string
  origin: string | undefined
  now: () => number
  sessions: Sessions<ConfigShape>
  checks: SessionChecks
  signIn: SignInState
}

/** @throws FoyerError `config_missing` */
export function createHost({ url, application, apiKey, origin, fetch, now = Date.now }: HostOptions): Host {
  const connection = readConnection({ url, apiKey: apiKey ?? undefined, fetch })
  const calls = sessions<ConfigShape>(connect(connection))
  return {
    url: connection.url,
    application,
    origin,
    now,
    sessions: calls,
    checks: sessionChecks({ sessions: calls, application, now }),
    signIn: signInState({ apiKey: connection.apiKey, now }),
  }
}
