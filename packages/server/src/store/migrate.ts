// Brings the schema up to date: each migration one transaction, whoever else migrates at the same time.

import { type Kysely, sql } from 'kysely'
import { DatabaseError, errorCode } from './database/database-errors.ts'
import { allMigrations } from './migrations/all-migrations.ts'
import type { Migration } from './migrations/migration.ts'
import type { Schema } from './schema.ts'
import { waitForSchemaLock } from './schema-lock.ts'

/** How long another process may take for one migration before this one gives up. */
const PATIENCE_MS = 120_000

export const CREATE_LEDGER =
  'create table if not exists foyer_migrations (name text collate "C" primary key, at timestamptz not null default now())'

/**
 * @returns names of the migrations that this call ran
 * @throws Error with a clear text when the database is newer than this program
 */
export async function migrate(db: Kysely<Schema>, migrations: readonly Migration[] = allMigrations): Promise<string[]> {
  const ran: string[] = []
  if (pending(await appliedMigrations(db), migrations).length === 0) return ran
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const name = await step(db, migrations, deadline)
    if (name === null) return ran
    ran.push(name)
  }
}

/** Names in the database, oldest first; empty for a new one. */
export async function appliedMigrations(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('foyer_migrations') is not null as there`.execute(db)
  if (rows[0]?.there !== true) return []
  const names = await sql<{ name: string }>`select name from foyer_migrations order by name`.execute(db)
  return names.rows.map(({ name }) => name)
}

function pending(names: readonly string[], migrations: readonly Migration[]): Migration[] {
  const unknown = names.filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length > 0) {
    throw new DatabaseError(
      'FOYER_DATABASE_OPTIONS',
      `The database was set up by a newer Foyer (it has ${unknown.join(', ')}). Start that version, or restore a backup from before the upgrade.`,
    )
  }
  return migrations.filter(({ name }) => !names.includes(name))
}

/** Runs the next migration that the database lacks. Waiting for another process is tried in short turns. */
async function step(db: Kysely<Schema>, migrations: readonly Migration[], deadline: number): Promise<string | null> {
  for (;;) {
    try {
      return await db.transaction().execute(async (trx) => {
        await sql.raw('set local statement_timeout = 0').execute(trx)
        await waitForSchemaLock(trx)
        await sql.raw(CREATE_LEDGER).execute(trx)
        const [next] = pending(await appliedMigrations(trx), migrations)
        if (next === undefined) return null
        for (const statement of next.statements) await sql.raw(statement).execute(trx)
        await sql`insert into foyer_migrations (name) values (${next.name})`.execute(trx)
        return next.name
      })
    } catch (error) {
      if (errorCode(error) !== '55P03' || performance.now() > deadline) throw error
    }
  }
}
