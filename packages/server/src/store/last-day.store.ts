// Reads who is past their last day, page by page.

import type { LastDayStore, OverduePerson } from './last-day.port.ts'
import { type Executor, runStatement } from './run-statement.ts'

const MAX_LIMIT = 1_000
/** Before everybody. */
const START = { endsAt: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

/** Who is looked for; a tombstone has no last day. Also the condition of the index `users_ending`. */
export const overdue = 'deactivated_at is null and ends_at <= foyer_now()'

export function createLastDayStore(db: Executor): LastDayStore {
  return {
    async listOverduePeople({ after, limit }) {
      const { endsAt, id } = after ?? START
      // The limit stands in the text: as a parameter it would have the database plan each page anew.
      const text = `select id, ends_at::text as "endsAt", foyer_ms(foyer_now()) as now from users
        where ${overdue} and (ends_at, id) > ($1::timestamptz, $2::uuid)
        order by ends_at, id limit ${Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT)}`
      return runStatement<OverduePerson>(db, text, [endsAt, id])
    },
  }
}
