// Refuses what reached the proxy in front of us unencrypted: sending it on to https would hide that it was readable on its way.

import { FoyerError } from '@foyer/core'
import type { MiddlewareHandler } from 'hono'
import type { ResolvedConfig } from '../config.ts'
import type { AppContext, AppEnv } from './request-context.ts'

/** Asked by machines inside, past any proxy. */
const PROBES: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics'])

/**
 * Goes by `X-Forwarded-Proto`, whoever sends it: somebody who makes it up is refused, and nobody is let in by it.
 * @throws FoyerError `https_required`
 */
export const refusePlainHttp = (config: Pick<ResolvedConfig, 'secure' | 'basePath'>): MiddlewareHandler<AppEnv> => {
  if (!config.secure) return (_, next) => next()
  return (c, next) => {
    const proto = c.req.header('x-forwarded-proto')
    if (proto === undefined || isEncrypted(c) || PROBES.has(c.req.path.slice(config.basePath.length))) return next()
    // The first is the proxy that the client met.
    if (proto.split(',')[0]?.trim().toLowerCase() === 'http') throw new FoyerError('https_required')
    return next()
  }
}

const isEncrypted = (c: AppContext): boolean => {
  const env = c.env as { incoming?: { socket?: { encrypted?: boolean } } } | undefined
  return env?.incoming?.socket?.encrypted === true
}
