// A spreadsheet as offices have it, brought in by somebody in the admin app: once by mouse, once by keyboard alone, in German.

import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activate } from './harness/activate.ts'
import { checkScreen } from './harness/check-screen.ts'
import { signInOn } from './harness/fill-screens.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { tokenIn } from './harness/read-mail.ts'
import { type Cell, writeXlsx } from './harness/write-xlsx.ts'

const PEOPLE = 3_000
const [TEAM, SPOILT] = [40, 25]
const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const
const ADMIN = 'chefin@beispiel.example'
const MOST_STOPS = 60

/** A third has no address, some have one of their own at home, the last ones share their team's, and the first ones were spoilt. */
const row = (prefix: string, team: string, count: number, index: number): Cell[] => {
  const id = index < SPOILT ? `4,9E+${index + 10}` : `${prefix}-${index}`
  const own = index % 3 === 1 ? `${prefix}${index}@beispiel.example` : null
  const home = index % 3 === 2 ? `${prefix}${index}@zuhause.example` : index % 3 === 0 ? 'k. A.' : `nie-${prefix}${index}@zuhause.example`
  return index >= count - TEAM ? [id, `Müller ${index}, Jürgen`, team, '–'] : [id, `Müller ${index}, Jürgen`, own, home]
}
const officeFile = (prefix: string, team: string, count: number): Buffer =>
  writeXlsx({
    Deckblatt: [['Stand: November']],
    Personal: [
      ['Personalnummer', 'Nachname, Vorname', 'Dienstlich', 'Privat'],
      ...Array.from({ length: count }, (_, index) => row(prefix, team, count, index)),
    ],
  })
const mailed = (prefix: string, count: number): string[] =>
  Array.from({ length: count - TEAM - SPOILT }, (_, at) => at + SPOILT).flatMap((index) => {
    if (index % 3 === 0) return []
    return `${prefix}${index}@${index % 3 === 1 ? 'beispiel' : 'zuhause'}.example`
  })

