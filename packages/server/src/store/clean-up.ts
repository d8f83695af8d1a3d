// Deletes what has run out, a bounded number of rows of each kind at a time.

import { type Executor, runStatement } from './run-statement.ts'

/** Rows of one kind in one go: short enough that nobody waits for them. */
const BATCH = 2_000
/** Mails that the embedded mailbox keeps. */
const CAPTURED_MAX = 2_000

/** When anything last happened to an import. */
const IMPORT_AGE = 'coalesce(finished_at, planned_at, created_at)'

/** Which rows go. A finished job is kept while its dedupe key may come again. */
const expired: Readonly<Record<string, string>> = {
  rate_limits: 'expires_at < foyer_now()',
  burnt_nonces: 'expires_at < foyer_now()',
  sessions: `expires_at < foyer_now() - interval '7 days'`,
  requests: `at < foyer_now() - interval '24 hours'`,
  jobs: `coalesce(done_at, failed_at) < foyer_now() - interval '90 days'`,
  // The oldest come first by job: no more of them are looked at than may go.
  mails: `job_id in (select job_id from mails order by job_id limit ${BATCH}) and queued_at < foyer_now() - interval '180 days'`,
  grants: `purpose <> 'invitation' and ended_at < foyer_now() - interval '90 days'`,
  sheet_batches: 'expires_at < foyer_now()',
  import_pieces: `import_id in (select id from imports where state not in ('reading', 'unpacking') or ${IMPORT_AGE} < foyer_now() - interval '1 day')`,
  import_rows: `import_id in (select id from imports where ${IMPORT_AGE} < foyer_now() - interval '7 days')`,
  import_outcomes: `import_id in (select id from imports where ${IMPORT_AGE} < foyer_now() - interval '30 days')`,
  captured_mails: `id <= (select max(id) from captured_mails) - ${CAPTURED_MAX}`,
}

/** @returns rows deleted */
export async function cleanUp(db: Executor): Promise<number> {
  // Whoever waited so long looks at a new preview: without its rows this one cannot run.
  await runStatement(
    db,
    `update imports set state = 'cancelled', finished_at = foyer_now(), reader = null
      where state in ('reading', 'planned') and ${IMPORT_AGE} < foyer_now() - interval '6 days'`,
    [],
  )
  await runStatement(
    db,
    `update import_outcomes set changes = null, data = null where ctid = any(array(
      select o.ctid from import_outcomes o join imports i on i.id = o.import_id
      where (o.changes is not null or o.data is not null) and ${IMPORT_AGE} < foyer_now() - interval '7 days' limit ${BATCH}))`,
    [],
  )
  // Who shared an address is somebody's data as well.
  await runStatement(
    db,
    `update imports set groups = null, options = options - 'remedies'
      where (groups is not null or options ? 'remedies') and ${IMPORT_AGE} < foyer_now() - interval '7 days'`,
    [],
  )
  // Whoever was to get an initial password by an import that ended before their turn.
  await runStatement(
    db,
    `update import_rows set data = data - 'password' where ctid = any(array(
      select r.ctid from import_rows r join imports i on i.id = r.import_id
      where r.data ? 'password' and i.state in ('done', 'cancelled', 'failed') limit ${BATCH}))`,
    [],
  )
  let deleted = 0
  for (const [table, rule] of Object.entries(expired)) {
    const text = `with gone as (delete from ${table} where ctid = any(array(select ctid from ${table} where ${rule} limit ${BATCH})) returning 1)
      select count(*) as count from gone`
    const [row] = await runStatement<{ count: number }>(db, text, [])
    deleted += row?.count ?? 0
  }
  return deleted
}
