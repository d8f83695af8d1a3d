// Types of the private PostgreSQL cluster for tests.
export interface PrivatePostgres {
  /** postgres:// address of the maintenance database, on 127.0.0.1. */
  readonly url: string
  /** Directory of the server's Unix socket. */
  readonly socketDirectory: string
  start(): Promise<void>
  stopHard(): Promise<void>
  stop(): Promise<void>
}

export function startPrivatePostgres(options?: {
  settings?: Record<string, string>
  onMissing?: (reason: string) => void
}): Promise<PrivatePostgres | null>
