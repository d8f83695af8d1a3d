// The trail, in commit order: from its beginning for those who follow it, from its end for those who look into it.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError, parseMoment } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { EventPosition, StoredEvent } from '../store/event.port.ts'
import { type Caller, hasScope } from './caller.ts'
import { isoText } from './iso-text.ts'
import { readUserRef } from './user-ref.ts'

const DEFAULT_LIMIT = 100
const NAMES_AT_ONCE = 500

/**
 * `next` is the place to go on from: `null` when nothing newer is there yet, or nothing older in the order from the newest.
 * @throws FoyerError `user_not_found`; `invalid_input` for a place or a moment that is none.
 */
export const listEvents = async (
  deps: ManagementDeps,
  caller: Pick<Caller, 'scopes'>,
  query: ParsedInputOf<'events.list'>,
): Promise<OutputOf<'events.list'>> => {
  const userId = query.user === undefined ? undefined : await idOf(deps, query.user)
  const types = query.types === undefined ? undefined : Array.isArray(query.types) ? query.types : [query.types]
  const momentIn = (key: 'since' | 'until') =>
    query[key] === undefined ? undefined : parseMoment(query[key], deps.config.settings.timeZone, [key])
  const page = await deps.store.listEvents({
    after: readPosition(query.after),
    types,
    userId,
    actor: query.actor,
    since: momentIn('since'),
    until: momentIn('until'),
    limit: query.limit ?? DEFAULT_LIMIT,
    from: query.order,
  })
  return {
    items: page.items.map(eventView),
    next: page.next === null ? null : positionText(page.next),
    people: hasScope(caller, 'users:read') ? await namesOf(deps, page.items) : [],
  }
}

/** Everybody whom the events concern, or who acted in them, and who was not erased since. */
const namesOf = async (deps: ManagementDeps, events: readonly StoredEvent[]): Promise<OutputOf<'events.list'>['people']> => {
  const ids = new Set(events.flatMap(({ userId, actor }) => [userId, /^(?:user|holder):(.+)$/.exec(actor)?.[1]]).filter((id) => id != null))
  const people: OutputOf<'events.list'>['people'] = []
  const asked = [...ids].map((id) => ({ id }))
  for (let at = 0; at < asked.length; at += NAMES_AT_ONCE)
    for (const loaded of await deps.store.findPersons(asked.slice(at, at + NAMES_AT_ONCE))) {
      if (loaded === null) continue
      const { firstName, lastName, externalId } = loaded.person.profile
      people.push({ id: loaded.person.id, firstName, lastName, externalId })
    }
  return people
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
  at: isoText(event.at),
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
