// Whom an action on many means: those who were ticked, or everybody whom the filters find.

import type { UserFilter } from '@foyer/sdk'
import { type PeopleQuery, toFilter } from './people-query.ts'

export type PeopleSelection = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all' }

export const NOBODY: PeopleSelection = { kind: 'some', ids: new Set() }

export const isEmpty = (selection: PeopleSelection): boolean => selection.kind === 'some' && selection.ids.size === 0

export const isSelected = (selection: PeopleSelection, id: string): boolean => selection.kind === 'all' || selection.ids.has(id)

export const toggled = (selection: PeopleSelection, id: string): PeopleSelection => {
  const ids = new Set(selection.kind === 'some' ? selection.ids : [])
  if (!ids.delete(id)) ids.add(id)
  return { kind: 'some', ids }
}

type Filter = Omit<UserFilter<{ applications: Record<string, object> }>, 'sort'>

/** As the SDK takes it. */
export const toSdk = (selection: PeopleSelection, query: PeopleQuery): string[] | Filter => {
  if (selection.kind === 'some') return [...selection.ids]
  const { sort: _, ...filter } = toFilter(query)
  return filter
}
