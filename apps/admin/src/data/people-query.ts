// The filters of the list of people, as they stand in the address.

import type { UserFilter } from '@foyer/sdk'
import { withQuery } from '../app/place.ts'

export const STATUSES = ['offline', 'invited', 'online', 'deactivated'] as const
export const EMAIL_STATUSES = ['none', 'unconfirmed', 'pending', 'confirmed'] as const
export const INVITATIONS = ['expired', 'not_begun', 'bounced', 'complained', 'refused', 'no_carrier'] as const
export const SORTS = ['lastName', '-createdAt', '-changedAt'] as const

export interface PeopleQuery {
  search: string
  status: (typeof STATUSES)[number][]
  emailStatus: (typeof EMAIL_STATUSES)[number][]
  invitation: (typeof INVITATIONS)[number][]
  application: string | null
  location: string[]
  department: string[]
  importId: string | null
  sort: (typeof SORTS)[number]
}

/** What the address does not say, or says wrongly, is not filtered by. */
export const readPeopleQuery = (query: URLSearchParams): PeopleQuery => ({
  search: query.get('search') ?? '',
  status: known(STATUSES, query.getAll('status')),
  emailStatus: known(EMAIL_STATUSES, query.getAll('emailStatus')),
  invitation: known(INVITATIONS, query.getAll('invitation')),
  application: query.get('application'),
  location: query.getAll('location'),
  department: query.getAll('department'),
  importId: query.get('importId'),
  sort: known(SORTS, query.getAll('sort'))[0] ?? 'lastName',
})

export const peoplePath = (query: Partial<PeopleQuery>): string =>
  withQuery('/people', { ...query, sort: query.sort === 'lastName' ? null : query.sort })

export const toFilter = ({
  search,
  application,
  importId,
  ...query
}: PeopleQuery): UserFilter<{ applications: Record<string, object> }> => ({
  ...(search.trim() === '' ? {} : { search: search.trim() }),
  ...(application === null ? {} : { application }),
  ...(importId === null ? {} : { importId }),
  ...filled('status', query.status),
  ...filled('emailStatus', query.emailStatus),
  ...filled('invitation', query.invitation),
  ...filled('location', query.location),
  ...filled('department', query.department),
  sort: query.sort,
})

export const isFiltered = (query: PeopleQuery): boolean => Object.keys(toFilter(query)).length > 1

const filled = <K extends string, T>(key: K, values: readonly T[]): Partial<Record<K, readonly T[]>> =>
  values.length === 0 ? {} : ({ [key]: values } as Partial<Record<K, readonly T[]>>)

const known = <T extends string>(all: readonly T[], given: readonly string[]): T[] => all.filter((one) => given.includes(one))
