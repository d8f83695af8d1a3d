import type { Database, DatabaseOptions } from '../src/store/database/database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The maintenance database of the cluster that the whole run shares; null with the reason when there is none. */
    foyerTestPostgres:
      | {
          url: string
        }
      | {
          missing: string
        }
  }
}
export interface TestDatabase {
  readonly name: 'PGlite' | 'PostgreSQL'
  /** Why it cannot be opened here. Print it and skip. */
  readonly skipped?: string
  /** An empty database of its own with pg_trgm. Close it; nothing else has to be cleaned up. */
  open(options?: Pick<DatabaseOptions, 'pool' | 'onFatal' | 'onConnectionError'>): Promise<Database>
}
export declare function testDatabases(): readonly TestDatabase[]
/**
 * The address of a new database of the run's cluster, copied from `template`.
 * @param template default: the run's empty template. A suite that migrates once may name a database of its own, without open connections.
 */
export declare function createPostgresDatabase(template?: string): Promise<{
  url: string
  name: string
  drop(): Promise<void>
}>
//# sourceMappingURL=databases.d.ts.map
