// Answers a route with HTML for a frame of Foyer's own pages: it runs nothing, sends nothing, and loads nothing but the logo.

import type { Deps } from '../deps.ts'
import type { FileAnswer } from './answer-file.ts'
import type { AppContext } from './request-context.ts'
import { noDocumentHeaders } from './security-headers.ts'

const POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

export const answerPage = (c: AppContext, deps: Pick<Deps, 'config'>, { type, body }: FileAnswer): Response => {
  c.set('hasSecurityHeaders', true)
  const headers = {
    ...noDocumentHeaders(deps.config),
    'Content-Type': type,
    'Content-Security-Policy': POLICY,
    'X-Request-Id': c.get('facts').requestId,
  }
  return new Response(String(body), { headers })
}
