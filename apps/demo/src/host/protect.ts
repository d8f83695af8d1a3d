// Headers of every answer: what a page may load, and who may keep or frame it.

import type { MiddlewareHandler } from 'hono'

/** A strict policy is enough for Foyer's element: no nonce, no `unsafe-inline`. Old browsers load its style sheet as a file. */
export function protect({ foyerOrigin, secure }: { foyerOrigin: string; secure: boolean }): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${foyerOrigin}`,
    `style-src 'self' ${foyerOrigin}`,
    `connect-src 'self' ${foyerOrigin}`,
    `img-src 'self' ${foyerOrigin}`,
    // The way into the admin app ends there.
    `form-action 'self' ${foyerOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return async (c, next) => {
    await next()
    const { headers } = c.res
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy)
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
    if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'strict-origin-when-cross-origin')
    headers.set('x-content-type-options', 'nosniff')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.append('vary', 'Accept-Language, Cookie')
    if (secure) headers.set('strict-transport-security', 'max-age=31536000')
  }
}
