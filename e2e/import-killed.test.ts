// kill -9 in the middle of an import with invitations: it goes on after each restart, everybody is there once, nobody gets two links.

import { Foyer as Client } from '@foyer/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { DATABASES, drawSeed, FIRST_LOOK_MS, startKillable } from './harness/killable-server.ts'
import { type Provider, startSmtp } from './harness/mail-providers.ts'
import { tokenIn } from './harness/read-mail.ts'
import { writeXlsx } from './harness/write-xlsx.ts'

const ROWS = Number(process.env.FOYER_IMPORT_ROWS ?? 10_000)
/** A list counts no further. */
const MOST_COUNTED = 10_000
const KILLS = Number(process.env.FOYER_IMPORT_KILLS ?? 5)
/** So many have an address; their mails are all read. */
const WITH_MAIL_EVERY = 100

/** A kill comes this long after the work goes on at most: several fall into one file. */
const LONGEST_WAIT_MS = 400
/** It is given more time where it came no further, as on a slow machine. */
const LONGEST_OF_ALL_MS = 5_000
/** After those kills it is killed while it writes, up to so often, until one met people who were written. */
const MORE_KILLS = 20

/** What a sheet of a spreadsheet may have. */
const SHEET_ROWS = 50_000

const header = ['Personalnummer', 'Nachname', 'Vorname', 'E-Mail']
const rowsOf = (file: number): string[][] =>
  Array.from({ length: ROWS }, (_, at) => [
    `K-${file}-${at}`,
    'Müller',
    `Mia ${at}`,
    at % WITH_MAIL_EVERY === 0 ? `kill${file}-${at}@beispiel.example` : '',
  ])

/** Another file as soon as one is done, so that each kill meets one under way. */
const fileOf = (file: number, isSheet: boolean): string | Buffer => {
  const rows = [header, ...rowsOf(file)]
  if (isSheet && ROWS < SHEET_ROWS) return writeXlsx({ Personal: rows })
  return rows.map((cells) => `${cells.join(';')}\r\n`).join('')
}

describe(`a server that is killed ${KILLS} times while it imports files of ${ROWS} people`, () => {
  const cleaning: (() => unknown)[] = []
  afterEach(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean()
  })

  const texts = DATABASES.map((database) => ({ ...database, isSheet: false, kind: 'text' }))
  // Reading one takes longer than it takes to kill a server again: all kills meet it there.
  const sheets = DATABASES.filter(({ onPostgres }) => onPostgres).map((database) => ({ ...database, isSheet: true, kind: 'spreadsheets' }))
  it.each([...texts, ...sheets])('goes on after each restart, on $name, with $kind', async ({ onPostgres, isSheet }) => {
    const random = drawSeed()
    const provider: Provider = await startSmtp(() => 1)
    cleaning.push(() => provider.close())
    const server = await startKillable({ onPostgres, provider, random }, cleaning)
    const client = () => new Client({ url: server.running().url, apiKey: server.running().apiKey, retries: 0 })
    const sendFile = (file: number) => client().imports.create(fileOf(file, isSheet), { application: 'app', invite: 'new' })

    const ids: string[] = []
    const seen: string[] = []
    /** Begins the next file, or runs the one that is planned. */
    const advance = async (begins: boolean): Promise<'done' | 'begun' | 'under_way'> => {
      const id = ids.at(-1)
      const { state, done } = id === undefined ? { state: 'done', done: 0 } : await client().imports.get(id)
      seen.push(`${ids.length} ${state} ${done}`)
      if (state === 'done' && !begins) return 'done'
      if (state === 'done') {
        ids.push((await sendFile(ids.length)).id)
        return 'begun'
      }
      if (state !== 'planned' || id === undefined) return 'under_way'
      const preview = await client().imports.preview(id)
      expect(preview).toMatchObject({ counts: { create: ROWS, error: 0 }, mails: ROWS / WITH_MAIL_EVERY })
      await client().imports.run(id, { planHash: preview.planHash })
      return 'begun'
    }
    const wroteWhenKilled = () => seen.some((look) => /^\d+ writing [1-9]/.test(look))
    let withinMs = LONGEST_WAIT_MS
    for (let kills = 0; kills < KILLS || (!wroteWhenKilled() && kills < KILLS + MORE_KILLS); ) {
      const isAwake = (await advance(true)) === 'begun'
      if (kills >= KILLS && !/ (planned|writing) /.test(seen.at(-1) ?? '')) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        continue
      }
      withinMs = seen.at(-1) === seen.at(-2) ? Math.min(LONGEST_OF_ALL_MS, withinMs * 2) : LONGEST_WAIT_MS
      await server.killAndStart(withinMs, isAwake ? 0 : FIRST_LOOK_MS)
      kills += 1
    }
    expect(wroteWhenKilled()).toBe(true)
    while ((await advance(false)) !== 'done') await new Promise((resolve) => setTimeout(resolve, 100))
    console.log(`${ids.length} files; what each look found: ${seen.join(', ')}`)

    const mailed = ids.length * (ROWS / WITH_MAIL_EVERY)
    for (const id of ids) {
      expect(await client().imports.result(id)).toMatchObject({ create: ROWS, failed: 0, mailsQueued: ROWS / WITH_MAIL_EVERY })
      expect(await client().users.list({ importId: id }).count()).toBe(Math.min(ROWS, MOST_COUNTED))
    }
    const addresses = () => new Set(provider.taken.map(({ to }) => to))
    const end = Date.now() + 60_000
    while (addresses().size < mailed && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(addresses().size).toBe(mailed)
    for (const to of addresses()) {
      const mails = provider.taken.filter((mail) => mail.to === to)
      expect(new Set(mails.map(tokenIn)).size, `links for ${to}`).toBe(1)
    }
    // Every row is there, as it stands in the file.
    for (const file of new Set([0, ids.length - 1])) {
      const again = await sendFile(file)
      expect(await client().imports.preview(again.id)).toMatchObject({ counts: { unchanged: ROWS, create: 0, update: 0 }, mails: 0 })
    }
  })
})
