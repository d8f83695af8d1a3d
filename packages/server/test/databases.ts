// The databases that contract suites run on: PGlite in memory, and PostgreSQL where one was started.
import { randomBytes } from 'node:crypto'
import { Kysely, sql } from 'kysely'
import { inject } from 'vitest'
import { connectDatabase } from '../src/store/database/connect-database.ts'
import type { Database, DatabaseOptions } from '../src/store/database/database.ts'
import { runOnPostgres } from './run-on-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The maintenance database of the cluster that the whole run shares; null with the reason when there is none. */
    foyerTestPostgres: { url: string } | { missing: string }
  }
}

export interface TestDatabase {
  readonly name: 'PGlite' | 'PostgreSQL'
  /** Why it cannot be opened here. Print it and skip. */
  readonly skipped?: string
  /** An empty database of its own with pg_trgm. Close it; nothing else has to be cleaned up. */
  open(options?: Pick<DatabaseOptions, 'pool' | 'onFatal' | 'onConnectionError'>): Promise<Database>
}

/** Statements on the embedded test databases give up after 2 s of waiting for the one connection. */
const TEST_LEASE_TIMEOUT_MS = 2_000

export function testDatabases(): readonly TestDatabase[] {
  const postgres = inject('foyerTestPostgres')
  return [
    {
      name: 'PGlite',
      open: (options) => (options ? openInMemory(options) : borrowInMemory()),
    },
    'url' in postgres
      ? { name: 'PostgreSQL', open: async (options) => openOwnDatabase(options) }
      : { name: 'PostgreSQL', skipped: postgres.missing, open: () => Promise.reject(new Error(postgres.missing)) },
  ]
}

function openInMemory(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  return connectDatabase({ memory: true, ...options, pool: { acquireTimeoutMs: TEST_LEASE_TIMEOUT_MS, ...options.pool } })
}

/** Engines that this worker has started and nobody uses: starting one takes about a second, emptying one a few milliseconds. */
const free: Database[] = []

async function borrowInMemory(): Promise<Database> {
  const engine = free.pop() ?? (await openInMemory())
  const lent = await engine.direct()
  const db = new Kysely<Record<string, never>>({ dialect: lent.dialect })
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  await sql`create extension pg_trgm`.execute(db)
  await sql`reset all`.execute(db)
  await db.destroy()
  let returned = false
  return {
    ...(await engine.direct()),
    async close() {
      if (!returned) free.push(engine)
      returned = true
    },
  }
}

/**
 * The address of a new database of the run's cluster, copied from `template`.
 * @param template default: the run's empty template. A suite that migrates once may name a database of its own, without open connections.
 */
export async function createPostgresDatabase(template = 'foyer_template'): Promise<{ url: string; name: string; drop(): Promise<void> }> {
  const postgres = inject('foyerTestPostgres')
  if (!('url' in postgres)) throw new Error(postgres.missing)
  const name = `foyer_${randomBytes(8).toString('hex')}`
  await runOnPostgres(postgres.url, `create database ${name} template ${template}`)
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  return { url: url.href, name, drop: () => runOnPostgres(postgres.url, `drop database if exists ${name} with (force)`) }
}

async function openOwnDatabase(options: Partial<DatabaseOptions> | undefined): Promise<Database> {
  const { url, drop } = await createPostgresDatabase()
  const database = await connectDatabase({ ...options, url })
  let closing: Promise<void> | undefined
  return {
    ...database,
    close() {
      closing ??= database.close().then(drop)
      return closing
    },
  }
}
