// The port for counting everybody at once.

import type { AccountStatus, EmailStatus } from '@foyer/contract'

export interface PeopleCounts {
  /** Only groups that have people. */
  statuses: { status: AccountStatus; emailStatus: EmailStatus | 'none'; count: number }[]
  /** The hundred largest; `null`: people without one. */
  locations: GroupCount[]
  departments: GroupCount[]
  /** Before the window, and on each of its days that has any. `YYYY-MM-DD`. */
  days: { day: string | null; entered: number; online: number }[]
}

export interface GroupCount {
  name: string | null
  status: AccountStatus
  count: number
}

export interface OverviewStore {
  /** Reads everybody: for an answer that is kept a while. `timeZone` is an IANA name; `days` at most 366. */
  countPeople(options: { timeZone: string; days: number }): Promise<PeopleCounts>
}
