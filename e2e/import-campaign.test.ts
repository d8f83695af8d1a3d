// Before an import goes out and after it: what people will get, a test to oneself, and the campaign with what to do next.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activate } from './harness/activate.ts'
import { checkScreen } from './harness/check-screen.ts'
import { signInOn } from './harness/fill-screens.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { tokenIn } from './harness/read-mail.ts'

const OWNER = 'chefin@beispiel.example'
const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

describe.runIf(hasBrowser)('what an import sends, and what follows it', () => {
  let stand: Stand
  let browser: Browser
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    await stand.sdk.users.create({ firstName: 'Carla', email: OWNER, invite: { application: 'portal', role: 'owner' } })
    const flow = createFlowClient(stand.foyerUrl, stand.fetch)
    await activate({ ...flow, start: (input) => flow.start({ ...input, application: 'portal' }) }, tokenIn(await stand.foyer.mailTo(OWNER)))
    const watched = await openContext(browser, { locale: 'de-DE', viewport: { width: 1280, height: 900 } })
    problems = watched.problems
    page = await watched.context.newPage()
    await page.goto(`${stand.foyerUrl}/admin/settings`)
    await signInOn(page, OWNER)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const frame = () => page.frameLocator('foyer-mail-preview iframe')
  const tests = () => stand.foyer.mails.filter(({ subject }) => subject.startsWith('Sample – '))

  it('shows every mail and the sheet in each language on the settings page, and mails a test to whoever asks', async () => {
    await page.getByRole('heading', { name: 'Ansehen, bevor es hinausgeht' }).waitFor()
    await frame().getByText('Muster: Link und Code in dieser E-Mail öffnen nichts.').waitFor()
    await checkScreen(page, { name: 'campaign/1-settings', views: WIDTHS })
    for (const [kind, text] of [
      ['reminder', 'Ihr Konto wartet noch auf Sie'],
      ['password_disabled', 'Ihr Passwort ist gesperrt'],
      ['sheet', 'Muster: QR-Code und Code auf diesem Blatt öffnen nichts.'],
    ] as const) {
      await page.locator('#preview-kind').selectOption(kind)
      await frame().getByText(text).first().waitFor()
    }
    await page.locator('#preview-locale').selectOption('en')
    await frame().getByText('Sample: the QR code and the code on this sheet open nothing.').waitFor()
    await page.locator('#preview-kind').selectOption('invitation')
    await page.getByText('Sample – ').waitFor()
    await page.getByRole('button', { name: 'Test an mich senden' }).click()
    await page.getByText(`Das Muster ist unterwegs an ${OWNER}.`).waitFor()
    await stand.foyer.idle()
    expect(tests().map(({ to }) => to)).toEqual([OWNER])
  })

  it('shows the first row of a file what it will get, sends the own sentence, and draws how far its people have come', async () => {
    const file = [
      'P-1;Mia;Weber;mia@beispiel.example;Köln',
      'P-2;Jan;Kowalski;jan@beispiel.example;Köln',
      'P-3;Ada;Papier;;Basel',
      'P-4;Tim;Kaputt;tim@@;Basel',
    ]
    const { id } = await stand.sdk.imports.create(`Personalnummer;Vorname;Nachname;E-Mail;Standort\n${file.join('\n')}\n`, {
      application: 'app',
      invite: 'new',
      name: 'personal.csv',
    })
    await stand.sdk.imports.preview(id)
    await page.goto(`${stand.foyerUrl}/admin/imports/${id}`)
    await frame().getByText('Guten Tag Mia').waitFor()
    await page.getByLabel('Eigener Satz in Mail und Infoblatt').fill('Fragen? Büro 2.14.')
    await frame().getByText('Fragen? Büro 2.14.').waitFor()
    await checkScreen(page, { name: 'campaign/2-before', views: WIDTHS, reloads: false })
    await page.locator('#preview-kind').selectOption('sheet')
    await frame().getByText('Ada Papier').first().waitFor()
    await frame().getByText('Fragen? Büro 2.14.').waitFor()
    await page.getByRole('button', { name: 'Genau das ausführen' }).click()
    await page.getByRole('heading', { name: 'Was als Nächstes zu tun ist' }).waitFor({ timeout: 60_000 })
    expect((await stand.foyer.mailTo('mia@beispiel.example')).text).toContain('Fragen? Büro 2.14.')

    await activate(createFlowClient(stand.foyerUrl, stand.fetch), tokenIn(await stand.foyer.mailTo('mia@beispiel.example')))
    await expect.poll(async () => (await stand.sdk.imports.campaign(id)).people.online, { timeout: 45_000, interval: 1_000 }).toBe(1)
    await page.reload()
    await page.getByRole('heading', { name: 'Wie weit sie gekommen sind' }).waitFor()
    await page.getByRole('link', { name: /Zeilen ausbessern\s*1/ }).waitFor()
    await checkScreen(page, { name: 'campaign/3-after', views: WIDTHS })
    await page.getByRole('link', { name: /1\s*Online-Nutzer/ }).click()
    await page.getByRole('link', { name: 'Mia Weber' }).waitFor()
    await page.goto(`${stand.foyerUrl}/admin/missing?importId=${id}&paper=yes`)
    await page.getByRole('link', { name: 'Ada Papier' }).waitFor()
    expect(await page.getByRole('link', { name: 'Jan Kowalski' }).count()).toBe(0)
    expect(problems).toEqual([])
  })
})
