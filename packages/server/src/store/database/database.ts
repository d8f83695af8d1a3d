// What a connected database is to the rest of the server, and the options that open one.
import type { Socket } from 'node:net'
import type { Dialect } from 'kysely'
import type { LockHolder } from './directory-lock.ts'

export interface DatabaseOptions {
  /** postgres:// address. Exactly one of url, directory and memory. */
  readonly url?: string
  /** Data directory of the embedded database; made with mode 0700 when missing. */
  readonly directory?: string
  /** An embedded database that ends with the process. */
  readonly memory?: true
  readonly pool?: {
    /** Connections. Default 10; the embedded database always has one. */
    readonly max?: number
    /** Longest wait for a connection. Default 5000 ms, embedded 10000 ms. */
    readonly acquireTimeoutMs?: number
    /** Longest statement. Default 10000 ms. Embedded 60000 ms, and one that takes longer is fatal, see onFatal: nothing else ends it. */
    readonly statementTimeoutMs?: number
  }
  /** PgBouncer or the like in transaction mode: no start-up parameters, no named statements. */
  readonly pooler?: 'transaction'
  /** The server's own address behind the pooler, for migrations and everything else that needs a session. */
  readonly directUrl?: string
  /** A lost idle connection: worth a line in the log, the pool goes on. */
  readonly onConnectionError?: (error: Error) => void
  /** The embedded database stopped answering and cannot recover in this process. Default: throw, which ends the process. */
  readonly onFatal?: (error: Error) => void
}

export interface DirectoryLock {
  /** The Unix socket's file: also where commands reach the process that holds the directory. */
  readonly socketPath: string
  readonly holder: LockHolder
  /** Takes the connections from now on; before, they are closed at once. A handler owns its sockets' errors from then. */
  onConnection(handler: (socket: Socket) => void): void
}

export interface DatabaseFigures {
  /** Connections, idle ones included. */
  open: number
  idle: number
  /** Statements in line for a connection. */
  waitingForOne: number
}

export interface Database {
  readonly kind: 'postgres' | 'embedded'
  /** For one Kysely instance. Destroying that instance closes the database. */
  readonly dialect: Dialect
  /** Only of an embedded database in a directory. */
  readonly lock: DirectoryLock | null
  /** One round trip. Rejects as queries do: see isConnectionLost and isBusy. */
  ping(): Promise<void>
  /** Of this moment; asks nobody. */
  figures(): DatabaseFigures
  /** A database whose statements share one session, for migrations. Close it when done. Itself, unless a pooler stands between. */
  direct(): Promise<Database>
  /** Waits for running statements, then closes. May be called more than once. */
  close(): Promise<void>
}
