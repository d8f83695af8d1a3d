// Opens the database that the options name: a PostgreSQL server, or the embedded one in a directory or in memory.
import { compileEngine } from './compile-engine.ts'
import { connectPostgres } from './connect-postgres.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { DatabaseError } from './database-errors.ts'

/**
 * A server's pool connects at the first query: ping() tells whether it is there. The embedded database is ready when this resolves.
 * @throws DatabaseError FOYER_DATABASE_OPTIONS unless exactly one of url, directory and memory is given; FOYER_DATABASE_LOCKED
 */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, directory, memory, pooler, directUrl } = options
  if ([url, directory, memory].filter((given) => given !== undefined).length !== 1) {
    throw new DatabaseError('FOYER_DATABASE_OPTIONS', 'Give exactly one of url, directory and memory')
  }
  if (url === undefined && (pooler !== undefined || directUrl !== undefined)) {
    throw new DatabaseError('FOYER_DATABASE_OPTIONS', 'pooler and directUrl go with url only')
  }
  if (url !== undefined) {
    if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
      throw new DatabaseError('FOYER_DATABASE_OPTIONS', 'url must be an address such as postgres://user:password@host:5432/name')
    }
    return connectPostgres(url, options)
  }
  compileEngine()
  // A server beside PostgreSQL never loads the embedded engine.
  const { openInDirectory, openInMemory } = await import('./connect-embedded.ts')
  return directory !== undefined ? openInDirectory(directory, options) : openInMemory(options)
}
