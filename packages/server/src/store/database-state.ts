// Which version of the schema a database has, and what time it has, read without changing anything.

import { Kysely, sql } from 'kysely'
import type { Database } from './database/database.ts'
import { appliedMigrations } from './migrate.ts'
import { allMigrations } from './migrations/all-migrations.ts'
import type { Schema } from './schema.ts'

export interface DatabaseState {
  /** Name of the newest migration that the database has; null for a new one. */
  version: string | null
  /** Names that this program knows and the database lacks, oldest first. */
  missing: string[]
  /** Names that the database has from a newer program. */
  unknown: string[]
  /** Its clock, in milliseconds since the epoch. */
  now: number
}

/** Name of the newest migration: the version of every database that a running Foyer uses. */
export const NEWEST_SCHEMA = allMigrations.map(({ name }) => name).at(-1) ?? ''

/** Leaves the database open. */
export async function readDatabaseState(database: Database): Promise<DatabaseState> {
  const db = new Kysely<Schema>({ dialect: database.dialect })
  const names = await appliedMigrations(db)
  const known = allMigrations.map(({ name }) => name)
  const { rows } = await sql<{ now: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::int8 as now`.execute(db)
  return {
    version: names.at(-1) ?? null,
    missing: known.filter((name) => !names.includes(name)),
    unknown: names.filter((name) => !known.includes(name)),
    now: rows[0]?.now ?? 0,
  }
}
