// Without a mouse: one whole activation and one recovery by keyboard alone, the focus always seen and where it is wanted, errors read out.

import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { waitForStep } from './harness/check-screen.ts'
import { createPeople, type People } from './harness/enter-people.ts'
import { goByTab, MOST_STOPS, readFocus } from './harness/go-by-tab.ts'
import { hasBrowser, openBrowser, openContext, type Watched } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { linkIn, mailCodeIn } from './harness/read-mail.ts'

const CHOSEN = 'Willkommen im Lager Nord 7'
const NEW_PASSWORD = 'sieben leise Trommeln am See'

describe.runIf(hasBrowser)('by keyboard alone', () => {
  let stand: Stand
  let browser: Browser
  let people: People
  let watched: Watched
  let page: Page
  beforeAll(async () => {
    stand = await openStand({ authPage: false })
    browser = await openBrowser(stand)
    people = createPeople(stand)
  })
  beforeEach(async () => {
    watched = await openContext(browser)
    page = await watched.context.newPage()
  })
  afterEach(() => watched.context.close())
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const tabTo = (name: string) => goByTab(page, name)
  const press = (key: string) => page.keyboard.press(key)
  const type = (text: string) => page.keyboard.type(text)
  /** The step has come, the focus stands there, and a screen reader hears the screen's name. */
  const arrive = async (step: string, focus: string, said: string) => {
    await waitForStep(page, step)
    await expect.poll(async () => (await readFocus(page)).name).toBe(focus)
    expect((await readFocus(page)).isSeen, `the focus on "${focus}"`).toBe(true)
    await expect.poll(() => page.locator('foyer-auth [role=status].foyer-sr').textContent()).toBe(said)
  }
  /** The error is an alert, and the focus stands at the field that it describes. */
  const isToldAt = async (field: string, error: string) => {
    await page.locator('foyer-auth [role=alert]').filter({ hasText: error }).first().waitFor()
    const focused = await readFocus(page)
    expect(focused).toMatchObject({ name: field, isInvalid: true, isSeen: true })
    expect(focused.description).toContain(error)
  }

  it('a chosen initial password leads through the whole activation', async () => {
    const { id, email } = await people.invite({ invite: { application: 'app', initialPassword: { value: CHOSEN } } })
    await page.goto(`${stand.foyerUrl}/sign-in`)
    await waitForStep(page, 'sign_in')
    await expect.poll(async () => (await readFocus(page)).name).toBe('E-Mail-Adresse')
    await press('Enter')
    await isToldAt('E-Mail-Adresse', 'Bitte füllen Sie dieses Feld aus.')
    await type(email)
    await tabTo('Passwort')
    await type('nicht das Richtige')
    await press('Enter')
    await page.locator('foyer-auth [role=alert]').filter({ hasText: 'E-Mail-Adresse oder Passwort stimmt nicht.' }).waitFor()
    expect((await readFocus(page)).name).toBe('Passwort')
    await type(CHOSEN)
    await press('Enter')

    await arrive('check_email', 'Adresse prüfen', 'Schritt 1 von 5: Adresse prüfen')
    await tabTo('Code senden')
    await press('Space')
    await arrive('prove_email', 'Code aus der E-Mail', 'Schritt 2 von 5: E-Mail-Adresse bestätigen')
    await type('22222222')
    await press('Enter')
    await isToldAt('Code aus der E-Mail', 'Der Code stimmt nicht. Bitte prüfen Sie ihn.')
    await press('Control+a')
    await type(mailCodeIn(await stand.foyer.mailTo(email)))
    await press('Enter')

    await arrive('accept_legal', 'Bitte lesen und zustimmen', 'Schritt 3 von 5: Bitte lesen und zustimmen')
    await tabTo('Zustimmen und weiter')
    await press('Enter')
    await page.locator('foyer-auth [role=alert]').first().waitFor()
    const missing = await readFocus(page)
    expect(missing).toMatchObject({ isInvalid: true, isSeen: true })
    expect(missing.name).toContain('Nutzungsbedingungen')
    expect(missing.description).toContain('Bitte stimmen Sie zu, um fortzufahren.')
    await press('Space')
    for (let presses = 0; presses < MOST_STOPS && !(await readFocus(page)).name.startsWith('Ich stimme zu: Datenschutz'); presses += 1)
      await press('Tab')
    await press('Space')
    await tabTo('Zustimmen und weiter')
    await press('Space')

    await arrive('set_password', 'Neues Passwort', 'Schritt 4 von 5: Passwort festlegen')
    await type('kurz')
    await press('Enter')
    await isToldAt('Neues Passwort', 'Bitte wählen Sie ein Passwort mit mindestens 12 Zeichen.')
    await tabTo('Zeichen anzeigen')
    await press('Space')
    expect((await readFocus(page)).name).toBe('Zeichen verbergen')
    await press('Shift+Tab')
    await press('Control+a')
    await type(PASSWORD)
    await press('Enter')

    await arrive('complete_profile', 'Telefon', 'Schritt 5 von 5: Profil vervollständigen')
    await press('Enter')
    await page.locator('foyer-auth [role=alert]').first().waitFor()
    expect(await readFocus(page)).toMatchObject({ isInvalid: true, isSeen: true })
    await press('ArrowRight')
    await press('Enter')
    await arrive('signed_in', 'Willkommen, Mia', 'Willkommen, Mia')
    expect(await stand.sdk.users.get(id)).toMatchObject({ status: 'online', emailStatus: 'confirmed' })
    await tabTo('Weiter zu Beispiel App')
    await press('Enter')
    await page.waitForURL(/^https:\/\/app\.foyer\.test\//)
  })

  it('a mailed link is opened, read and left', async () => {
    const { mail } = await people.invite()
    await page.goto(linkIn(mail))
    await waitForStep(page, 'open_link')
    await tabTo('Konto aktivieren')
    await press('Enter')
    await arrive('accept_legal', 'Bitte lesen und zustimmen', 'Schritt 1 von 3: Bitte lesen und zustimmen')
  })

  it('a forgotten password is replaced, and the new one signs in', async () => {
    const { email } = await people.activated()
    await page.goto(`${stand.foyerUrl}/sign-in`)
    await waitForStep(page, 'sign_in')
    await expect.poll(async () => (await readFocus(page)).name).toBe('E-Mail-Adresse')
    await type(email)
    await tabTo('Passwort vergessen?')
    await press('Space')
    await arrive('recover', 'E-Mail-Adresse', 'Passwort vergessen?')
    await press('Enter')
    await arrive('recover_code', 'Wiederherstellungscode', 'Wiederherstellungscode eingeben')
    await tabTo('E-Mail erneut senden')
    await press('Enter')
    await page.getByRole('status').filter({ hasText: 'die E-Mail erneut unterwegs' }).waitFor()
    expect((await readFocus(page)).name).toBe('E-Mail erneut senden')
    for (let presses = 0; presses < MOST_STOPS && (await readFocus(page)).name !== 'Wiederherstellungscode'; presses += 1)
      await press('Shift+Tab')
    await type('22222222')
    await press('Enter')
    await isToldAt('Wiederherstellungscode', 'Der Code stimmt nicht. Bitte prüfen Sie ihn.')
    await press('Control+a')
    await type(mailCodeIn(await stand.foyer.mailTo(email)))
    await press('Enter')
    await arrive('set_password', 'Neues Passwort', 'Passwort festlegen')
    await type(NEW_PASSWORD)
    await press('Enter')
    await arrive('recovered', 'Ihr neues Passwort gilt', 'Ihr neues Passwort gilt')
    await tabTo('Zur Anmeldung')
    await press('Enter')
    await arrive('sign_in', 'E-Mail-Adresse', 'Bei Beispiel App anmelden')
    await tabTo('Passwort')
    await type(NEW_PASSWORD)
    await press('Enter')
    await arrive('signed_in', 'Willkommen, Mia', 'Willkommen, Mia')
  })
})
