// Counts what would die with one of the deployment's secrets.

import { type Executor, runStatement } from './run-statement.ts'

/** Grants that are neither ended nor expired, by the id of the secret that theirs are derived from. Reads the whole table. */
export async function countOpenGrants(db: Executor, keyId: string): Promise<number> {
  const text = 'select count(*)::int8 as count from grants where key_id = $1::text and ended_at is null and expires_at > foyer_now()'
  const [row] = await runStatement<{ count: number }>(db, text, [keyId])
  return row?.count ?? 0
}
