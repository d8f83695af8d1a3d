// Servers that share one database, for tests of what each does by itself: one on PGlite, two on PostgreSQL.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import type { DatabaseOptions } from '../src/store/database/database.ts'
import { createPostgresDatabase } from './databases.ts'
import type { ExampleFoyer } from './example-foyer.ts'

export interface ServerGroup {
  name: 'PGlite' | 'PostgreSQL'
  /** Those that run. */
  open: ExampleFoyer[]
  database(): DatabaseOptions
  first(): ExampleFoyer
  start(): Promise<void>
  stop(): Promise<void>
}

const postgres = inject('foyerTestPostgres')

/** The suite's tests use the group while they run; it is started before the first of them. */
export function onServerGroup(
  title: string,
  openServer: (database: DatabaseOptions) => Promise<ExampleFoyer>,
  suite: (group: ServerGroup) => void,
): void {
  if ('missing' in postgres) console.warn(`${title} of two servers: not tested on PostgreSQL: ${postgres.missing}`)
  describe.each([
    { name: 'PGlite', servers: 1, runs: true },
    { name: 'PostgreSQL', servers: 2, runs: 'url' in postgres },
  ] as const)(`${title} on $name`, ({ name, servers, runs }) => {
    describe.runIf(runs)('of people in every state', () => {
      let made: { database: DatabaseOptions; drop: () => Promise<void> } | undefined
      const group: ServerGroup = {
        name,
        open: [],
        database() {
          if (made === undefined) throw new Error('There is no database yet')
          return made.database
        },
        first() {
          const [foyer] = group.open
          if (foyer === undefined) throw new Error('No server is running')
          return foyer
        },
        async start() {
          for (let at = 0; at < servers; at += 1) group.open.push(await openServer(group.database()))
        },
        async stop() {
          await Promise.all(group.open.splice(0).map((foyer) => foyer.close()))
        },
      }
      beforeAll(async () => {
        made = await makeDatabase(name)
        await group.start()
      }, 60_000)
      afterAll(async () => {
        await group.stop()
        await made?.drop()
      })
      suite(group)
    })
  })
}

async function makeDatabase(name: ServerGroup['name']): Promise<{ database: DatabaseOptions; drop: () => Promise<void> }> {
  if (name === 'PostgreSQL') {
    const { url, drop } = await createPostgresDatabase()
    return { database: { url }, drop }
  }
  const directory = mkdtempSync(join(tmpdir(), 'foyer-group-'))
  return { database: { directory: join(directory, 'database') }, drop: async () => rmSync(directory, { recursive: true, force: true }) }
}
