// A host's sign-in routes and its verifier, for any framework that speaks Request and Response.

import { type Verify, verifierOf } from './create-verifier.ts'
import { exchangeSignIn } from './exchange-sign-in.ts'
import { createHost, type HostOptions } from './host-options.ts'
import { finishSignIn, startSignIn } from './hosted-sign-in.ts'
import { signOut } from './sign-out.ts'

export type Handler = (request: Request) => Promise<Response>

export interface HostAuth {
  /** POST: the element's `exchange`. Only from pages of this host. */
  exchange: Handler
  /** GET: begins a sign-in over Foyer's pages; `?return-to=` names a path of this host. */
  start: Handler
  /** GET, beside `start`: where Foyer sends the browser back to. */
  callback: Handler
  /** POST: ends the session. Only from pages of this host. */
  signOut: Handler
  /** Shares its memory with the routes: whoever signs out is out at once. */
  verify: Verify
}

/** @throws FoyerError `config_missing` when neither options nor environment name the address or the key */
export function createHostAuth(options: HostOptions): HostAuth {
  const host = createHost(options)
  return {
    exchange: (request) => exchangeSignIn(host, request),
    start: (request) => startSignIn(host, request),
    callback: (request) => finishSignIn(host, request),
    signOut: (request) => signOut(host, request),
    verify: verifierOf(host),
  }
}
