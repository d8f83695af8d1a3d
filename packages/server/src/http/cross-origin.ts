// CORS for the routes that the widget and the browser SDK call from pages of the applications.

import { routes } from '@foyer/contract'
import type { MiddlewareHandler } from 'hono'
import type { ResolvedConfig } from '../config.ts'
import type { AppEnv } from './request-context.ts'

const openPaths: ReadonlySet<string> = new Set(
  Object.values(routes).flatMap((route) => (route.class === 'flow' || route.class === 'session' ? [route.path] : [])),
)

const TEN_MINUTES_S = 600

/**
 * Exact origins of any application are answered; which application a page may use is decided by the route itself.
 * Managing routes send no CORS headers at all.
 */
export const crossOrigin = (config: ResolvedConfig): MiddlewareHandler<AppEnv> => {
  const listed = new Set(Object.values(config.applications).flatMap(({ origins }) => [...origins]))
  return async (c, next) => {
    if (!openPaths.has(c.req.path.slice(config.basePath.length))) return next()
    const origin = c.req.header('origin')
    const allowed = origin !== undefined && listed.has(origin)
    if (c.req.method === 'OPTIONS') {
      if (!allowed) return c.body(null, 403, { Vary: 'Origin' })
      return c.body(null, 204, {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': 'Content-Type, Accept-Language',
        'Access-Control-Max-Age': String(TEN_MINUTES_S),
        Vary: 'Origin',
      })
    }
    await next()
    c.res.headers.append('Vary', 'Origin')
    if (!allowed) return
    c.res.headers.set('Access-Control-Allow-Origin', origin)
    c.res.headers.set('Access-Control-Allow-Credentials', 'true')
    c.res.headers.set('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After')
    c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
  }
}
