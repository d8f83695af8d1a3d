// Reads the trail, for hosts that poll.

import type { EventType, FoyerEvent, Page, UserRef } from '@foyer/contract'
import { refText } from './build-request.ts'
import { type Pages, pages } from './list.ts'
import type { Send } from './request.ts'

export interface EventFilter {
  /** Id of the last event seen: begins with the one after it. */
  after?: string | undefined
  types?: readonly EventType[] | undefined
  user?: UserRef | undefined
  /** A kind, such as `holder`, `api_key` or `system`, or somebody by id: `user:` and the id. */
  actor?: string | undefined
  since?: Date | string | undefined
  /** The moment itself is not within. */
  until?: Date | string | undefined
  /** Default `oldest`, for those who follow the trail; `newest` for those who look into it. */
  order?: 'oldest' | 'newest' | undefined
}

export interface EventPage extends Page<FoyerEvent> {
  /** Whom the page names, as persons or as actors, as far as they are still there; empty for keys without `users:read`. */
  people: { id: string; firstName: string | null; lastName: string | null; externalId: string | null }[]
}

export interface Events {
  /** In commit order, oldest first unless asked otherwise: none is skipped or appears later before one already read. */
  list(filter?: EventFilter): Pages<FoyerEvent, EventPage>
}

export function events(send: Send): Events {
  return {
    list({ after: start, user, ...filter } = {}) {
      return pages<FoyerEvent, EventPage>(({ after, limit, ...options }) =>
        send(
          {
            route: 'events.list',
            input: { ...filter, after: after ?? start, user: user === undefined ? undefined : refText(user), limit },
          },
          options,
        ),
      )
    },
  }
}
