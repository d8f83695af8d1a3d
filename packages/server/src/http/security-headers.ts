// Headers that every answer carries, whatever its status.

import type { MiddlewareHandler } from 'hono'
import type { ResolvedConfig } from '../config.ts'
import type { AppEnv } from './request-context.ts'

/** For answers that are no documents: nothing may be loaded or framed. */
const NO_DOCUMENT = "default-src 'none'; frame-ancestors 'none'"
const TWO_YEARS_S = 63_072_000

/** A route that serves a document or a public file sets its own policy and caching before; those stay. */
export const securityHeaders =
  (config: Pick<ResolvedConfig, 'secure'>): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    await next()
    const { headers } = c.res
    const setDefault = (name: string, value: string) => {
      if (!headers.has(name)) headers.set(name, value)
    }
    setDefault('X-Content-Type-Options', 'nosniff')
    setDefault('Referrer-Policy', 'no-referrer')
    setDefault('Content-Security-Policy', NO_DOCUMENT)
    setDefault('Cache-Control', 'no-store')
    setDefault('Cross-Origin-Resource-Policy', 'same-origin')
    setDefault('X-Request-Id', c.var.facts.requestId)
    if (config.secure) setDefault('Strict-Transport-Security', `max-age=${TWO_YEARS_S}; includeSubDomains`)
  }
