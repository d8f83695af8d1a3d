// Who calls a managing or backend route.

import { hash } from 'node:crypto'
import { type KeyRoute, type Route, routeScopes, routes, routesForOneApplication, type Scope } from '@foyer/contract'
import { type Actor, FoyerError, requireRole, roleForPermission } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { hashSecret } from '../flow/finish.ts'
import { requireScope } from '../management/caller.ts'
import { isLoopback } from './client-address.ts'
import { readSessionCookie } from './cookies.ts'
import type { AppContext } from './request-context.ts'

const BEARER = /^Bearer (fk_[A-Za-z0-9_-]{43})$/

export interface Authenticated {
  actor: Actor
  /** What an API key may do; `null` for people. */
  scopes: readonly Scope[] | null
  /** The one application that an API key is for; `null` for keys for all, and for people. */
  boundTo: string | null
}

/**
 * An API key and no `Origin`, or the cookie of a managing application on Foyer's own origin.
 * @throws FoyerError `unauthenticated`, `origin_not_allowed`, `cross_site`, `role_too_low`, `scope_missing`, `forbidden`.
 */
export const authenticate = async (deps: Deps, c: AppContext, name: KeyRoute): Promise<Authenticated> => {
  const route: Route = routes[name]
  const authorization = c.req.header('authorization')
  const authenticated = authorization === undefined ? await bySession(deps, c, route) : await byKey(deps, c, authorization)
  // The one place where keys are held to their scopes.
  requireScope(authenticated, routeScopes[name])
  if (authenticated.boundTo !== null && !routesForOneApplication.includes(name)) throw new FoyerError('forbidden')
  requirePermission(authenticated.actor, route)
  return authenticated
}

/** In demo mode keys answer this machine only, for the demo may serve a whole network. */
const byKey = async (deps: Deps, c: AppContext, authorization: string): Promise<Authenticated> => {
  const secret = BEARER.exec(authorization)?.[1]
  if (secret === undefined) throw new FoyerError('unauthenticated')
  if (c.req.header('origin') !== undefined) throw new FoyerError('origin_not_allowed')
  const key = await deps.store.findApiKey(hash('sha256', secret, 'buffer'))
  if (key === null || (deps.config.demo && !isLoopback(c))) throw new FoyerError('unauthenticated')
  await deps.store.touchApiKey(key.id)
  const role = key.scopes.includes('owner') ? 'owner' : 'manager'
  return { actor: { kind: 'api_key', keyId: key.id, role }, scopes: key.scopes, boundTo: key.application }
}

const bySession = async (deps: Deps, c: AppContext, route: Route): Promise<Authenticated> => {
  const origin = c.req.header('origin')
  if (route.method !== 'GET' && origin === undefined) throw new FoyerError('unauthenticated')
  if (origin !== undefined && origin !== deps.config.origin) throw new FoyerError('origin_not_allowed')
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new FoyerError('cross_site')
  for (const application of Object.values(deps.config.applications)) {
    if (!application.manages) continue
    const secret = readSessionCookie(c, deps.config, application.key)
    if (secret === null) continue
    const checked = await deps.store.checkSession(hashSecret(secret), application.key)
    if (checked === null || checked.user.role === null) continue
    await deps.store.touchSession(checked.session.id)
    return { actor: { kind: 'user', userId: checked.user.id, role: checked.user.role }, scopes: null, boundTo: null }
  }
  throw new FoyerError('unauthenticated')
}

const requirePermission = (actor: Actor, { permission }: Route): void => {
  if (permission === 'none') return
  if (permission !== 'backend') {
    requireRole(actor, roleForPermission[permission])
    return
  }
  if (actor.kind !== 'api_key') throw new FoyerError('forbidden')
}
