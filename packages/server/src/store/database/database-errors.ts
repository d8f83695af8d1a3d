// Tells database failures apart by their code, whichever driver or copy of a driver made the error.

/** What the adapters report themselves, beside PostgreSQL's own five-character codes and Node's E… codes. */
export type DatabaseErrorCode =
  /** No connection or no lease within the acquire limit, or too many are waiting. Worth trying again soon. */
  | 'FOYER_DATABASE_BUSY'
  /** The connection ended or went silent; whether a running statement took effect is unknown. */
  | 'FOYER_DATABASE_LOST'
  /** The embedded database stopped answering, or was closed; only a new start of the process mends it. */
  | 'FOYER_DATABASE_FAILED'
  /** Another living process holds the data directory. The message names it. */
  | 'FOYER_DATABASE_LOCKED'
  /** The options contradict each other. The message says what to change. */
  | 'FOYER_DATABASE_OPTIONS'

export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

const LOST_CODES: ReadonlySet<string> = new Set([
  'FOYER_DATABASE_LOST',
  'FOYER_DATABASE_FAILED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // a Unix socket that is not there
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
])

const BUSY_CODES: ReadonlySet<string> = new Set([
  'FOYER_DATABASE_BUSY',
  '53300', // too_many_connections
  '53400', // configuration_limit_exceeded
  '55P03', // lock_not_available
  '57014', // query_canceled: the statement time limit
])

/** The error's `code`, or undefined. Reads through an AggregateError's first error, which Node throws when a name has several addresses. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  if ('errors' in error && Array.isArray(error.errors)) return errorCode(error.errors[0])
  return undefined
}

/** The server is out of reach or ended the connection (SQLSTATE class 08, parts of 57P). Answer 503; the pool reconnects by itself. */
export function isConnectionLost(error: unknown): boolean {
  const code = errorCode(error)
  return code !== undefined && (LOST_CODES.has(code) || /^08...$/.test(code))
}

/** SQLSTATE 23505, of that constraint or unique index when one is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (errorCode(error) !== '23505') return false
  if (constraint === undefined) return true
  return typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === constraint
}

/** Alive but without room or time: acquire limit, statement limit, lock timeout, too many connections. Answer 503 with Retry-After. */
export function isBusy(error: unknown): boolean {
  const code = errorCode(error)
  return code !== undefined && BUSY_CODES.has(code)
}
