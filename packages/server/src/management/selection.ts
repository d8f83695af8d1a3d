// Walks the people of a selection in bounded batches, so that work on many never holds more than a few of them.

import type { UserRef } from '@foyer/contract'
import type { selectionSchema } from '@foyer/contract/management'
import { isFoyerError } from '@foyer/core'
import type * as z from 'zod'
import type { Deps } from '../deps.ts'
import type { LoadedPerson } from '../store/person.port.ts'
import type { SelectedRef } from '../store/person-selection.port.ts'
import { readFilter } from './list-users.ts'
import { readUserRef } from './user-ref.ts'

/** As the contract reads it from a body. */
export type SelectionInput = z.output<typeof selectionSchema>

/** Where a walk goes on: the id of the last person that a filter found, or the number of references that are done. */
export type SelectionPlace = { readonly after: string } | { readonly done: number }

export interface SelectionBatch {
  people: LoadedPerson[]
  /** The database's clock; 0 when nobody was found. */
  now: number
  /** References that name nobody. */
  missing: UserRef[]
  /** Null at the end. */
  next: SelectionPlace | null
}

type SelectionDeps = Pick<Deps, 'config' | 'store'>

/**
 * One batch of at most `limit` (1 to 500) people. Each comes once for each name in a list, and once for a filter, whatever is done to them
 * meanwhile; whoever stops matching a filter before their turn does not come.
 * @param place `next` of the batch before; null for the first
 */
export const readSelection = async (
  deps: SelectionDeps,
  selection: SelectionInput,
  { place, limit }: { place: SelectionPlace | null; limit: number },
): Promise<SelectionBatch> => {
  if (isList(selection)) return listed(deps, selection, place !== null && 'done' in place ? place.done : 0, limit)
  const after = place !== null && 'after' in place ? place.after : undefined
  const people = await deps.store.selectPersons(readFilter(deps, selection), { after, limit })
  const last = people.at(-1)
  return {
    people,
    missing: [],
    now: people[0]?.now ?? 0,
    next: last === undefined || people.length < limit ? null : { after: last.person.id },
  }
}

/** The whole selection, batch after batch. */
export async function* walkSelection(
  deps: SelectionDeps,
  selection: SelectionInput,
  { limit = 200 }: { limit?: number } = {},
): AsyncGenerator<SelectionBatch> {
  let place: SelectionPlace | null = null
  do {
    const batch: SelectionBatch = await readSelection(deps, selection, { place, limit })
    yield batch
    place = batch.next
  } while (place !== null)
}

const isList = (selection: SelectionInput): selection is Extract<SelectionInput, readonly unknown[]> => Array.isArray(selection)

const listed = async (deps: SelectionDeps, refs: readonly UserRef[], done: number, limit: number): Promise<SelectionBatch> => {
  const asked = refs.slice(done, done + limit).map((ref) => ({ ref, name: readRef(ref) }))
  const named = asked.flatMap(({ name }) => (name === null ? [] : [name]))
  const found = await deps.store.findPersons(named)
  const people: LoadedPerson[] = []
  const missing: UserRef[] = []
  for (const { ref, name } of asked) {
    const loaded = name === null ? null : found[named.indexOf(name)]
    if (loaded == null) missing.push(ref)
    else people.push(loaded)
  }
  const end = done + asked.length
  return { people, missing, now: people[0]?.now ?? 0, next: end < refs.length ? { done: end } : null }
}

/** Null for what can be nobody. */
const readRef = (ref: UserRef): SelectedRef | null => {
  try {
    return readUserRef(typeof ref === 'string' ? ref : 'externalId' in ref ? `external:${ref.externalId}` : `email:${ref.email}`)
  } catch (error) {
    if (isFoyerError(error, 'user_not_found')) return null
    throw error
  }
}
