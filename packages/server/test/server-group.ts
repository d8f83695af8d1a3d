// Servers that share one database, for tests of what each does by itself: one on PGlite, two on PostgreSQL.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject } from 'vitest'
import { MailError } from '../src/mail/mail-error.ts'
import type { MailTransport, OutgoingMail } from '../src/mail/transport.ts'
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

/** Of several servers any may send a mail: all of them send through this. Addresses that begin with `back` are refused. */
export interface SharedMailbox extends MailTransport {
  /** Of all servers, the oldest first. */
  sent: OutgoingMail[]
  /** The newest mail to that address, once there is one. */
  lastTo(address: string): Promise<OutgoingMail>
}

export function openSharedMailbox(): SharedMailbox {
  const sent: OutgoingMail[] = []
  const newest = (address: string) => sent.findLast(({ to }) => to === address)
  return {
    name: 'test',
    async send(mail) {
      if (mail.to.startsWith('back')) throw new MailError('refused', 'Nobody is there')
      sent.push(mail)
      return { providerId: null }
    },
    sent,
    async lastTo(address) {
      await expect.poll(() => newest(address), { timeout: 10_000 }).toBeDefined()
      return newest(address) as OutgoingMail
    },
  }
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
