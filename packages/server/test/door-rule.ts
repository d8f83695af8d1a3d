// Who is let in where, on one page: written apart from the server, which is held against it route by route.

import type { ErrorCode, Permission, Role, Route } from '@foyer/contract'

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
  /** Of the key where there is one, else of the cookie. */
  role: Role | null
}

const RANKS: readonly (Role | null)[] = [null, 'viewer', 'helper', 'manager', 'owner']

/** The least role. Backends call with keys that manage. */
const LEAST: Record<Permission, Role | null> = {
  none: null,
  read: 'viewer',
  handOver: 'helper',
  write: 'manager',
  invite: 'manager',
  backend: 'manager',
  owner: 'owner',
}

/** The code that the door answers with; `null` where it opens. */
export const refusalAtTheDoor = ({ class: kind, permission, method }: Route, shown: Shown): ErrorCode | null => {
  const browsers = kind === 'flow' || kind === 'session'
  // Pages of applications, which name themselves; nothing else that they carry is asked for here.
  if (browsers) return shown.origin === 'own' || shown.origin === 'listed' ? null : 'origin_not_allowed'
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
  const tooLow = RANKS.indexOf(shown.role) < RANKS.indexOf(LEAST[permission])
  if (kind === 'backend') return shown.key === null || tooLow ? 'forbidden' : null
  return tooLow ? 'role_too_low' : null
}
