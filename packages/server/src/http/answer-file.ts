// Answers a route with a file: saved under its name, never kept by anybody on the way.

import type { OutputOf } from '@foyer/contract'
import type { Deps } from '../deps.ts'
import type { AppContext } from './request-context.ts'
import { noDocumentHeaders } from './security-headers.ts'

export type FileAnswer = OutputOf<'invitations.qr'>

const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

export const answerFile = (c: AppContext, deps: Deps, { name, type, body }: FileAnswer): Response => {
  c.set('hasSecurityHeaders', true)
  const headers = {
    ...noDocumentHeaders(deps.config),
    // Shown after all, in whatever window: it loads nothing and runs nothing.
    'Content-Security-Policy': FILE_POLICY,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`,
    'Cache-Control': 'no-store',
    'X-Request-Id': c.get('facts').requestId,
  }
  if (typeof body === 'string' || body instanceof Uint8Array)
    return new Response(typeof body === 'string' ? body : Buffer.from(body), { headers })
  return new Response(ReadableStream.from(body) as unknown as ReadableStream<Uint8Array>, { headers })
}
