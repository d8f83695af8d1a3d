// `foyer start` as a process of its own on a PostgreSQL of its own, as an operator runs it, for what happens when parts of it fail.

import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import pg from 'pg'
import { newSecret } from '../src/keys/key-ring.ts'
import { type CommandLine, openCommandLine, type RunningFoyer } from './run-foyer.ts'

export const ORIGIN = 'https://id.foyer.test'

export interface ProductionFoyer {
  /** Where it listens. */
  readonly url: string
  readonly running: RunningFoyer
  /** A call with an owner's key; `null` when the connection broke. */
  manage(method: string, path: string, body?: unknown): Promise<Response | null>
  /** A call as a page of Foyer's own makes it. */
  post(path: string, body: unknown): Promise<Response>
  close(): Promise<void>
}

export interface ProductionOptions {
  database: string
  /** Further lines of the configuration. */
  more?: string
}

/** Mails wait at a provider that takes the connection and says nothing. */
export const startProductionFoyer = async ({ database, more = '' }: ProductionOptions): Promise<ProductionFoyer> => {
  const silent = await listenSilently()
  const line: CommandLine = await openCommandLine({ FOYER_SECRETS: newSecret('test') })
  line.configure(`
export default defineConfig({
  url: '${ORIGIN}',
  organisation: { name: 'Beispiel AG' },
  mail: { from: 'Beispiel AG <hallo@beispiel.example>', transport: smtp({ host: '127.0.0.1', port: ${(silent.address() as AddressInfo).port} }) },
  applications: { app: { name: 'App' }, portal: { name: 'Portal', manages: true } },
  database: ${database},
  ${more}
})`)
  const made = await line.foyer('keys', 'create', '--name', 'Test', '--scope', 'owner', '--json')
  if (made.code !== 0) throw new Error(`No key was made: ${made.stderr}`)
  const { key } = JSON.parse(made.stdout) as { key: string }
  const running = line.start(['start', '--port', '0'])
  const url = await running.listening()
  const json = { 'content-type': 'application/json' }
  return {
    url,
    running,
    manage: (method, path, body) =>
      fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : json) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch(() => null),
    post: (path, body) => fetch(`${url}${path}`, { method: 'POST', headers: { ...json, origin: ORIGIN }, body: JSON.stringify(body) }),
    async close() {
      running.process.kill('SIGKILL')
      await running.ended
      line.close()
      silent.close()
    },
  }
}

const listenSilently = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()))
    server.listen(0, '127.0.0.1', () => resolve(server))
    server.unref()
  })

/** Rows of one statement, on a connection of its own. */
export const rowsOf = async <Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
