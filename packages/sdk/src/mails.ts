// Reads the ledger of mails: what became of each.

import type { MailKind, MailState, OutputOf } from '@foyer/contract'
import { type Pages, pages } from './list.ts'
import type { Send } from './request.ts'

/** One mail; never its text or the address. */
export type Mail = OutputOf<'mails.list'>['items'][number]

export interface MailFilter {
  /** Id of the person that they went to. */
  userId?: string | undefined
  state?: MailState | readonly MailState[] | undefined
  kind?: MailKind | readonly MailKind[] | undefined
  /** `next` of a page read before: begins with the one after it. */
  after?: string | undefined
}

export interface Mails {
  /** Newest first. Mails are kept for 180 days. */
  list(filter?: MailFilter): Pages<Mail>
}

export function mails(send: Send): Mails {
  return {
    list({ after: start, ...filter } = {}) {
      return pages(({ after, limit, ...options }) =>
        send({ route: 'mails.list', input: { ...filter, after: after ?? start, limit } }, options),
      )
    },
  }
}
