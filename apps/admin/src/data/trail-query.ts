// The filters of the trail, as they stand in the address.

import type { EventFilter, EventType } from '@foyer/sdk'
import { withQuery } from '../app/place.ts'
import { eventTypes } from '../i18n/event-words.ts'

export const ACTOR_KINDS = ['user', 'holder', 'api_key', 'system', 'terminal'] as const

export interface TrailQuery {
  type: EventType | null
  actor: (typeof ACTOR_KINDS)[number] | null
  /** Id of the person whom the events concern. */
  user: string | null
  /** `YYYY-MM-DD`; both days are within. */
  since: string | null
  until: string | null
}

export const readTrailQuery = (text: string): TrailQuery => {
  const query = new URLSearchParams(text)
  const day = (key: string) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(key) ?? '') ? query.get(key) : null)
  return {
    type: eventTypes.find((type) => type === query.get('type')) ?? null,
    actor: ACTOR_KINDS.find((kind) => kind === query.get('actor')) ?? null,
    user: query.get('user') || null,
    since: day('since'),
    until: day('until'),
  }
}

export const trailPath = (query: Partial<TrailQuery>): string => withQuery('/trail', { ...query })

/** Newest first. A day given as such means its end, so the trail begins where the day before ends. */
export const toEventFilter = ({ type, actor, user, since, until }: TrailQuery): EventFilter => ({
  order: 'newest',
  ...(type === null ? {} : { types: [type] }),
  ...(actor === null ? {} : { actor }),
  ...(user === null ? {} : { user }),
  ...(since === null ? {} : { since: dayBefore(since) }),
  ...(until === null ? {} : { until }),
})

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
