// Keeps the trail's order when a backup was restored into a cluster that has counted fewer transactions.

import { type Executor, runStatement } from './run-statement.ts'
import { waitForSchemaLock } from './schema-lock.ts'

interface Counts {
  last: number | null
  next: number
  raw: number
}

/**
 * The trail is ordered by transaction numbers, which a new cluster begins anew: what is in the backup would be invisible, and new events
 * would come before it. From here on the numbers go on behind the last one. Nothing happens otherwise.
 */
export async function mendTrail(db: Executor): Promise<void> {
  if (!isBehind(await readCounts(db))) return
  await db.transaction().execute(async (trx) => {
    await waitForSchemaLock(trx)
    const counts = await readCounts(trx)
    if (!isBehind(counts)) return
    const shift = (counts.last ?? 0) + 1 - counts.raw
    const text = `create or replace function foyer_xid(xid8) returns int8 language sql stable parallel safe as 'select $1::text::int8 + ${shift}'`
    await runStatement(trx, text, [])
  })
}

async function readCounts(db: Executor): Promise<Counts> {
  const text = `select (select max(xid) from events) as last, foyer_xid(pg_snapshot_xmax(pg_current_snapshot())) as next,
    pg_snapshot_xmax(pg_current_snapshot())::text::int8 as raw`
  const [counts] = await runStatement<Counts>(db, text, [])
  if (counts === undefined) throw new Error('The database told no transaction number')
  return counts
}

/** Every event that can be seen here was written by a transaction below `next`, unless it comes from another cluster. */
const isBehind = ({ last, next }: Counts): boolean => last !== null && last >= next
