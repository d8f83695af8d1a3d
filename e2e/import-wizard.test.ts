// A file as offices have it, brought in by somebody in the admin app: looked at, run, mended, and run again.

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

const PEOPLE = 5_000
const PLANTED = 40
const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

/** Windows-1252 with semicolons, as Excel writes it; every 125th row has an address that is none. */
const isPlanted = (index: number): boolean => index % (PEOPLE / PLANTED) === 0
const officeFile = (): Buffer => {
  const rows = Array.from({ length: PEOPLE }, (_, index) => {
    const email = isPlanted(index) ? `person${index}.beispiel` : index % 3 === 0 ? '' : `person${index}@beispiel.example`
    return [`P-${index}`, 'Jürgen', `Müller ${index}`, email, index % 2 === 0 ? 'Köln' : 'Görlitz'].join(';')
  })
  return Buffer.from(['Personalnummer;Vorname;Nachname;E-Mail dienstlich;Wohnsitz', ...rows, ''].join('\r\n'), 'latin1')
}

describe.runIf(hasBrowser)('the import in the admin app', () => {
  let stand: Stand
  let browser: Browser

  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    const email = 'chefin@beispiel.example'
    await stand.sdk.users.create({ firstName: 'Carla', email, invite: { application: 'portal', role: 'owner' } })
    const flow = createFlowClient(stand.foyerUrl, stand.fetch)
    await activate({ ...flow, start: (input) => flow.start({ ...input, application: 'portal' }) }, tokenIn(await stand.foyer.mailTo(email)))
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const upload = async (page: Page, file: { name: string; buffer: Buffer }): Promise<void> => {
    await page.goto(`${stand.foyerUrl}/admin/imports/new`)
    await page.getByLabel('Excel- oder CSV-Datei').setInputFiles({ ...file, mimeType: 'text/csv' })
    await page.getByRole('heading', { name: 'Spalten der Datei' }).waitFor()
  }
  const plan = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    await page.getByRole('button', { name: 'Genau das ausführen' }).waitFor({ timeout: 120_000 })
  }
  const run = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Genau das ausführen' }).click()
    await page.getByRole('heading', { name: 'Bericht' }).waitFor({ timeout: 180_000 })
  }

  it('writes what the preview showed, and the mended problems exactly once', async () => {
    const { context, problems } = await openContext(browser, { viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${stand.foyerUrl}/admin/imports`)
    await signInOn(page, 'chefin@beispiel.example')
    await page.getByText('Noch wurde nichts importiert').waitFor()
    await checkScreen(page, { name: 'import/1-none', views: WIDTHS })

    await upload(page, { name: 'personal.csv', buffer: officeFile() })
    await page.getByText('Jürgen').first().waitFor()
    await page.getByRole('combobox', { name: 'Wohnsitz' }).selectOption({ label: 'Standort' })
    await page.getByLabel('Einladen', { exact: true }).selectOption({ label: 'neue Personen' })
    await page.getByLabel('Einladen zu').selectOption({ label: 'Beispiel App' })
    await checkScreen(page, { name: 'import/2-columns', views: WIDTHS, reloads: false })
    await plan(page)
    expect(await stand.sdk.users.list({ search: 'Müller' }).count()).toBe(0)
    await page.getByRole('link', { name: `Fehler ${PLANTED}` }).click()
    await expect.poll(() => page.getByRole('region', { name: 'Zeilen' }).locator('tbody tr').count()).toBe(PLANTED)
    await checkScreen(page, { name: 'import/3-preview', views: WIDTHS })
    await run(page)
    await checkScreen(page, { name: 'import/4-report', views: WIDTHS })
    const written = () => Promise.all(['Köln', 'Görlitz'].map((location) => stand.sdk.users.list({ location }).count()))
    expect(await written()).toEqual([(PEOPLE - PLANTED) / 2, (PEOPLE - PLANTED) / 2])

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Nicht übernommene Zeilen als CSV' }).click(),
    ])
    const left = readFileSync(await download.path(), 'utf8')
    expect(left.trim().split('\r\n')).toHaveLength(PLANTED + 1)
    await upload(page, { name: 'nachtrag.csv', buffer: Buffer.from(left.replaceAll(/(person\d+)\.beispiel/g, '$1@beispiel.example')) })
    for (const column of ['Wohnsitz', 'Standort'])
      if ((await page.getByRole('combobox', { name: column, exact: true }).count()) > 0)
        await page.getByRole('combobox', { name: column, exact: true }).selectOption({ label: 'Standort' })
    await plan(page)
    await page.getByRole('link', { name: `neu ${PLANTED}` }).waitFor()
    expect(await page.getByRole('link', { name: /^Fehler/ }).count()).toBe(0)
    await run(page)
    expect(await written()).toEqual([PEOPLE / 2, PEOPLE / 2])
    await page.getByRole('link', { name: 'Importe' }).first().click()
    await page.getByRole('link', { name: 'nachtrag.csv' }).waitFor()
    await page.getByRole('link', { name: 'personal.csv' }).click()
    await page.getByRole('heading', { level: 1, name: 'personal.csv' }).waitFor()
    expect(problems).toEqual([])
    await context.close()
  })
})
