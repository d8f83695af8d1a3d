// An import that is stopped while it runs, and one that is taken back: what stays, who goes, and what the admin app says of it.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activate } from './harness/activate.ts'
import { addAdmin, enterAdmin, type SignedIn } from './harness/admin-people.ts'
import { checkScreen } from './harness/check-screen.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { tokenIn } from './harness/read-mail.ts'

const ADMIN = 'chefin@beispiel.example'
const ROWS = 300
/** As many as a batch has at least. */
const BATCH = 100
const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

const addressOf = (prefix: string, index: number): string => `${prefix}${index}@beispiel.example`
const fileOf = (prefix: string, count: number): Buffer =>
  Buffer.from(
    [
      'Personalnummer;Vorname;Nachname;E-Mail;Standort',
      ...Array.from({ length: count }, (_, at) => `${prefix}-${at};Mia;${prefix}weber${at};${addressOf(prefix, at)};Köln`),
      '',
    ].join('\r\n'),
    'latin1',
  )

describe.runIf(hasBrowser)('an import', () => {
  let stand: Stand
  let browser: Browser
  let admin: SignedIn
  /** What holds the run back after its first batch; opens it again. */
  let held: { until: Promise<void>; release: () => void } | null = null

  beforeAll(async () => {
    stand = await openStand({
      overrides: {
        onStore: (store) => {
          const { transaction } = store
          store.transaction = async (work) => {
            let wasBatch = false
            const done = await transaction((tx) =>
              work({
                ...tx,
                lookByIndex: (commits, namesKb) => {
                  wasBatch = namesKb !== undefined
                  return tx.lookByIndex(commits, namesKb)
                },
              }),
            )
            if (wasBatch) await held?.until
            return done
          }
        },
      },
    })
    browser = await openBrowser(stand)
    await addAdmin(stand, { email: ADMIN, role: 'owner', firstName: 'Carla' })
    admin = await enterAdmin(stand, browser, ADMIN)
  })
  afterAll(async () => {
    held?.release()
    await browser?.close()
    await stand?.close()
  })

  const hold = (): void => {
    let release = (): void => {}
    const until = new Promise<void>((resolve) => {
      release = resolve
    })
    held = { until, release }
  }
  const plan = async (page: Page, prefix: string, count: number): Promise<string> => {
    await page.goto(`${stand.foyerUrl}/admin/imports/new`)
    await page
      .getByLabel('Excel- oder CSV-Datei')
      .setInputFiles({ name: `${prefix}.csv`, mimeType: 'text/csv', buffer: fileOf(prefix, count) })
    await page.getByLabel('Einladen', { exact: true }).selectOption({ label: 'neue Personen' })
    await page.getByLabel('Einladen zu').selectOption({ label: 'Beispiel App' })
    await page.getByRole('button', { name: 'Ansehen, was geschieht' }).click()
    await page.getByRole('button', { name: 'Genau das ausführen' }).waitFor()
    return new URL(page.url()).pathname.split('/').at(-1) ?? ''
  }
  const run = (page: Page) => page.getByRole('button', { name: 'Genau das ausführen' }).click()
  const report = (page: Page) => page.getByRole('heading', { name: 'Bericht' })
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

  it('that is stopped says what was written, writes no more, and goes on with the same file', async () => {
    const { page, problems } = admin
    const importId = await plan(page, 'halb', ROWS)
    hold()
    await run(page)
    await page.getByText(`${BATCH} von ${ROWS} Zeilen`).waitFor()
    await checkScreen(page, { name: 'undo/1-running', views: WIDTHS })
    await page.getByRole('button', { name: 'Anhalten' }).focus()
    await page.keyboard.press('Enter')
    await report(page).waitFor()
    await expect.poll(() => focused(page)).toBe('H1')
    held?.release()
    await stand.foyer.idle()

    const written = () => stand.sdk.users.list({ importId }).count()
    expect(await written()).toBe(BATCH)
    await page.getByText(`Angehalten nach ${BATCH} von ${ROWS} Zeilen. Was geschrieben ist, bleibt.`).waitFor()
    await page.getByText(`Geschrieben: ${BATCH} neu.`).waitFor()
    await page.getByText(`Veranlasste Mails: ${BATCH}.`).waitFor()
    await page.getByRole('link', { name: `neu ${BATCH}` }).waitFor()
    await page.getByRole('link', { name: `Dieselbe Datei noch einmal importieren: Zeilen, die fehlen ${ROWS - BATCH}` }).waitFor()
    const lines = page.getByRole('region', { name: 'Zeilen' }).locator('tbody tr')
    expect(await lines.getByRole('link').count()).toBe(BATCH)
    await page.getByRole('button', { name: 'Weitere laden' }).click()
    await page.getByText('Nicht mehr ausgeführt: Der Import wurde vorher angehalten.').first().waitFor()
    await checkScreen(page, { name: 'undo/2-stopped', views: WIDTHS })

    await plan(page, 'halb', ROWS)
    await page.getByText(`${ROWS - BATCH} neue Personen`).waitFor()
    await run(page)
    await report(page).waitFor()
    await stand.foyer.idle()
    const mailed = stand.foyer.mails.filter(({ to }) => to.startsWith('halb')).map(({ to }) => to)
    expect(mailed.sort()).toEqual(Array.from({ length: ROWS }, (_, at) => addressOf('halb', at)).sort())
    expect(problems).toEqual([])
  })

  it('that is left before it ran has written nothing, and says so', async () => {
    const { page, problems } = admin
    const importId = await plan(page, 'nie', 3)
    await page.getByRole('button', { name: 'Abbrechen' }).click()
    await page.getByText('Angehalten, bevor etwas geschrieben wurde.').waitFor()
    await page.getByText('Nicht mehr ausgeführt').first().waitFor()
    expect(await page.getByRole('button', { name: 'Rückgängig machen' }).count()).toBe(0)
    await checkScreen(page, { name: 'undo/3-never-ran', views: WIDTHS })
    expect(await stand.sdk.users.list({ importId }).count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('that is taken back erases whoever was never active, once their number was typed, and names whoever stays', async () => {
    const { page, problems } = admin
    const importId = await plan(page, 'fort', 12)
    await run(page)
    await report(page).waitFor()
    await activate(createFlowClient(stand.foyerUrl, stand.fetch), tokenIn(await stand.foyer.mailTo(addressOf('fort', 7))))
    await page.reload()
    await page.getByRole('button', { name: 'Rückgängig machen' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Wer schon aktiv war, bleibt.').waitFor()
    await checkScreen(page, { name: 'undo/4-asked', views: WIDTHS, reloads: false })
    await dialog.getByLabel('Tippen Sie zur Bestätigung: 11').fill('11')
    await dialog.getByRole('button', { name: 'Rückgängig machen' }).click()
    await page.locator('.toast').getByText('11 Personen gelöscht.').waitFor()

    await page.getByText('11 von 12 angelegten Personen sind wieder gelöscht.').waitFor()
    await expect.poll(() => focused(page)).toBe('H1')
    await page.getByText('Geblieben, weil schon aktiv:').getByRole('link', { name: 'Mia fortweber7' }).waitFor()
    expect(await page.getByRole('button', { name: 'Rückgängig machen' }).count()).toBe(0)
    await page.locator('.tile.online').filter({ hasText: '1' }).waitFor()
    await page.locator('.tile.invited').filter({ hasText: '0' }).waitFor()
    const lines = page.getByRole('region', { name: 'Zeilen' }).locator('tbody tr')
    await expect.poll(() => lines.getByRole('link').allTextContents()).toEqual(['Mia fortweber7'])
    await checkScreen(page, { name: 'undo/5-undone', views: WIDTHS })
    expect(await stand.sdk.users.list({ importId }).count()).toBe(1)
    expect(problems).toEqual([])
  })
})
