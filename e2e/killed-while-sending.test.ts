// kill -9 in the middle of sending: nothing is lost, nothing changes, and hardly anything is sent twice.

import { Foyer as Client } from '@foyer/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { CHILD_ORIGIN } from './harness/child-server.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { DATABASES, drawSeed, startKillable } from './harness/killable-server.ts'
import { type Provider, startMailgun, startSmtp, type TakenMail } from './harness/mail-providers.ts'
import { tokenIn } from './harness/read-mail.ts'

const PEOPLE = 60
const KILLS = 3
/** Claimed at once by one worker. */
const IN_FLIGHT = 10

const variants = DATABASES.map(({ name, onPostgres }) => ({
  onPostgres,
  ...(onPostgres ? { name: `${name} through Mailgun`, start: startMailgun } : { name: `${name} through SMTP`, start: startSmtp }),
}))

describe('a server that is killed while it sends 60 invitations, three times,', () => {
  const cleaning: (() => unknown)[] = []
  afterEach(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean()
  })

  it.each(variants)('sends every mail in the end, on $name', async ({ start, onPostgres }) => {
    const random = drawSeed()
    const provider: Provider = await start(() => 20 + random() * 60)
    cleaning.push(() => provider.close())
    const server = await startKillable({ onPostgres, provider, random }, cleaning)
    const client = () => new Client({ url: server.running().url, apiKey: server.running().apiKey })
    const sdk = client()
    await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) =>
        sdk.users.create({ externalId: `K-${index}`, email: `kill${index}@beispiel.example`, invite: { application: 'app' } }),
      ),
    )
    for (let kill = 0; kill < KILLS; kill += 1) {
      await waitUntil(() => provider.taken.length >= (kill + 1) * 8, 60_000)
      await server.killAndStart(150)
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
    const flow = createFlowClient(server.running().url, fetch, CHILD_ORIGIN)
    for (const [, [mail]] of byPerson) if (mail) expect((await flow.start({ link: tokenIn(mail) })).outcome).toBe('open_link')
  })
})

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
