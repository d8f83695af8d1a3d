// Headers that every answer carries, whatever its status.

import type { MiddlewareHandler } from 'hono'
import type { ResolvedConfig } from '../config.ts'
import type { AppEnv } from './request-context.ts'

/** For answers that are no documents: nothing may be loaded or framed. */
const NO_DOCUMENT = "default-src 'none'; frame-ancestors 'none'"
const TWO_YEARS_S = 63_072_000

/** Everything but the request's id, for answers that are no documents. */
export const noDocumentHeaders = (config: Pick<ResolvedConfig, 'secure'>): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': NO_DOCUMENT,
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(config.secure ? { 'Strict-Transport-Security': `max-age=${TWO_YEARS_S}; includeSubDomains` } : {}),
})

/** A route that serves a document or a public file sets its own policy and caching before; those stay. */
export const securityHeaders = (config: Pick<ResolvedConfig, 'secure'>): MiddlewareHandler<AppEnv> => {
  const defaults = Object.entries(noDocumentHeaders(config))
  return (c, next) =>
    next().then(() => {
      if (c.get('hasSecurityHeaders')) return
      const { headers } = c.res
      for (const [name, value] of defaults) if (!headers.has(name)) headers.set(name, value)
      if (!headers.has('X-Request-Id')) headers.set('X-Request-Id', c.get('facts').requestId)
    })
}
