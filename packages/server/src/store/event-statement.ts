// The part of a statement that writes events, their personal values apart.

import type { NewEvent } from '@foyer/core'
import type { Parameters } from './run-statement.ts'

/** Parts of a `with` that has `saved(id)`: the person whom the events are about, or null, in one row. */
export function eventParts(events: readonly NewEvent[], actor: string, parameters: Parameters): string[] {
  if (events.length === 0) return []
  const rows = events.map(({ type, data, values, channel }) => ({ type, data, channel: channel ?? null, personal: values ?? null }))
  const who = parameters.add(actor, 'text')
  const given = parameters.addJson(rows)
  const written = `events_written as (
    insert into events (user_id, type, actor, channel, data)
    select saved.id, e.type, ${who}, e.channel, e.data
    from saved, jsonb_to_recordset(${given}) as e(type text, channel text, data jsonb))`
  if (!rows.some(({ personal }) => personal !== null)) return [written]
  // The ids are taken first, because both tables need them.
  return [
    `events_new as materialized (
      select nextval('events_id_seq') as event_id, saved.id as user_id, e.*
      from saved, jsonb_to_recordset(${given}) as e(type text, channel text, data jsonb, personal jsonb))`,
    `events_written as (
      insert into events (id, user_id, type, actor, channel, data) overriding system value
      select event_id, user_id, type, ${who}, channel, data from events_new)`,
    `event_values_written as (
      insert into event_values (event_id, "values")
      select event_id, personal from events_new where personal is not null and personal <> 'null')`,
  ]
}
