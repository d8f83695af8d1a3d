// The port for counting everybody at once.

import type { AccountStatus, EmailStatus } from '@foyer/contract'
import type { Instant } from '@foyer/core'

export interface PeopleCounts {
  /** Only groups that have people. */
  statuses: { status: AccountStatus; emailStatus: EmailStatus | 'none'; count: number }[]
  /** The hundred largest; `null`: people without one. */
  locations: GroupCount[]
  departments: GroupCount[]
  /** The last fifty that made people who are still there, newest first. */
  imports: ImportCount[]
  /** Before the window, and on each of its days that has any. `YYYY-MM-DD`. */
  days: { day: string | null; entered: number; invited: number; online: number }[]
}

export interface GroupCount {
  name: string | null
  status: AccountStatus
  count: number
}

export interface ImportCount {
  id: string
  name: string | null
  createdAt: Instant
  status: AccountStatus
  count: number
}

export interface OverviewStore {
  /** Reads everybody: for an answer that is kept a while. `timeZone` is an IANA name; `days` at most 366. */
  countPeople(options: { timeZone: string; days: number }): Promise<PeopleCounts>
}
