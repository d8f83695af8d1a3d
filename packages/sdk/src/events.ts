// Reads the trail, for hosts that poll.

import type { EventType, FoyerEvent, UserRef } from '@foyer/contract'
import { refText } from './build-request.ts'
import { type Pages, pages } from './list.ts'
import type { Send } from './request.ts'

export interface EventFilter {
  /** Id of the last event seen: begins with the one after it. */
  after?: string | undefined
  types?: readonly EventType[] | undefined
  user?: UserRef | undefined
}

export interface Events {
  /** In commit order, oldest first: none is skipped or appears later before one already read. */
  list(filter?: EventFilter): Pages<FoyerEvent>
}

export function events(send: Send): Events {
  return {
    list({ after: start, types, user } = {}) {
      return pages(({ after, limit, ...options }) =>
        send(
          { route: 'events.list', input: { after: after ?? start, types, user: user === undefined ? undefined : refText(user), limit } },
          options,
        ),
      )
    },
  }
}
