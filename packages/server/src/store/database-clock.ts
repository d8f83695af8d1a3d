// The database's clock as the code reads it, and how tests and demo data move it.

import type { Instant } from '@foyer/core'
import { type Executor, runStatement } from './run-statement.ts'

const RECENT_MS = 1_000

export interface DatabaseClock {
  /** Asks the database. */
  now(): Promise<Instant>
  /**
   * The database's time as of an answer at most a second ago, carried on by this process's steady clock, without a round trip. For marking
   * when something was made, never for judging whether something has run out.
   */
  recent(): Promise<Instant>
  shift(ms: number): Promise<void>
}

export function createDatabaseClock(db: Executor): DatabaseClock {
  let known: { at: Instant; read: number } | null = null

  const now = async (): Promise<Instant> => {
    const at = await readNow(db)
    known = { at, read: performance.now() }
    return at
  }
  return {
    now,
    async recent() {
      const passed = known === null ? Number.POSITIVE_INFINITY : performance.now() - known.read
      return known === null || passed > RECENT_MS ? now() : known.at + Math.floor(passed)
    },
    async shift(ms) {
      const by = Math.trunc(ms)
      const body = by === 0 ? 'select now()' : `select now() + interval ''${by} milliseconds''`
      await runStatement(
        db,
        `create or replace function foyer_now() returns timestamptz language sql stable parallel safe as '${body}'`,
        [],
      )
      known = null
    },
  }
}

export async function readNow(db: Executor): Promise<Instant> {
  const [row] = await runStatement<{ now: Instant }>(db, 'select foyer_ms(foyer_now()) as now', [])
  if (row === undefined) throw new Error('The database told no time')
  return row.now
}
