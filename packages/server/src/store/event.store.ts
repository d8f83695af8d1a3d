// The trail: written with what it tells of, listed in commit order.

import { eventTypes } from '@foyer/contract'
import type { EventPosition, EventQuery, EventStore, EventWriter, StoredEvent } from './event.port.ts'
import { eventParts } from './event-statement.ts'
import { isUserId } from './read-person.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

const MAX_LIMIT = 500

/** As `events_by_filter` has it. */
const ACTOR_KIND = `split_part(e.actor, ':', 1)`

type EventRow = Omit<StoredEvent, 'position'> & EventPosition

export function createEventStore(db: Executor): EventStore {
  return {
    ...createEventWriter(db),

    async listEvents({ after, types, userId, actor, since, until, limit, from = 'oldest' }) {
      if (userId !== undefined && !isUserId(userId)) return { items: [], next: null }
      const parameters = startParameters()
      const size = Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT)
      const [further, direction] = from === 'oldest' ? ['>', 'asc'] : ['<', 'desc']
      // Below the oldest transaction still open: whatever that writes comes later in the list, so no reader passes it by.
      const where = ['e.xid < foyer_xid(pg_snapshot_xmin(pg_current_snapshot()))']
      if (after !== undefined)
        where.push(`(e.xid, e.id) ${further} (${parameters.add(after.xid, 'int8')}, ${parameters.add(after.id, 'int8')})`)
      if (userId !== undefined) where.push(`e.user_id = ${parameters.add(userId, 'uuid')}`)
      if (actor !== undefined)
        where.push(actor.includes(':') ? `e.actor = ${parameters.add(actor, 'text')}` : `${ACTOR_KIND} = ${parameters.add(actor, 'text')}`)
      if (since !== undefined) where.push(`e.at >= foyer_at(${parameters.add(since, 'int8')})`)
      if (until !== undefined) where.push(`e.at < foyer_at(${parameters.add(until, 'int8')})`)
      const order = `order by e.xid ${direction}, e.id ${direction}`
      // Each walk ends as soon as the page is full, whichever index it goes along; the walks are merged.
      const walks = walksOf({ types, userId, actor }, parameters).map(
        (kind) => `(select * from events e where ${[...where, kind].join(' and ')} ${order} limit ${size + 1})`,
      )
      if (walks.length === 0) return { items: [], next: null }
      const text = `select e.xid::text as xid, e.id, e.type, foyer_ms(e.at) as at, e.user_id as "userId", e.actor, e.channel, e.data, v."values"
        from (select * from (${walks.join(' union all ')}) e ${order} limit ${size + 1}) e
        left join event_values v on v.event_id = e.id ${order}`
      const rows = await runStatement<EventRow>(db, text, parameters.values)
      const items = rows.slice(0, size).map(toEvent)
      return { items, next: rows.length > size ? (items.at(-1)?.position ?? null) : null }
    },
  }
}

export function createEventWriter(db: Executor): EventWriter {
  return {
    async addEvents(userId, events, actor) {
      if (events.length === 0) return
      const parameters = startParameters()
      const saved = `saved as (select ${parameters.add(userId, 'uuid')} as id)`
      await runStatement(db, `with ${[saved, ...eventParts(events, actor, parameters)].join(',\n')} select 1`, parameters.values)
    },
  }
}

const toEvent = ({ xid, id, ...event }: EventRow): StoredEvent => ({ position: { xid, id }, ...event })

/**
 * The partial index serves names that stand in the text; events of one person are few. Who has never done a kind of thing is told by both at
 * once, as `events_by_filter` has them.
 */
function walksOf({ types, userId, actor }: Pick<EventQuery, 'types' | 'userId' | 'actor'>, parameters: Parameters): string[] {
  if (types === undefined) return ['true']
  const known = Object.keys(eventTypes).filter((type) => types.includes(type))
  if (userId !== undefined && known.length > 0) return [`e.type = any(${parameters.add(known, 'text[]')})`]
  const together = (type: string): string =>
    actor === undefined || actor.includes(':') ? '' : ` and e.type || ' ' || ${ACTOR_KIND} = ${parameters.add(`${type} ${actor}`, 'text')}`
  return known.map((type) => `e.type = '${type}'${together(type)}`)
}
