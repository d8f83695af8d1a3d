// Tells a host's backend who is asking, by the host's own cookie.

import type { Session } from '../sessions.ts'
import { readSecret } from './host-cookie.ts'
import { createHost, type Host, type HostOptions } from './host-options.ts'
import { ownOrigin } from './own-origin.ts'

/**
 * `null`: not signed in. Asks Foyer at most once in 5 minutes per process and session; when Foyer is out of reach the last answer holds
 * for up to 60 minutes. `{ fresh: true }` asks now, for what must not go wrong.
 * @throws FoyerError `unreachable`, `timed_out` or `unavailable` when Foyer is out of reach and there is no answer to hold on to
 */
export type Verify = (request: Request, options?: { fresh?: boolean }) => Promise<Session | null>

export function createVerifier(options: HostOptions): Verify {
  return verifierOf(createHost(options))
}

export function verifierOf(host: Host): Verify {
  return async (request, options) => {
    const secret = readSecret(request, host.application, ownOrigin(request, host.origin))
    return secret === null ? null : host.checks.check(secret, options)
  }
}
