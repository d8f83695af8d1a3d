// The port for last days: who is past theirs and still to be deactivated.

import type { Instant } from '@foyer/core'

export interface OverduePerson {
  id: string
  /** For `after`, together with `id`: the last day as exactly as the database has it. */
  endsAt: string
  now: Instant
}

export interface LastDayStore {
  /**
   * People whose last day is over and who are not deactivated, the earliest first, at most 1,000. One statement along one index, however
   * many last days there are.
   * @param options.after whoever was listed last; null for the first page
   */
  listOverduePeople(options: { after: Pick<OverduePerson, 'id' | 'endsAt'> | null; limit: number }): Promise<OverduePerson[]>
}
