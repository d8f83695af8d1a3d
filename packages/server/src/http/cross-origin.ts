// CORS for the routes that the widget and the browser SDK call from pages of the applications.

import { routes } from '@foyer/contract'
import type { MiddlewareHandler } from 'hono'
import type { ResolvedConfig } from '../config.ts'
import type { AppContext, AppEnv } from './request-context.ts'

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
  return (c, next) => {
    if (!openPaths.has(c.req.path.slice(config.basePath.length))) return next()
    const given = c.req.header('origin')
    const origin = given !== undefined && listed.has(given) ? given : null
    return c.req.method === 'OPTIONS' ? answerPreflight(c, origin) : next().then(() => allow(c, origin))
  }
}

/** @param origin `null` where it is none of ours */
const answerPreflight = async (c: AppContext, origin: string | null): Promise<Response> => {
  if (origin === null) return c.body(null, 403, { Vary: 'Origin' })
  return c.body(null, 204, {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Content-Type, Accept-Language',
    'Access-Control-Max-Age': String(TEN_MINUTES_S),
    Vary: 'Origin',
  })
}

const allow = ({ res: { headers } }: AppContext, origin: string | null): void => {
  headers.append('Vary', 'Origin')
  if (origin === null) return
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Allow-Credentials', 'true')
  headers.set('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After')
  headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
}
