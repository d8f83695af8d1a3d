// The port for lists of people: filters, keyset pages, bounded counts.

import type { AccountStatus, EmailStatus, MailStop } from '@foyer/contract'
import type { Instant } from '@foyer/core'
import type { ListedPerson } from './person.port.ts'

export interface PersonFilter {
  status?: readonly AccountStatus[] | undefined
  emailStatus?: readonly (EmailStatus | 'none')[] | undefined
  /** Has access there, real or pending. */
  application?: string | undefined
  /** Any of these. `bounced`, `complained` and `refused` are about the address on file. */
  invitation?: readonly ('expired' | 'not_begun' | 'no_carrier' | MailStop)[] | undefined
  location?: readonly string[] | undefined
  department?: readonly string[] | undefined
  /** As typed. Words of one or two letters match word starts, longer ones anywhere; all words must match. */
  search?: string | undefined
  changedAfter?: Instant | undefined
  /** Made by this import. */
  importId?: string | undefined
}

export type PersonSort = 'lastName' | '-createdAt' | '-changedAt'

/** The last person of a page: sort value and id. Belongs to the sort it came from. */
export interface PersonPosition {
  value: string | number
  id: string
}

export interface PersonPage {
  items: ListedPerson[]
  next: PersonPosition | null
  /** A search matched more than 2,000 people, of whom only that many were sorted. */
  more: 'refine' | null
}

export interface UserListStore {
  /** `limit`: 1 to 200. Erased people are in no list. */
  listUsers(filter: PersonFilter, page: { sort: PersonSort; after?: PersonPosition | undefined; limit: number }): Promise<PersonPage>
  /** Exact to 10,000; beyond, `count` is 10,000 and `exact` false. */
  countUsers(filter: PersonFilter): Promise<{ count: number; exact: boolean }>
}
