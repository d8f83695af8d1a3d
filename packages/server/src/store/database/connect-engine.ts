// The pg client of the embedded database's one session.
import pg, { type ClientConfig } from 'pg'
import type { EngineThread } from './start-engine-thread.ts'
import { typeParsers } from './type-parsers.ts'

/** Nothing of the environment that pg reads (`PGHOST`, `PGSSLMODE`) counts here. */
export async function connectEngine({ stream }: EngineThread): Promise<pg.Client> {
  // Of a stream, pg needs less than its types name.
  const client = new pg.Client({ stream: () => stream, ssl: false, host: 'embedded', types: typeParsers } as unknown as ClientConfig)
  await client.connect()
  return client
}
