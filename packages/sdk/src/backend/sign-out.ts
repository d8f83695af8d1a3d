// POST sign-out: ends the session at Foyer and takes the cookie away.

import { noContent, redirect } from './answers.ts'
import { readSecret, sessionCookie, writeCookie } from './host-cookie.ts'
import type { Host } from './host-options.ts'
import { ownOrigin } from './own-origin.ts'
import { ownPath } from './own-path.ts'
import { refuseForeign } from './same-origin.ts'
import { endSession } from './start-session.ts'

/** A form is sent on to `return-to` (a path of this host, `/` when not given); a script gets 204. */
export async function signOut(host: Host, request: Request): Promise<Response> {
  const origin = ownOrigin(request, host.origin)
  const foreign = refuseForeign(request, origin)
  if (foreign) return foreign
  const secret = readSecret(request, host.application, origin)
  if (secret !== null) await endSession(host, secret)
  const cleared = writeCookie(sessionCookie(host.application), '', origin, 0)
  if (!request.headers.get('accept')?.includes('text/html')) return noContent([cleared])
  return redirect(303, ownPath(new URL(request.url).searchParams.get('return-to')) ?? '/', [cleared])
}
