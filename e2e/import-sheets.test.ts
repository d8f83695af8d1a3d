// People without an address in the admin app's import: sheets in the same step or later; and a preview that grew old.

import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAdmin, enterAdmin, type SignedIn } from './harness/admin-people.ts'
import { checkScreen } from './harness/check-screen.ts'
import { hasBrowser, openBrowser } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { hasPoppler, readSheets } from './harness/read-sheet.ts'

const ADMIN = 'chefin@beispiel.example'
/** A third has no address. */
const people = Array.from({ length: 60 }, (_, index) => index)
const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

const isOnPaper = (index: number): boolean => index % 3 === 0
const nameOf = (prefix: string, index: number): string => `Jürgen ${prefix}weber${index}e`
const addressOf = (prefix: string, index: number): string => `${prefix}${index}@beispiel.example`
const officeFile = (prefix: string): Buffer => {
  const rows = people.map((index) => {
    const [firstName, lastName] = nameOf(prefix, index).split(' ')
    return [`${prefix}-${index}`, firstName, lastName, isOnPaper(index) ? '' : addressOf(prefix, index)].join(';')
  })
  return Buffer.from(['Personalnummer;Vorname;Nachname;E-Mail', ...rows, ''].join('\r\n'), 'latin1')
}
describe.runIf(hasBrowser)('people without an address in a file', () => {
  let stand: Stand
  let browser: Browser
  let admin: SignedIn

  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    await addAdmin(stand, { email: ADMIN, role: 'owner', firstName: 'Carla' })
    admin = await enterAdmin(stand, browser, ADMIN)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const plan = async (prefix: string): Promise<void> => {
    const { page } = admin
    await page.goto(`${stand.foyerUrl}/admin/imports/new`)
    await page
      .getByLabel('Excel- oder CSV-Datei')
      .setInputFiles({ name: `${prefix}.csv`, mimeType: 'text/csv', buffer: officeFile(prefix) })
    await page.getByLabel('Einladen', { exact: true }).selectOption({ label: 'neue Personen' })
    await page.getByLabel('Einladen zu').selectOption({ label: 'Beispiel App' })
    await page.getByLabel('Sprache neuer Personen').selectOption({ label: 'Englisch' })
    await page.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    await page.getByText('40 Einladungen per E-Mail, 20 ohne E-Mail-Adresse (Infoblätter)').waitFor({ timeout: 60_000 })
  }
  const run = async (): Promise<string> => {
    const { page } = admin
    await page.getByRole('button', { name: 'Genau das ausführen' }).click()
    await page.getByRole('heading', { name: 'Bericht' }).waitFor({ timeout: 120_000 })
    await stand.foyer.idle()
    return new URL(page.url()).pathname.split('/').at(-1) ?? ''
  }
  const mailed = (prefix: string) => stand.foyer.mails.filter(({ to }) => to.startsWith(prefix) && to.endsWith('@beispiel.example'))

  it.runIf(hasPoppler)('get their sheets in the same step: mails and sheets together are exactly the people', async () => {
    const { page } = admin
    await plan('sofort')
    expect(await page.getByLabel('20 ohne E-Mail-Adresse gleich per Infoblatt einladen (sonst später)').isChecked()).toBe(true)
    await checkScreen(page, { name: 'sheets/1-preview', views: WIDTHS, reloads: false })
    await run()
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: 'Infoblätter (20)' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    const sheets = readSheets(readFileSync(await download.path()))
    const printed = sheets.map((text) => /Jürgen sofortweber\d+e/.exec(text)?.[0] ?? text).sort()
    expect(printed).toEqual(
      people
        .filter(isOnPaper)
        .map((index) => nameOf('sofort', index))
        .sort(),
    )
    const byMail = mailed('sofort').map(({ to }) => to)
    expect(byMail.sort()).toEqual(
      people
        .filter((index) => !isOnPaper(index))
        .map((index) => addressOf('sofort', index))
        .sort(),
    )
    expect(mailed('sofort')[0]?.text, 'in the language that was asked for').toContain('Hello')
    expect(admin.problems).toEqual([])
  })

  it('wait for their sheets when the tick is taken away, and are counted as what is to do next', async () => {
    const { page } = admin
    await plan('spaeter')
    await page.getByLabel('20 ohne E-Mail-Adresse gleich per Infoblatt einladen').uncheck()
    const importId = await run()
    expect(mailed('spaeter')).toHaveLength(40)
    expect(await stand.sdk.users.list({ importId, status: 'offline', emailStatus: 'none' }).count()).toBe(20)
    await page.getByRole('heading', { name: 'Was als Nächstes zu tun ist' }).waitFor()
    await page.getByRole('link', { name: /Infoblätter drucken\s*20/ }).waitFor()
    expect(admin.problems).toEqual([])
  })

  it('are planned anew when somebody changed since the preview', async () => {
    const { page } = admin
    await stand.sdk.users.create({ externalId: 'alt-1', lastName: 'Vorher' })
    await page.goto(`${stand.foyerUrl}/admin/imports/new`)
    const buffer = Buffer.from('Personalnummer;Nachname\r\nalt-1;Nachher\r\n')
    await page.getByLabel('Excel- oder CSV-Datei').setInputFiles({ name: 'alt.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    await page.getByText('Nachname: Vorher → Nachher').waitFor({ timeout: 60_000 })
    await stand.sdk.users.update({ externalId: 'alt-1' }, { lastName: 'Nachher', firstName: 'Dazwischen' })
    await page.getByRole('button', { name: 'Vorschau erneuern' }).click()
    await page.getByText('Nichts zu tun: alles ist, wie es in der Datei steht.').waitFor({ timeout: 60_000 })
    await page.getByText('Nachname: Vorher → Nachher').waitFor({ state: 'hidden' })
    await run()
    expect(await stand.sdk.users.get({ externalId: 'alt-1' })).toMatchObject({ firstName: 'Dazwischen', lastName: 'Nachher' })
    expect(admin.problems).toEqual([])
  })
  it('leave by a complete file once their number was typed, and are fetched back', async () => {
    const { page } = admin
    await page.goto(`${stand.foyerUrl}/admin/imports/new`)
    const buffer = Buffer.from('Personalnummer\r\nspaeter-1\r\n')
    await page.getByLabel('Excel- oder CSV-Datei').setInputFiles({ name: 'ganz.csv', mimeType: 'text/csv', buffer })
    await page.getByLabel('Die Datei ist vollständig: Wer fehlt, soll gehen').check()
    await page.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    await page.getByRole('button', { name: 'Genau das ausführen' }).click({ timeout: 60_000 })
    expect(await page.getByRole('link', { name: 'Jürgen spaeterweber0e', exact: true }).count()).toBe(1)
    const dialog = page.getByRole('dialog')
    const label = await dialog.getByText(/So viele Personen gehen: Tippen Sie \d+/).textContent()
    const type = async (count: string): Promise<void> => {
      await dialog.getByRole('textbox').fill(count)
      await dialog.getByRole('button', { name: 'Genau das ausführen' }).click()
    }
    await type('1')
    await dialog.getByText('Mehr als ein Zehntel der Personen würde gehen.').waitFor()
    await checkScreen(page, { name: 'sheets/2-leavers', views: WIDTHS, reloads: false })
    await type(/\d+/.exec(label ?? '')?.[0] ?? '')
    await page.getByRole('heading', { name: 'Bericht' }).waitFor({ timeout: 60_000 })
    const gone = () => stand.sdk.users.list({ status: 'deactivated' }).count()
    expect(await gone()).toBe(people.filter(isOnPaper).length)
    await page.getByRole('button', { name: 'Gesperrte zurückholen' }).click()
    await dialog.getByRole('button', { name: 'Gesperrte zurückholen' }).click()
    await expect.poll(gone, { timeout: 30_000 }).toBe(0)
    expect(admin.problems.filter((line) => !line.includes('status of 409'))).toEqual([])
  })
})
