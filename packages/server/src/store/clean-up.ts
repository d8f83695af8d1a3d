// Deletes what has run out, a bounded number of rows of each kind at a time.

import { type Executor, runStatement } from './run-statement.ts'

/** Rows of one kind in one go: short enough that nobody waits for them. */
const BATCH = 2_000
/** Mails that the embedded mailbox keeps. */
const CAPTURED_MAX = 2_000

/** Which rows go. A finished job is kept while its dedupe key may come again. */
const expired: Readonly<Record<string, string>> = {
  rate_limits: 'expires_at < foyer_now()',
  burnt_nonces: 'expires_at < foyer_now()',
  sessions: `expires_at < foyer_now() - interval '7 days'`,
  requests: `at < foyer_now() - interval '24 hours'`,
  jobs: `coalesce(done_at, failed_at) < foyer_now() - interval '90 days'`,
  grants: `purpose <> 'invitation' and ended_at < foyer_now() - interval '90 days'`,
  sheet_batches: 'expires_at < foyer_now()',
  captured_mails: `id <= (select max(id) from captured_mails) - ${CAPTURED_MAX}`,
}

/** @returns rows deleted */
export async function cleanUp(db: Executor): Promise<number> {
  let deleted = 0
  for (const [table, rule] of Object.entries(expired)) {
    const text = `with gone as (delete from ${table} where ctid = any(array(select ctid from ${table} where ${rule} limit ${BATCH})) returning 1)
      select count(*) as count from gone`
    const [row] = await runStatement<{ count: number }>(db, text, [])
    deleted += row?.count ?? 0
  }
  return deleted
}
