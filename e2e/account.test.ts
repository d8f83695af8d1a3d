// The holder's own page in a real browser: every section, the proof that it asks for, and what it looks like.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { codeOf } from './harness/authenticator-app.ts'
import { checkScreen, waitForStep } from './harness/check-screen.ts'
import { acceptDocuments, completeProfile, signInOn } from './harness/fill-screens.ts'
import { goByTab } from './harness/go-by-tab.ts'
import { openAccount } from './harness/open-account.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { linkIn } from './harness/read-mail.ts'
import { addVirtualAuthenticator } from './harness/virtual-authenticator.ts'

describe.runIf(hasBrowser)('the account page', () => {
  let stand: Stand
  let browser: Browser
  let serial = 0
  beforeAll(async () => {
    stand = await openStand({ authPage: false, config: { passkeys: { relyingParty: 'foyer.test' } } })
    browser = await openBrowser(stand)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
  const atAccount = (locale?: 'de-DE' | 'en-GB') => openAccount(stand, browser, `account-${++serial}`, locale)
  const signInAgain = async (page: Page, email: string, password = PASSWORD) => {
    await page.context().clearCookies()
    await page.goto(`${stand.foyerUrl}/account?application=app`)
    await signInOn(page, email, password)
    await heading(page, 'Ihr Konto, Mia').waitFor()
  }

  it('asks who is there, shows every section in German and English, wide and narrow, and is clean for axe', async () => {
    const { page, problems } = await atAccount()
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
    expect(headings).toEqual([
      'Profil',
      'E-Mail-Adresse',
      'Passwort',
      'Passkeys',
      'Zweite Bestätigung',
      'Geräte',
      'Rechtliches',
      'Ihre Daten',
      'Konto löschen',
    ])
    await checkScreen(page, { name: 'account/all', views: [{ look: 'light' }, { look: 'dark', width: 320 }], reloads: false })
    const english = await atAccount('en-GB')
    await checkScreen(english.page, { name: 'account/english', views: [{ look: 'light', width: 320 }], reloads: false })
    expect([...problems, ...english.problems].filter((line) => !line.includes('401'))).toEqual([])
  })

  it('adds a second passkey, removes the first, and refuses to remove the last way in', async () => {
    const email = `account-${++serial}@beispiel.example`
    await stand.sdk.users.create({ externalId: `A-${serial}`, firstName: 'Mia', email, locale: 'de', invite: { application: 'app' } })
    const { context } = await openContext(browser)
    const page = await context.newPage()
    const first = await addVirtualAuthenticator(page)
    await page.goto(linkIn(await stand.foyer.mailTo(email)))
    await press(page, 'Konto aktivieren')
    await acceptDocuments(page)
    await press(page, 'Stattdessen einen Passkey einrichten')
    await completeProfile(page)
    await waitForStep(page, 'signed_in')
    await page.goto(`${stand.foyerUrl}/account?application=app`)
    const rename = async (from: string, to: string) => {
      await press(page, `${from} umbenennen`)
      const form = page.getByRole('form', { name: `${from} umbenennen` })
      await form.getByLabel('Name').fill(to)
      await form.getByRole('button', { name: 'Speichern' }).click()
      await page.getByText(to, { exact: true }).waitFor()
    }
    await rename('Chrome auf Linux', 'Laptop')
    await page.getByText('Der letzte Weg in Ihr Konto').waitFor()
    expect(await page.getByRole('button', { name: 'Laptop entfernen' }).count()).toBe(0)

    await press(page, 'Passkey hinzufügen')
    await checkScreen(page, { name: 'account/proof-passkey', views: [{ look: 'light', width: 320 }], reloads: false })
    await press(page, 'Mit Passkey bestätigen')
    await page.getByRole('form', { name: 'Sind Sie es?' }).waitFor({ state: 'detached' })
    await first.setPresence(false)
    await addVirtualAuthenticator(page, 'usb')
    await press(page, 'Passkey hinzufügen')
    await rename('Chrome auf Linux', 'Schlüssel')
    await checkScreen(page, { name: 'account/passkeys', views: [{ look: 'dark', width: 320 }], reloads: false })
    await press(page, 'Laptop entfernen')
    await page.getByText('Laptop', { exact: true }).waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: 'Schlüssel entfernen' }).count()).toBe(0)
    expect((await stand.foyer.mailTo(email)).text).toContain('Ein Passkey Ihres Kontos wurde entfernt')
  })

  it('changes the password by keyboard alone, and asks for the present one when the sign-in is old', async () => {
    const { page, email } = await atAccount()
    await stand.foyer.shiftClock(11 * 60_000)
    await page.reload()
    await heading(page, 'Ihr Konto, Mia').waitFor()
    await page.getByRole('button', { name: 'Passwort ändern' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('form', { name: 'Sind Sie es?' }).waitFor()
    await checkScreen(page, { name: 'account/proof', views: [{ look: 'light', width: 320 }], reloads: false })
    await page.keyboard.type('nicht das richtige')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').first().waitFor()
    await page.getByLabel('Ihr Passwort').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByLabel('Neues Passwort').waitFor()
    await page.keyboard.type('sieben leise Trommeln am See')
    await page.keyboard.press('Enter')
    const done = page.locator('section').filter({ has: heading(page, 'Passwort') })
    await done.getByText('Gespeichert.').waitFor()
    await expect
      .poll(() => done.getByText('Gespeichert.').evaluate((said) => said.getBoundingClientRect().bottom <= innerHeight))
      .toBe(true)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Passwort')
    await stand.foyer.shiftClock(0)
    await signInAgain(page, email, 'sieben leise Trommeln am See')
  })

  it('changes the address only when the new mailbox confirms, and the old one takes it back', async () => {
    const { page, email } = await atAccount()
    const wanted = `neu-${email}`
    await press(page, 'Adresse ändern')
    await page.getByLabel('Neue E-Mail-Adresse').fill(wanted)
    await press(page, 'Adresse ändern')
    await page.getByText(`Eine E-Mail an ${wanted} ist unterwegs`).first().waitFor()
    expect(await page.getByText(email, { exact: true }).isVisible()).toBe(true)
    const mailbox = await (await openContext(browser)).context.newPage()
    await mailbox.goto(linkIn(await stand.foyer.mailTo(wanted)))
    await press(mailbox, 'Adresse bestätigen')
    await heading(mailbox, 'Ihre Adresse ist bestätigt').waitFor()
    await page.reload()
    await page.getByText(wanted, { exact: true }).waitFor()
    await mailbox.goto(linkIn(await stand.foyer.mailTo(email)))
    await checkScreen(mailbox, { name: 'account/undo', views: [{ look: 'light', width: 320 }] })
    await press(mailbox, 'Änderung rückgängig machen')
    await heading(mailbox, 'Wiederherstellungscode eingeben').waitFor()
    await page.reload()
    await page.getByLabel('E-Mail-Adresse').waitFor()
    expect(await page.getByText(wanted).count()).toBe(0)
  })

  it('sets up an authenticator app with backup codes to print, and the next sign-in asks for it', async () => {
    const { page, email } = await atAccount()
    await press(page, 'Authenticator-App einrichten')
    const form = page.getByRole('form', { name: 'Authenticator-App einrichten' })
    await form.getByRole('img', { name: 'QR-Code für die Authenticator-App' }).waitFor()
    await checkScreen(page, { name: 'account/totp', views: [{ look: 'dark', width: 320 }], reloads: false })
    const secret = (await form.locator('code').textContent()) ?? ''
    await form.getByLabel('Code aus der App').fill('000000')
    await form.getByRole('button', { name: 'Bestätigen' }).click()
    await form.getByRole('alert').waitFor()
    const used = codeOf(secret)
    await form.getByLabel('Code aus der App').fill(used)
    await form.getByRole('button', { name: 'Bestätigen' }).click()
    const codes = page.getByRole('form', { name: 'Ihre Backup-Codes' })
    await codes.waitFor()
    await checkScreen(page, { name: 'account/backup-codes', views: [{ look: 'light', width: 320 }], reloads: false })
    const [backup = '', ...rest] = await codes.getByRole('listitem').allTextContents()
    expect(rest).toHaveLength(9)
    await press(page, 'Fertig')
    await page.getByText('10 Backup-Codes übrig.').waitFor()

    await page.context().clearCookies()
    await page.goto(`${stand.foyerUrl}/sign-in?application=app`)
    await signInOn(page, email)
    await waitForStep(page, 'second_factor')
    await checkScreen(page, { name: 'account/second-factor', views: [{ look: 'light' }, { look: 'dark', width: 320 }] })
    await page.getByLabel('Code oder Backup-Code').fill(used)
    await press(page, 'Bestätigen')
    await page.getByRole('alert').first().waitFor()
    await page.getByLabel('Code oder Backup-Code').fill(backup)
    await press(page, 'Bestätigen')
    await waitForStep(page, 'signed_in')
  })

  it('lists the devices and signs the others out', async () => {
    const { page, email } = await atAccount()
    const other = await (await openContext(browser)).context.newPage()
    await other.goto(`${stand.foyerUrl}/account?application=app`)
    await signInOn(other, email)
    await heading(other, 'Ihr Konto, Mia').waitFor()
    await page.reload()
    await press(page, 'Alle anderen abmelden')
    await page.getByRole('button', { name: 'Alle anderen abmelden' }).waitFor({ state: 'detached' })
    await other.reload()
    await other.getByLabel('E-Mail-Adresse').waitFor()
  })

  it('adds a passkey, ends the session of another device and sets up an authenticator app by keyboard alone', async () => {
    const { page, email, authenticator } = await atAccount()
    const go = (name: string) => goByTab(page, name, 60)
    await authenticator.setPresence(true)
    await go('Passkey hinzufügen')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Chrome auf Linux umbenennen' }).waitFor()

    const other = await (await openContext(browser)).context.newPage()
    await other.goto(`${stand.foyerUrl}/account?application=app`)
    await signInOn(other, email)
    await heading(other, 'Ihr Konto, Mia').waitFor()
    await page.reload()
    await heading(page, 'Ihr Konto, Mia').waitFor()
    await go('Chrome auf Linux abmelden')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Chrome auf Linux abmelden' }).waitFor({ state: 'detached' })
    await other.reload()
    await other.getByLabel('E-Mail-Adresse').waitFor()

    await go('Authenticator-App einrichten')
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: 'Authenticator-App einrichten' })
    const secret = (await form.locator('code').textContent()) ?? ''
    await go('Code aus der App')
    await page.keyboard.type(codeOf(secret))
    await page.keyboard.press('Enter')
    await page.getByRole('form', { name: 'Ihre Backup-Codes' }).waitFor()
    await go('Fertig')
    await page.keyboard.press('Enter')
    await page.getByText('10 Backup-Codes übrig.').waitFor()
  })
})
