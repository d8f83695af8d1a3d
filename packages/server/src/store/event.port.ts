// The port for the trail: events in commit order.

import type { EventType } from '@foyer/contract'
import type { Instant, NewEvent } from '@foyer/core'

/** A place in the trail. `xid` is the decimal number of the transaction that wrote the event; places outlive a restored backup. */
export interface EventPosition {
  xid: string
  id: number
}

export interface StoredEvent {
  position: EventPosition
  type: EventType
  at: Instant
  userId: string | null
  actor: string
  channel: 'email' | 'handover' | null
  data: Record<string, unknown>
  /** Personal values; null when there are none or they were erased. */
  values: Record<string, unknown> | null
}

export interface EventQuery {
  after?: EventPosition | undefined
  types?: readonly string[] | undefined
  userId?: string | undefined
  /** As `actorName` says it, or its part before the colon. */
  actor?: string | undefined
  since?: Instant | undefined
  /** Not within. */
  until?: Instant | undefined
  /** 1 to 500. */
  limit: number
  /** Default `oldest`. */
  from?: 'oldest' | 'newest' | undefined
}

export interface EventStore extends EventWriter {
  /** Never skips one: what an open transaction may still write comes before nothing that is listed. `next` is null at the end. */
  listEvents(query: EventQuery): Promise<{ items: StoredEvent[]; next: EventPosition | null }>
}

export interface EventWriter {
  addEvents(userId: string | null, events: readonly NewEvent[], actor: string): Promise<void>
}
