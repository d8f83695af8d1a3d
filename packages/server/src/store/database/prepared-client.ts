// Runs Kysely's statements on one pg client, named where that pays, and says so when the connection is gone.
import type { ClientBase, QueryConfig, QueryResult } from 'pg'
import { createAnswerDeadline } from './answer-deadline.ts'
import { DatabaseError, errorCode } from './database-errors.ts'
import type { NameStatement } from './statement-names.ts'

export interface PreparedClient {
  query(sql: string, parameters: readonly unknown[]): Promise<QueryResult>
  /** True after a failure that leaves the connection unfit for anyone else. */
  isBroken(): boolean
}

/** The named statement is gone or no longer fits: the schema changed beneath it, or someone discarded it. */
const STALE_STATEMENT_CODES: ReadonlySet<string> = new Set([
  '0A000', // cached plan must not change result type
  '26000', // invalid_sql_statement_name
  '42P05', // duplicate_prepared_statement
])

/**
 * @param nameStatement decides on names, null for none at all
 * @param timeLimitMs how long to wait for the server's answer before the connection counts as lost
 */
export function createPreparedClient(client: ClientBase, nameStatement: NameStatement | null, timeLimitMs: number): PreparedClient {
  const unfit = new Set<string>()
  let broken = false

  const deadline = createAnswerDeadline(timeLimitMs)

  /** What a failure is to the caller, and whether it was the connection's end. */
  const judged = (error: unknown): unknown => {
    // Every error that a server sent has a code; pg's own "terminated" and "not queryable" have none.
    if (errorCode(error) !== undefined && errorCode(error) !== 'FOYER_DATABASE_LOST') return error
    if (error instanceof TypeError || error instanceof RangeError) return error
    broken = true
    return new DatabaseError('FOYER_DATABASE_LOST', 'The connection to the database was lost', error)
  }
  const late = () => new DatabaseError('FOYER_DATABASE_LOST', `No answer from the database within ${timeLimitMs} ms`)

  const run = (config: QueryConfig): Promise<QueryResult> =>
    new Promise((resolve, reject) => {
      const work = client.query(config)
      const end = deadline.begin(() => reject(judged(late())))
      work.then(
        (answer) => {
          end()
          resolve(answer)
        },
        (error: unknown) => {
          end()
          reject(judged(error))
        },
      )
    })

  return {
    isBroken: () => broken,
    async query(sql, parameters) {
      const values = parameters.map(toParameter)
      const name = nameStatement?.(sql, values.length)
      if (name === undefined || unfit.has(name)) return run({ text: sql, values })
      try {
        return await run({ name, text: sql, values })
      } catch (error) {
        if (!STALE_STATEMENT_CODES.has(errorCode(error) ?? '')) throw error
        unfit.add(name)
        // Inside a transaction the failure has already ended it: only the caller can begin again.
        if (client.getTransactionStatus() !== 'I') throw error
        return run({ text: sql, values })
      }
    },
  }
}

/**
 * pg writes JSON while it composes a message; where that throws (a circular value), half a message is left for the next statement.
 * So what may throw is done before.
 */
function toParameter(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value
  return Array.isArray(value) ? value.map(toParameter) : JSON.stringify(value)
}
