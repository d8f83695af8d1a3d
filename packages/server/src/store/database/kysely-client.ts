// Shows a query function to Kysely's PostgreSQL dialect as one of a pool's clients.
import type { PostgresPoolClient } from 'kysely'
import type { QueryResult } from 'pg'

type Query = (sql: string, parameters: readonly unknown[]) => Promise<QueryResult>

/** Kysely's type also has cursors, for streaming, which the store does not use. */
export function toKyselyClient(query: Query, release: () => void): PostgresPoolClient {
  return { query, release } as unknown as PostgresPoolClient
}
