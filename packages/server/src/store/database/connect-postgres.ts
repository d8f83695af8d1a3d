// Connects to a PostgreSQL server through a bounded pool with time limits on everything.
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { Database, DatabaseOptions } from './database.ts'
import { DatabaseError, errorCode } from './database-errors.ts'
import { toKyselyClient } from './kysely-client.ts'
import { createPreparedClient, type PreparedClient } from './prepared-client.ts'
import { createStatementNames, type NameStatement } from './statement-names.ts'
import { typeParsers } from './type-parsers.ts'

const DEFAULT_MAX = 10
const DEFAULT_ACQUIRE_TIMEOUT_MS = 5_000
const DEFAULT_STATEMENT_TIMEOUT_MS = 10_000
const IDLE_TIMEOUT_MS = 60_000
const KEEP_ALIVE_AFTER_MS = 10_000
/** Beyond the server's own limit: only a server that went silent is this late. */
const SILENCE_MARGIN_MS = 5_000
const MAX_WAITING = 1_000

interface Limits {
  readonly max: number
  readonly acquireTimeoutMs: number
  readonly statementTimeoutMs: number
}

export async function connectPostgres(url: string, options: DatabaseOptions): Promise<Database> {
  const limits: Limits = {
    max: options.pool?.max ?? DEFAULT_MAX,
    acquireTimeoutMs: options.pool?.acquireTimeoutMs ?? DEFAULT_ACQUIRE_TIMEOUT_MS,
    statementTimeoutMs: options.pool?.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS,
  }
  const behindPooler = options.pooler === 'transaction'
  const pool = openPool(url, limits, behindPooler)
  pool.on('error', (error) => options.onConnectionError?.(error))

  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= pool.end()
    return closing
  }
  const connect = connectThrough(pool, limits, behindPooler)
  const kyselyPool: PostgresPool = { connect, end: close }

  return {
    kind: 'postgres',
    dialect: new PostgresDialect({ pool: kyselyPool }),
    lock: null,
    close,
    async ping() {
      const client = await connect()
      try {
        await client.query('select 1', [])
      } finally {
        client.release()
      }
    },
    figures: () => ({ open: pool.totalCount, idle: pool.idleCount, waitingForOne: pool.waitingCount }),
    async direct() {
      const { directUrl, onConnectionError } = options
      if (!behindPooler) return connectPostgres(url, { ...options, pool: { ...options.pool, max: 1 } })
      if (directUrl === undefined) {
        throw new DatabaseError(
          'FOYER_DATABASE_OPTIONS',
          "With pooler: 'transaction', migrations need the server's own address: set directUrl",
        )
      }
      return connectPostgres(directUrl, {
        pool: { ...options.pool, max: 1 },
        ...(onConnectionError ? { onConnectionError } : {}),
      })
    },
  }
}

function openPool(url: string, limits: Limits, behindPooler: boolean): pg.Pool {
  const address = new URL(url)
  const ownOptions = address.searchParams.get('options') ?? ''
  address.searchParams.delete('options')
  const session = [
    '-c timezone=UTC',
    // All statements are short: compiling one takes longer than running it, however dear the database thinks it is.
    '-c jit=off',
    `-c statement_timeout=${limits.statementTimeoutMs}`,
    `-c idle_in_transaction_session_timeout=${limits.statementTimeoutMs * 3}`,
    ownOptions,
  ]
  return new pg.Pool({
    connectionString: address.href,
    max: limits.max,
    connectionTimeoutMillis: limits.acquireTimeoutMs,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    types: typeParsers,
    fallback_application_name: 'foyer',
    ...(behindPooler ? {} : { options: session.join(' ').trim() }),
  })
}

function connectThrough(pool: pg.Pool, limits: Limits, behindPooler: boolean): () => Promise<PostgresPoolClient> {
  const names: NameStatement | null = behindPooler ? null : createStatementNames()
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return async () => {
    if (pool.waitingCount >= MAX_WAITING) throw new DatabaseError('FOYER_DATABASE_BUSY', 'Too many are waiting for a connection')
    const wasFull = pool.totalCount >= limits.max
    const client = await pool.connect().catch((error: unknown) => {
      if (errorCode(error) !== undefined) throw error
      // pg's own time-outs carry no code: a full pool is busy, else the server did not answer in time.
      throw wasFull
        ? new DatabaseError('FOYER_DATABASE_BUSY', `No free database connection within ${limits.acquireTimeoutMs} ms`, error)
        : new DatabaseError('FOYER_DATABASE_LOST', 'The database server cannot be reached', error)
    })
    let wrapped = known.get(client)
    if (!wrapped) {
      const prepared = createPreparedClient(client, names, limits.statementTimeoutMs + SILENCE_MARGIN_MS)
      const { query, isBroken } = behindPooler ? withLocalSettings(prepared, limits) : prepared
      wrapped = toKyselyClient(query, () => {
        client.release(isBroken())
      })
      known.set(client, wrapped)
      // While a connection is lent out, the pool leaves its error event to the borrower; the running statement reports the loss.
      client.on('error', ignoreError)
    }
    return wrapped
  }
}

function ignoreError(): void {}

/** Behind a pooler session settings would stay with a stranger's connection: they go into each transaction instead. */
function withLocalSettings(prepared: PreparedClient, limits: Limits): PreparedClient {
  return {
    isBroken: prepared.isBroken,
    async query(sql, parameters) {
      const answer = await prepared.query(sql, parameters)
      if (/^(begin|start transaction)\b/.test(sql)) {
        await prepared.query(`set local statement_timeout = ${limits.statementTimeoutMs}; set local timezone = 'UTC'`, [])
      }
      return answer
    },
  }
}
