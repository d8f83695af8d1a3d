// Who is let in where, on one page: written apart from the server, which is held against it route by route.

import { type ErrorCode, type Permission, type Role, type Route, type RouteName, routes, type Scope } from '@foyer/contract'

/** What a request shows of who sends it. */
export interface Shown {
  /** `null`: none. */
  origin: 'own' | 'listed' | 'foreign' | null
  /** What `Sec-Fetch-Site` says. */
  site: 'same-origin' | 'none' | 'same-site' | 'cross-site' | 'odd' | null
  /** An API key, or something in its place. */
  key: 'good' | 'dead' | 'malformed' | null
  /** A cookie of the managing application that holds now. */
  cookie: boolean
  /** Of the cookie, where there is no key. */
  role: Role | null
  /** Of the key. */
  scopes: readonly Scope[]
}

const RANKS: readonly (Role | null)[] = [null, 'viewer', 'helper', 'manager', 'owner']

/** The least role. */
const LEAST: Record<Exclude<Permission, 'backend'>, Role | null> = {
  none: null,
  read: 'viewer',
  handOver: 'helper',
  write: 'manager',
  invite: 'manager',
  owner: 'owner',
}

/** The one scope beside `owner` that a key needs. */
const scopeOf = (name: RouteName, { permission, class: kind }: Route): Scope => {
  if (kind === 'backend') return 'sessions:check'
  if (permission === 'owner') return 'owner'
  if (name.startsWith('events.')) return 'events:read'
  if (name.startsWith('legal.')) return 'legal:read'
  if (permission === 'invite' || permission === 'handOver') return 'invitations:write'
  return permission === 'read' ? 'users:read' : 'users:write'
}

/** The code that the door answers with; `null` where it opens. */
export const refusalAtTheDoor = (name: RouteName, shown: Shown): ErrorCode | null => {
  const route: Route = routes[name]
  const { class: kind, permission, method } = route
  const browsers = kind === 'flow' || kind === 'session'
  // Pages of applications, which name themselves; nothing else that they carry is asked for here.
  if (browsers) return shown.origin === 'own' || shown.origin === 'listed' ? null : 'origin_not_allowed'
  // The holder's own page: Foyer's, and no other.
  if (kind === 'account') {
    if (shown.origin !== 'own') return 'origin_not_allowed'
    return shown.site === null || shown.site === 'same-origin' || shown.site === 'none' ? null : 'cross_site'
  }
  // Servers of providers, who sign what they post.
  if (kind === 'webhook') return shown.origin === null ? null : 'origin_not_allowed'
  if (kind === 'public') return null

  // A key is for programs: a browser's origin beside it is a mistake, or worse.
  if (shown.key === 'malformed') return 'unauthenticated'
  if (shown.key !== null && shown.origin !== null) return 'origin_not_allowed'
  if (shown.key === 'dead') return 'unauthenticated'

  // A cookie counts on Foyer's own pages alone, and a browser says where a page that writes stands.
  if (shown.key === null) {
    if (shown.origin === null && method !== 'GET') return 'unauthenticated'
    if (shown.origin !== null && shown.origin !== 'own') return 'origin_not_allowed'
    if (shown.site !== null && shown.site !== 'same-origin' && shown.site !== 'none') return 'cross_site'
    if (!shown.cookie) return 'unauthenticated'
  }
  if (shown.key !== null) {
    const opens = shown.scopes.includes('owner') || shown.scopes.includes(scopeOf(name, route))
    return opens ? null : 'scope_missing'
  }
  if (permission === 'backend') return 'forbidden'
  return RANKS.indexOf(shown.role) < RANKS.indexOf(LEAST[permission]) ? 'role_too_low' : null
}
