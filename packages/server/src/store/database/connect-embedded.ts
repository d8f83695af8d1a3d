// Opens the in-process database behind the same pg driver and Kysely dialect as a server's.

import type { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg, { type ClientConfig } from 'pg'
import type { Database, DatabaseOptions, DirectoryLock } from './database.ts'
import { DatabaseError } from './database-errors.ts'
import { acquireDirectoryLock } from './directory-lock.ts'
import { startEngineInDirectory, startEngineInMemory } from './embedded-engine.ts'
import { toKyselyClient } from './kysely-client.ts'
import { createLoopYield } from './loop-yield.ts'
import { createPreparedClient, type PreparedClient } from './prepared-client.ts'
import { createSingleLease, type Lease } from './single-lease.ts'
import { createStatementNames } from './statement-names.ts'
import { typeParsers } from './type-parsers.ts'

const DEFAULT_LEASE_TIMEOUT_MS = 10_000
const DEFAULT_STATEMENT_TIMEOUT_MS = 10_000
const SLICE_MS = 8
const CLOSE_TIMEOUT_MS = 5_000

export async function openInMemory(options: DatabaseOptions): Promise<Database> {
  return wrapEngine(await startEngineInMemory(), null, async () => {}, options)
}

export async function openInDirectory(directory: string, options: DatabaseOptions): Promise<Database> {
  const { release, ...lock } = await acquireDirectoryLock(directory)
  try {
    return await wrapEngine(await startEngineInDirectory(directory), lock, release, options)
  } catch (error) {
    await release()
    throw error
  }
}

async function wrapEngine(
  engine: PGlite,
  lock: DirectoryLock | null,
  release: () => Promise<void>,
  options: DatabaseOptions,
): Promise<Database> {
  // pg takes a ready connection in its configuration, which its types do not name.
  const client = new pg.Client({ ...createPgConfig(engine), types: typeParsers } as ClientConfig)
  client.on('error', (error) => options.onConnectionError?.(error))
  await client.connect()

  const prepared = createPreparedClient(client, createStatementNames(), options.pool?.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS)
  const lease = createSingleLease(options.pool?.acquireTimeoutMs ?? DEFAULT_LEASE_TIMEOUT_MS)
  const yieldToLoop = createLoopYield(SLICE_MS)
  let failure: DatabaseError | null = null

  const fail = (cause: unknown) => {
    failure = new DatabaseError(
      'FOYER_DATABASE_FAILED',
      'The embedded database stopped answering (is the disk full?); the process must start again',
      cause,
    )
    const error = failure
    if (options.onFatal) options.onFatal(error)
    else
      setImmediate(() => {
        throw error
      })
    return error
  }

  const run: PreparedClient['query'] = async (sql, parameters) => {
    if (failure) throw failure
    try {
      return await prepared.query(sql, parameters)
    } catch (error) {
      throw prepared.isBroken() ? (failure ?? fail(error)) : error
    } finally {
      await yieldToLoop()
    }
  }

  const borrow = async (): Promise<PostgresPoolClient> => {
    if (failure) throw failure
    const held = await lease.acquire()
    return toKyselyClient(run, () => giveBack(held))
  }

  /** A borrower that left its transaction open (its commit or rollback failed) must not hand it to the next. */
  const giveBack = (held: Lease) => {
    if (failure || client.getTransactionStatus() === 'I') return held.release()
    prepared.query('rollback', []).then(
      () => held.release(),
      (error: unknown) => {
        if (!failure) fail(error)
        held.release()
      },
    )
  }

  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      await lease.close()
      // A failed engine may never answer: its files are as after a crash, and the next start recovers them.
      if (!failure) await withinLimit(engine.close(), CLOSE_TIMEOUT_MS)
      await release()
    })()
    return closing
  }

  const kyselyPool: PostgresPool = { connect: borrow, end: close }
  const database: Database = {
    kind: 'embedded',
    dialect: new PostgresDialect({ pool: kyselyPool }),
    lock,
    close,
    async ping() {
      const lent = await borrow()
      try {
        await lent.query('select 1', [])
      } finally {
        lent.release()
      }
    },
    figures: () => ({ open: 1, idle: lease.isLent() ? 0 : 1, waitingForOne: lease.waiting() }),
    direct: async () => ({
      ...database,
      dialect: new PostgresDialect({ pool: { connect: borrow, end: async () => {} } }),
      close: async () => {},
    }),
  }
  return database
}

async function withinLimit(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
