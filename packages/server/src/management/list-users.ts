// Lists and counts of people, by filter and cursor.

import { createHash } from 'node:crypto'
import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError, parseMoment } from '@foyer/core'
import type { Deps, ManagementDeps } from '../deps.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { PersonFilter, PersonPosition } from '../store/user-list.port.ts'
import { type Caller, requireOwnApplication } from './caller.ts'
import { userView } from './user-view.ts'

const DEFAULT_LIMIT = 50

type Query = ParsedInputOf<'users.list'>

/** @throws FoyerError `invalid_input` for a cursor that was not made for this filter and sort; `forbidden` for people of another application than the key's. */
export const listUsers = async (deps: ManagementDeps, caller: Caller, query: Query): Promise<OutputOf<'users.list'>> => {
  const { after, limit = DEFAULT_LIMIT, sort = 'lastName', ...filter } = query
  const scope = createHash('sha256')
    .update(JSON.stringify([sort, filter]))
    .digest('base64url')
    .slice(0, 22)
  const page = await deps.store.listUsers(withinReach(caller, readFilter(deps, filter)), {
    sort,
    limit,
    after: readCursor(deps, after, scope),
  })
  return {
    items: page.items.map((loaded) => userView(deps, loaded, caller)),
    next: page.next === null ? null : writeCursor(deps, page.next, scope),
    more: page.more,
  }
}

export const countUsers = async (
  deps: ManagementDeps,
  caller: Caller,
  query: ParsedInputOf<'users.count'>,
): Promise<OutputOf<'users.count'>> => deps.store.countUsers(withinReach(caller, readFilter(deps, query)))

/** A key for one application sees the people of that one alone. */
const withinReach = (caller: Caller, filter: PersonFilter): PersonFilter => {
  if (caller.boundTo === null) return filter
  if (filter.application !== undefined) requireOwnApplication(caller, filter.application)
  return { ...filter, application: caller.boundTo }
}

/** A filter as the store takes it. @throws FoyerError `invalid_input` for a moment that is none. */
export const readFilter = (deps: Pick<Deps, 'config'>, filter: ParsedInputOf<'users.count'>): PersonFilter => ({
  status: listOf(filter.status),
  emailStatus: listOf(filter.emailStatus),
  application: filter.application,
  invitation: listOf(filter.invitation),
  location: listOf(filter.location),
  department: listOf(filter.department),
  search: filter.search,
  importId: filter.importId,
  changedAfter:
    filter.changedAfter === undefined ? undefined : parseMoment(filter.changedAfter, deps.config.settings.timeZone, ['changedAfter']),
})

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? value : [value as T]

interface Cursor {
  position: PersonPosition
  /** Filter and sort, as a hash: a filter may be long, and a cursor travels in an address. */
  scope: string
}

/** Sealed: a cursor shows nothing of the people at its edge, and cannot be made up. */
const writeCursor = (deps: ManagementDeps, position: PersonPosition, scope: string): string =>
  seal(deps.keys, 'seal/cursor', { position, scope } satisfies Cursor)

const readCursor = (deps: ManagementDeps, text: string | undefined, scope: string): PersonPosition | undefined => {
  if (text === undefined) return undefined
  const cursor = unseal(deps.keys, 'seal/cursor', text) as Cursor | undefined
  if (cursor !== undefined && cursor.scope === scope) return cursor.position
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['after'], code: 'invalid', message: 'This cursor does not belong to this list.' }],
  })
}
