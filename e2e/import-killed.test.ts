// kill -9 in the middle of an import with invitations: it goes on after each restart, everybody is there once, nobody gets two links.

import { Foyer as Client } from '@foyer/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { DATABASES, drawSeed, startKillable } from './harness/killable-server.ts'
import { type Provider, startSmtp } from './harness/mail-providers.ts'
import { tokenIn } from './harness/read-mail.ts'

const ROWS = Number(process.env.FOYER_IMPORT_ROWS ?? 10_000)
const KILLS = Number(process.env.FOYER_IMPORT_KILLS ?? 5)
/** So many have an address; their mails are all read. */
const WITH_MAIL_EVERY = 100

const file = `Personalnummer;Nachname;Vorname;E-Mail\r\n${Array.from(
  { length: ROWS },
  (_, at) => `K-${at};Müller;Mia ${at};${at % WITH_MAIL_EVERY === 0 ? `kill${at}@beispiel.example` : ''}`,
).join('\r\n')}\r\n`

describe(`a server that is killed ${KILLS} times while it imports ${ROWS} people`, () => {
  const cleaning: (() => unknown)[] = []
  afterEach(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean()
  })

  it.each(DATABASES)('goes on after each restart, on $name', async ({ onPostgres }) => {
    const random = drawSeed()
    const provider: Provider = await startSmtp(() => 1)
    cleaning.push(() => provider.close())
    const server = await startKillable({ onPostgres, provider, random }, cleaning)
    const client = () => new Client({ url: server.running().url, apiKey: server.running().apiKey, retries: 0 })
    const { id } = await client().imports.create(file, { application: 'app', invite: 'new' })

    // The first in the middle of the plan, the others in the middle of the writing.
    await server.killAndStart(400)
    const preview = await client().imports.preview(id)
    expect(preview).toMatchObject({ counts: { create: ROWS, error: 0 }, mails: ROWS / WITH_MAIL_EVERY })
    await client().imports.run(id, { planHash: preview.planHash })
    const seen: number[] = []
    for (let kills = 1; kills < KILLS; kills += 1) {
      await server.killAndStart(400)
      seen.push((await client().imports.get(id)).done)
    }
    for await (const { done } of client().imports.watch(id)) seen.push(done)
    console.log(`rows done when it was killed and after: ${seen.join(', ')}`)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))

    const result = await client().imports.result(id)
    expect(result).toMatchObject({ create: ROWS, failed: 0, mailsQueued: ROWS / WITH_MAIL_EVERY })
    const numbers = new Set<string | null>()
    let people = 0
    for await (const person of client().users.list({ importId: id })) {
      numbers.add(person.externalId)
      people += 1
    }
    expect([people, numbers.size]).toEqual([ROWS, ROWS])
    const addresses = () => new Set(provider.taken.map(({ to }) => to))
    const end = Date.now() + 60_000
    while (addresses().size < ROWS / WITH_MAIL_EVERY && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(addresses().size).toBe(ROWS / WITH_MAIL_EVERY)
    for (const to of addresses()) {
      const mails = provider.taken.filter((mail) => mail.to === to)
      expect(new Set(mails.map(tokenIn)).size, `links for ${to}`).toBe(1)
    }
    const again = await client().imports.create(file, { application: 'app', invite: 'new' })
    expect(await client().imports.preview(again.id)).toMatchObject({ counts: { unchanged: ROWS, create: 0, update: 0 }, mails: 0 })
  })
})
