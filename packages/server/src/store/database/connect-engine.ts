// The pg client of the embedded database's one session.
import pg, { type ClientConfig } from 'pg'
import type { EngineThread } from './start-engine-thread.ts'
import { typeParsers } from './type-parsers.ts'

/** Nothing of the environment that pg reads (`PGHOST`, `PGSSLMODE`) counts here. */
export async function connectEngine({ stream }: EngineThread): Promise<pg.Client> {
  // Of a stream, pg needs less than its types name. Questions of one moment go to the engine one behind the other, without waiting in between.
  const config = { stream: () => stream, ssl: false, host: 'embedded', types: typeParsers, pipeline: true }
  const client = new pg.Client(config as unknown as ClientConfig)
  await client.connect()
  return client
}
