// The trail, in commit order.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { EventPosition, StoredEvent } from '../store/event.port.ts'
import { readUserRef } from './user-ref.ts'

const DEFAULT_LIMIT = 100

/** `next` is the place to go on from: `null` when nothing newer is there yet. */
export const listEvents = async (deps: ManagementDeps, query: ParsedInputOf<'events.list'>): Promise<OutputOf<'events.list'>> => {
  const userId = query.user === undefined ? undefined : await idOf(deps, query.user)
  const types = query.types === undefined ? undefined : Array.isArray(query.types) ? query.types : [query.types]
  const page = await deps.store.listEvents({ after: readPosition(query.after), types, userId, limit: query.limit ?? DEFAULT_LIMIT })
  return { items: page.items.map(eventView), next: page.next === null ? null : positionText(page.next) }
}

const idOf = async (deps: ManagementDeps, ref: string): Promise<string> => {
  const personRef = readUserRef(ref)
  if ('id' in personRef) return personRef.id
  const loaded = await deps.store.loadPerson(personRef)
  if (loaded === null) throw new FoyerError('user_not_found', { ref })
  return loaded.person.id
}

const eventView = (event: StoredEvent): OutputOf<'events.list'>['items'][number] => ({
  id: positionText(event.position),
  type: event.type,
  at: new Date(event.at).toISOString(),
  userId: event.userId,
  actor: event.actor,
  data: { ...event.data, ...(event.values ?? {}), ...(event.channel === null ? {} : { channel: event.channel }) },
})

const positionText = ({ xid, id }: EventPosition): string => `${xid}-${id}`

const readPosition = (text: string | undefined): EventPosition | undefined => {
  if (text === undefined || text === '') return undefined
  const [, xid, id] = /^(\d{1,18})-(\d{1,15})$/.exec(text) ?? []
  if (xid !== undefined && id !== undefined) return { xid, id: Number(id) }
  throw new FoyerError('invalid_input', { issues: [{ path: ['after'], code: 'invalid', message: 'This is no place in the trail.' }] })
}
