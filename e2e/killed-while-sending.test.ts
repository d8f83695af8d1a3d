// kill -9 in the middle of sending: nothing is lost, nothing changes, and hardly anything is sent twice.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Foyer as Client } from '@foyer/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { CHILD_ORIGIN, type ChildServer, startChildServer } from './harness/child-server.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { type Provider, startMailgun, startSmtp, type TakenMail } from './harness/mail-providers.ts'
import { createPostgresDatabase, hasPostgres, type PostgresDatabase } from './harness/postgres.ts'
import { randomSecrets } from './harness/random-secrets.ts'
import { tokenIn } from './harness/read-mail.ts'
import { seededRandom } from './harness/seeded-random.ts'

const PEOPLE = 60
const KILLS = 3
/** Claimed at once by one worker. */
const IN_FLIGHT = 10
/** A little more than a lease lasts. */
const LEASE_MS = 31_000

const variants = [
  { name: 'PostgreSQL through Mailgun', provider: startMailgun, onPostgres: true },
  { name: 'the embedded database through SMTP', provider: startSmtp, onPostgres: false },
] as const

describe('a server that is killed while it sends 60 invitations, three times,', () => {
  const cleaning: (() => unknown)[] = []
  afterEach(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean()
  })

  it.each(variants.filter(({ onPostgres }) => !onPostgres || hasPostgres))(
    'sends every mail in the end, on $name',
    async ({ provider: start, onPostgres }) => {
      const seed = Number(process.env.FOYER_SEED ?? Math.floor(Math.random() * 2 ** 31))
      console.log(`FOYER_SEED=${seed} repeats the instants of the kills`)
      const random = seededRandom(seed)
      const provider: Provider = await start(() => 20 + random() * 60)
      cleaning.push(() => provider.close())
      const place = await makePlace(onPostgres, cleaning)
      const secrets = randomSecrets()
      let starts = 0
      const startServer = async (): Promise<ChildServer> => {
        const server = await startChildServer({ ...place, secrets, transport: provider.transport, shiftMs: starts * LEASE_MS })
        starts += 1
        cleaning.push(server.kill)
        return server
      }
      let running = await startServer()
      const client = () => new Client({ url: running.url, apiKey: running.apiKey })
      const sdk = client()
      await Promise.all(
        Array.from({ length: PEOPLE }, (_, index) =>
          sdk.users.create({ externalId: `K-${index}`, email: `kill${index}@beispiel.example`, invite: { application: 'app' } }),
        ),
      )
      for (let kill = 0; kill < KILLS; kill += 1) {
        await waitUntil(() => provider.taken.length >= (kill + 1) * 8, 60_000)
        await new Promise((resolve) => setTimeout(resolve, random() * 150))
        await running.kill()
        running = await startServer()
      }
      await waitUntil(() => new Set(provider.taken.map(({ to }) => to)).size === PEOPLE, 60_000)
      await waitUntil(async () => (await sentEvents(client())) >= PEOPLE, 60_000)

      const byPerson = groupByPerson(provider.taken)
      expect(byPerson.size).toBe(PEOPLE)
      for (const [to, mails] of byPerson) {
        expect(new Set(mails.map((mail) => tokenIn(mail))).size, `links for ${to}`).toBe(1)
        expect(new Set(mails.map(({ messageId }) => messageId)).size, `Message-Ids for ${to}`).toBe(1)
      }
      const doubled = provider.taken.length - PEOPLE
      console.log(`${doubled} of ${PEOPLE} mails were sent twice`)
      expect(doubled).toBeLessThanOrEqual(KILLS * IN_FLIGHT)
      const flow = createFlowClient(running.url, fetch, CHILD_ORIGIN)
      for (const [, [mail]] of byPerson) if (mail) expect((await flow.start({ link: tokenIn(mail) })).outcome).toBe('open_link')
    },
  )
})

async function makePlace(onPostgres: boolean, cleaning: (() => unknown)[]): Promise<{ database: string } | { dataDirectory: string }> {
  if (onPostgres) {
    const database: PostgresDatabase = await createPostgresDatabase()
    cleaning.push(() => database.drop())
    return { database: database.url }
  }
  const dataDirectory = mkdtempSync(join(tmpdir(), 'foyer-e2e-'))
  cleaning.push(() => rmSync(dataDirectory, { recursive: true, force: true }))
  return { dataDirectory }
}

function groupByPerson(mails: readonly TakenMail[]): Map<string, TakenMail[]> {
  const groups = new Map<string, TakenMail[]>()
  for (const mail of mails) groups.set(mail.to, [...(groups.get(mail.to) ?? []), mail])
  return groups
}

/** Mails that the server knows to be out. */
async function sentEvents(sdk: Client): Promise<number> {
  let count = 0
  for await (const { type } of sdk.events.list({ types: ['mail.sent'] })) if (type === 'mail.sent') count += 1
  return count
}

async function waitUntil(holds: () => boolean | Promise<boolean>, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come to that in time.')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