describe.runIf(hasBrowser)('a spreadsheet in the admin app', () => {
  let stand: Stand
  let browser: Browser

  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    await stand.sdk.users.create({ firstName: 'Carla', email: ADMIN, invite: { application: 'portal', role: 'owner' } })
    const flow = createFlowClient(stand.foyerUrl, stand.fetch)
    await activate({ ...flow, start: (input) => flow.start({ ...input, application: 'portal' }) }, tokenIn(await stand.foyer.mailTo(ADMIN)))
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const open = async (path: string) => {
    const { context, problems } = await openContext(browser, { viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${stand.foyerUrl}/admin${path}`)
    await signInOn(page, ADMIN)
    await page.getByRole('heading', { level: 1, name: 'Datei importieren' }).waitFor()
    return { context, problems, page }
  }
  const rowsToMend = async (page: Page): Promise<string[]> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Nicht übernommene Zeilen als CSV' }).click(),
    ])
    return readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
      .slice(1)
  }
  /** Everybody is mailed, gets a sheet, or is among the rows to mend: nobody twice, nobody missing. */
  const expectEverybody = async (page: Page, prefix: string, count: number): Promise<void> => {
    const importId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const sheets: (string | null)[] = []
    const invited: string[] = []
    for await (const { email, externalId, status } of stand.sdk.users.list({ importId })) {
      if (email === null) sheets.push(externalId)
      else if (status === 'invited') invited.push(email)
    }
    const toMend = (await rowsToMend(page)).map((line) => line.split(';')[0] ?? '')
    expect(invited.toSorted()).toEqual(mailed(prefix, count).toSorted())
    expect(new Set(toMend).size).toBe(SPOILT)
    const everybody = [...invited, ...sheets, ...toMend]
    expect([everybody.length, new Set(everybody).size]).toEqual([count, count])
  }

  it('goes in by mouse: its sheet, its columns, one remedy for the team, and a run of exactly that', { timeout: 240_000 }, async () => {
    const { context, problems, page } = await open('/imports/new')
    const buffer = officeFile('m', 'lager@beispiel.example', PEOPLE)
    await page.getByLabel('Excel- oder CSV-Datei').setInputFiles({ name: 'personal.xlsx', mimeType: 'application/octet-stream', buffer })
    await page.getByLabel('Tabellenblatt').selectOption('Personal')
    await page.getByText('Müller 0, Jürgen').first().waitFor()
    await page.getByRole('combobox', { name: 'Privat', exact: true }).selectOption({ label: 'E-Mail-Adresse' })
    await page.getByRole('combobox', { name: 'Dienstlich', exact: true }).selectOption({ label: 'E-Mail-Adresse' })
    await page.getByLabel('E-Mail-Adresse: zuerst aus').selectOption('Dienstlich')
    await page.getByLabel('Einladen', { exact: true }).selectOption({ label: 'neue Personen' })
    await page.getByLabel('Einladen zu').selectOption({ label: 'Beispiel App' })
    await checkScreen(page, { name: 'office/1-sheet', views: WIDTHS, reloads: false })
    await page.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    await page.getByRole('heading', { name: 'Was im Weg steht' }).waitFor({ timeout: 120_000 })
    await page
      .getByRole('combobox', { name: 'Was geschehen soll: lager@beispiel.example' })
      .selectOption({ label: 'ohne diese Adresse übernehmen' })
    await checkScreen(page, { name: 'office/2-groups', views: WIDTHS, reloads: false })
    await page.getByRole('button', { name: 'Genau das ausführen' }).click()
    await page.getByText('Ihre Auswahl ist noch nicht in der Vorschau').waitFor()
    await page.getByRole('button', { name: 'Vorschau damit neu machen' }).click()
    await page.getByRole('link', { name: `Fehler ${SPOILT}`, exact: true }).waitFor({ timeout: 120_000 })
    await page.getByRole('button', { name: 'Genau das ausführen' }).click()
    await page.getByRole('heading', { name: 'Bericht' }).waitFor({ timeout: 180_000 })
    await expectEverybody(page, 'm', PEOPLE)
    expect(problems).toEqual([])
    await context.close()
  })

  it('goes in by keyboard alone', { timeout: 240_000 }, async () => {
    const { context, problems, page } = await open('/imports/new')
    const tabTo = async (name: string): Promise<void> => {
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        const focused = await page.evaluate(() => {
          const element = document.activeElement as HTMLInputElement
          const labelled = document.getElementById(element.getAttribute('aria-labelledby') ?? '')
          return (
            element.getAttribute('aria-label') ??
            labelled?.textContent ??
            element.labels?.[0]?.textContent ??
            element.textContent ??
            ''
          ).trim()
        })
        if (focused === name) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`The keyboard does not come to "${name}"`)
    }
    const choose = async (name: string, option: string): Promise<void> => {
      await tabTo(name)
      await page.keyboard.type(option)
    }
    // Asked for before anything is pressed: the browser takes a moment to hand its chooser over.
    const chooser = page.waitForEvent('filechooser', { timeout: 120_000 })
    await tabTo('Excel- oder CSV-Datei')
    await page.keyboard.press('Enter')
    const buffer = officeFile('k', 'pforte@beispiel.example', PEOPLE)
    await (await chooser).setFiles({ name: 'personal.xlsx', mimeType: 'application/octet-stream', buffer })
    await page.getByLabel('Tabellenblatt').waitFor()
    await choose('Tabellenblatt', 'Personal')
    await page.getByText('Müller 0, Jürgen').first().waitFor()
    await choose('Dienstlich', 'E-Mail')
    await choose('Privat', 'E-Mail')
    await choose('Einladen', 'neue')
    await choose('Einladen zu', 'Beispiel App')
    await tabTo('Ansehen, was geschieht')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Was im Weg steht' }).waitFor({ timeout: 120_000 })
    await choose('Was geschehen soll: pforte@beispiel.example', 'ohne')
    await tabTo('Vorschau damit neu machen')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: `Fehler ${SPOILT}`, exact: true }).waitFor({ timeout: 120_000 })
    await tabTo('Genau das ausführen')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Bericht' }).waitFor({ timeout: 180_000 })
    await expectEverybody(page, 'k', PEOPLE)
    expect(problems).toEqual([])
    await context.close()
  })

  it('may be pasted as cells, and says in German what to do with a file that is not read', async () => {
    const { context, problems, page } = await open('/imports/new')
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')])
    await page.getByLabel('Excel- oder CSV-Datei').setInputFiles({ name: 'geheim.xlsx', mimeType: 'application/octet-stream', buffer: old })
    await page.getByText('Diese Datei ist mit einem Kennwort geschützt.').waitFor()
    await page.getByLabel('Oder Zellen aus Excel einfügen').fill('Personalnummer\tNachname, Vorname\nZ-1\tPeters, Jan\nZ-2\tWeber, Mia\n')
    await page.getByRole('button', { name: 'Eingefügte Zellen ansehen' }).click()
    await page.getByText('Peters, Jan').waitFor()
    await page.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    await page.getByRole('link', { name: 'neu 2', exact: true }).waitFor({ timeout: 60_000 })
    // The browser itself writes down that a call was refused.
    expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
    await context.close()
  })
})
