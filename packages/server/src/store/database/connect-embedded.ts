// Opens the embedded database behind the same pg driver and Kysely dialect as a server's.

import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type { QueryResult } from 'pg'
import { connectEngine } from './connect-engine.ts'
import type { Database, DatabaseOptions, DirectoryLock } from './database.ts'
import { DatabaseError } from './database-errors.ts'
import { acquireDirectoryLock } from './directory-lock.ts'
import { startEngineInDirectory, startEngineInMemory } from './embedded-engine.ts'
import { toKyselyClient } from './kysely-client.ts'
import { createPreparedClient, type PreparedClient } from './prepared-client.ts'
import { createSingleLease, type Lease } from './single-lease.ts'
import type { EngineThread } from './start-engine-thread.ts'
import { createStatementNames } from './statement-names.ts'

const DEFAULT_LEASE_TIMEOUT_MS = 10_000
/** The engine can end no statement, only be ended itself: rather late than in the midst of something that is merely slow. */
const DEFAULT_STATEMENT_TIMEOUT_MS = 60_000
const CLOSE_TIMEOUT_MS = 5_000
const NOTHING: QueryResult = { command: '', rowCount: 0, oid: 0, fields: [], rows: [] }

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
  engine: EngineThread,
  lock: DirectoryLock | null,
  release: () => Promise<void>,
  options: DatabaseOptions,
): Promise<Database> {
  let failure: DatabaseError | null = null
  let closing: Promise<void> | undefined

  /** Told once, and not of what a close has ended. */
  const fail = (cause: unknown) => {
    const error = new DatabaseError(
      'FOYER_DATABASE_FAILED',
      'The embedded database stopped answering (is the disk full?); the process must start again',
      cause,
    )
    failure = error
    if (closing) return error
    // Whatever it still computes is of no use to anybody.
    void engine.terminate()
    if (options.onFatal) options.onFatal(error)
    else
      setImmediate(() => {
        throw error
      })
    return error
  }

  const failOnce = (cause: unknown) => failure ?? fail(cause)

  const client = await connectEngine(engine)
  client.on('error', failOnce)
  const prepared = createPreparedClient(client, createStatementNames(), options.pool?.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS)
  const lease = createSingleLease(options.pool?.acquireTimeoutMs ?? DEFAULT_LEASE_TIMEOUT_MS)

  const run: PreparedClient['query'] = async (sql, parameters) => {
    if (failure) throw failure
    try {
      return await prepared.query(sql, parameters)
    } catch (error) {
      throw prepared.isBroken() ? failOnce(error) : error
    }
  }

  const borrow = async (): Promise<PostgresPoolClient> => {
    if (failure) throw failure
    const held = await lease.acquire()
    return toKyselyClient(beginWithFirst(run, failOnce), () => giveBack(held))
  }

  /** A borrower that left its transaction open (its commit or rollback failed) must not hand it to the next. */
  const giveBack = (held: Lease) => {
    if (failure || client.getTransactionStatus() === 'I') return held.release()
    prepared.query('rollback', []).then(
      () => held.release(),
      (error: unknown) => {
        failOnce(error)
        held.release()
      },
    )
  }

  const close = () => {
    closing ??= (async () => {
      await lease.close()
      // Of a failed engine the files are as after a crash, and the next start recovers them.
      if (!failure) await withinLimit(engine.close(), CLOSE_TIMEOUT_MS)
      await endThread(engine, release)
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

/**
 * A transaction's `begin` goes to the engine together with its first statement: each time that the engine waits to be told what is next, everybody
 * does. A transaction without a statement never begins.
 * @param failed an engine that cannot even begin is of no use any more; what was to be in the transaction was not
 */
function beginWithFirst(query: PreparedClient['query'], failed: (cause: unknown) => DatabaseError): PreparedClient['query'] {
  let isDue = false
  const begin = () =>
    query('begin', []).catch((error: unknown) => {
      throw failed(error)
    })
  return async (sql, parameters) => {
    if (sql === 'begin') {
      isDue = true
      return NOTHING
    }
    if (!isDue) return query(sql, parameters)
    isDue = false
    if (sql === 'commit' || sql === 'rollback') return NOTHING
    const [, answer] = await Promise.all([begin(), query(sql, parameters)])
    return answer
  }
}

/** A thread that does not end still holds the files, and so the directory's lock stays until the process ends. */
async function endThread(engine: EngineThread, release: () => Promise<void>): Promise<void> {
  let isEnded = false
  const ending = engine.terminate().then(() => {
    isEnded = true
  })
  await withinLimit(ending, CLOSE_TIMEOUT_MS)
  if (isEnded) await release()
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
