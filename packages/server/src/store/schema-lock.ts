// The lock that whoever changes the schema holds, for the length of one transaction.

import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Any fixed number; all of Foyer's processes take the same one. A session's lock would be shared by strangers behind a pooler. */
const LOCK_KEY = 7_264_019_301
const LOCK_WAIT_MS = 3_000

/** Fails with SQLSTATE 55P03 when somebody else holds it for longer than 3 s. */
export async function waitForSchemaLock(trx: Kysely<Schema>): Promise<void> {
  await sql.raw(`set local lock_timeout = ${LOCK_WAIT_MS}`).execute(trx)
  await sql.raw(`select pg_advisory_xact_lock(${LOCK_KEY})`).execute(trx)
}
