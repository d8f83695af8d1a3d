// POST exchange: an embedded sign-in ended with a code; makes it a session of this host.

import { isFoyerError } from '../errors.ts'
import { json, problem } from './answers.ts'
import type { Host } from './host-options.ts'
import { ownOrigin } from './own-origin.ts'
import { readJson } from './read-json.ts'
import { refuseForeign } from './same-origin.ts'
import { startSession } from './start-session.ts'

/** Body: `{ code, verifier, application }`. Answers `{ user }` and sets the host's cookie. */
export async function exchangeSignIn(host: Host, request: Request): Promise<Response> {
  const origin = ownOrigin(request, host.origin)
  const foreign = refuseForeign(request, origin)
  if (foreign) return foreign
  const body = await readJson(request)
  if (body instanceof Response) return body
  const { code, verifier, application } = body
  if (typeof code !== 'string' || typeof verifier !== 'string') return problem('invalid_input', 'Send code, verifier and application.')
  if (application !== host.application) return problem('invalid_input', `This host is the application "${host.application}".`)
  try {
    const { user, cookie } = await startSession(host, request, { code, verifier, origin })
    return json({ user }, [cookie])
  } catch (error) {
    if (isFoyerError(error, 'sign_in_code_invalid', 'invalid_input')) return problem('sign_in_code_invalid', error.message)
    if (isFoyerError(error) && error.retryable) return problem('unavailable', error.message, { 'retry-after': '5' })
    throw error
  }
}
