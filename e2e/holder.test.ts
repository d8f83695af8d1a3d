// What holders decide in a real browser: whose device it is, a passkey for the next time, another address by code, and to be erased. By keyboard too.

import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readNames } from './harness/accessible-names.ts'
import { PASSWORD } from './harness/activate.ts'
import { checkScreen, waitForStep } from './harness/check-screen.ts'
import { signInOn } from './harness/fill-screens.ts'
import { consent, createFlowClient } from './harness/flow-client.ts'
import { goByTab } from './harness/go-by-tab.ts'
import { openAccount } from './harness/open-account.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { linkIn, mailCodeIn, tokenIn } from './harness/read-mail.ts'
import { addVirtualAuthenticator, comeIn } from './harness/virtual-authenticator.ts'

const BOTH = [{ look: 'light' }, { look: 'dark', width: 320 }] as const
const NARROW = [{ look: 'light', width: 320 }] as const

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe.runIf(hasBrowser)('a holder who is asked whose device it is', () => {
  let stand: Stand
  let browser: Browser
  let serial = 0
  beforeAll(async () => {
    stand = await openStand({
      authPage: false,
      config: { passkeys: { relyingParty: 'foyer.test' }, policy: { sharedDevices: 'ask', passkeyOfferDays: 30 } },
    })
    browser = await openBrowser(stand)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  /** Activated elsewhere, without a passkey. */
  const enter = async () => {
    const email = `holder-${++serial}@beispiel.example`
    await stand.sdk.users.create({ externalId: `H-${serial}`, firstName: 'Mia', email, locale: 'de', invite: { application: 'app' } })
    const flow = createFlowClient(stand.foyerUrl, stand.fetch)
    const legal = await flow.act((await flow.start({ link: tokenIn(await stand.foyer.mailTo(email)) })).token, 'open')
    const secret = await flow.act(legal.token, 'accept', consent(legal))
    const profile = await flow.act(secret.token, 'set_password', { password: PASSWORD })
    await flow.act(profile.token, 'save_profile', { fields: { shirtSize: 'M' } })
    return email
  }
  const atQuestion = async () => {
    const email = await enter()
    const watched = await openContext(browser)
    const page = await watched.context.newPage()
    const authenticator = await addVirtualAuthenticator(page)
    await authenticator.setPresence(false)
    await page.goto(`${stand.hostUrl}/welcome`)
    await signInOn(page, email)
    await waitForStep(page, 'own_device')
    return { ...watched, page, authenticator, email }
  }

  it('says that it is the own one, makes the passkey that is offered, and signs in with it', async () => {
    const { page, authenticator, context, problems } = await atQuestion()
    await checkScreen(page, { name: 'holder/own-device', views: BOTH })
    await press(page, 'Ja, mein eigenes')
    await waitForStep(page, 'offer_passkey')
    await checkScreen(page, { name: 'holder/offer-passkey', views: BOTH })
    await authenticator.setPresence(true)
    await press(page, 'Passkey einrichten')
    await page.waitForURL('**/start')
    const host = (await context.cookies(stand.hostUrl)).find(({ name }) => name.startsWith('__Host-foyer-host'))
    expect(host?.expires).toBeGreaterThan(Date.now() / 1000)
    const device = (await context.cookies(stand.foyerUrl)).filter(({ name }) => name.includes('device'))
    await context.clearCookies()
    await context.addCookies(device)
    await authenticator.setPresence(false)
    await page.goto(`${stand.hostUrl}/welcome`)
    await waitForStep(page, 'sign_in')
    await authenticator.setPresence(true)
    await comeIn(page, 'Mit Passkey anmelden')
    expect(problems).toEqual([])
  })

  it('says that others use it: signed in until the browser ends, offered nothing, with a large way out that leaves no name', async () => {
    const { page, context, email } = await atQuestion()
    await press(page, 'Nein, es nutzen auch andere')
    await page.waitForURL('**/start')
    const cookies = await context.cookies([stand.hostUrl, stand.foyerUrl])
    expect(cookies.map(({ name, expires }) => [name.replace(/^__Host-/, ''), expires]).sort()).toEqual([
      ['foyer-app', -1],
      ['foyer-host.app', -1],
    ])
    await page.goto(`${stand.foyerUrl}/account?application=app`)
    await heading(page, 'Ihr Konto, Mia').waitFor()
    await checkScreen(page, { name: 'holder/shared', views: BOTH, reloads: false })
    const out = page.getByRole('button', { name: 'Abmelden', exact: true })
    expect((await out.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await out.click()
    await page.getByLabel('E-Mail-Adresse').waitFor()
    expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe('')
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]))
    for (const trace of ['Mia', email, 'holder-']) expect(kept).not.toContain(trace)
  })
})

describe.runIf(hasBrowser)('on the account page', () => {
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

  const atAccount = (locale?: 'de-DE' | 'en-GB') => openAccount(stand, browser, `page-${++serial}`, locale)

  it('a holder has the account erased, signs in within the time and keeps it, and keeps it once more by the mailed link', async () => {
    const { page, email } = await atAccount()
    const erase = async () => {
      await press(page, 'Mein Konto löschen')
      const form = page.getByRole('form', { name: 'Mein Konto löschen' })
      await form.waitFor()
      return form
    }
    const form = await erase()
    await checkScreen(page, { name: 'holder/erase', views: NARROW, reloads: false })
    await form.getByRole('button', { name: 'Mein Konto löschen' }).click()
    await heading(page, 'Ihr Konto wird gelöscht').waitFor()
    await checkScreen(page, { name: 'holder/erased', views: BOTH, reloads: false })
    await press(page, 'Fertig')
    await signInOn(page, email)
    await waitForStep(page, 'keep_account')
    await checkScreen(page, { name: 'holder/keep-account', views: BOTH, reloads: false })
    await press(page, 'Konto behalten')
    await heading(page, 'Ihr Konto, Mia').waitFor()
    await (await erase()).getByRole('button', { name: 'Mein Konto löschen' }).click()
    await heading(page, 'Ihr Konto wird gelöscht').waitFor()
    const mailbox = await (await openContext(browser)).context.newPage()
    await mailbox.goto(linkIn(await stand.foyer.mailTo(email)))
    await waitForStep(mailbox, 'keep_account')
    expect((await stand.sdk.users.get({ externalId: `page-${serial}` })).eraseAt).not.toBeNull()
    await press(mailbox, 'Konto behalten')
    await waitForStep(mailbox, 'account_kept')
    await checkScreen(mailbox, { name: 'holder/account-kept', views: NARROW, reloads: false })
    expect((await stand.sdk.users.get({ externalId: `page-${serial}` })).eraseAt).toBeNull()
  })

  it('the code of the mail changes the address, typed where the change began', async () => {
    const { page, email } = await atAccount()
    const wanted = `neu-${email}`
    await press(page, 'Adresse ändern')
    await page.getByLabel('Neue E-Mail-Adresse').fill(wanted)
    await press(page, 'Adresse ändern')
    const form = page.getByRole('form', { name: 'Code aus der E-Mail eingeben' })
    await form.waitFor()
    await checkScreen(page, { name: 'holder/email-code', views: NARROW, reloads: false })
    expect(await form.getByLabel('Code', { exact: true }).inputValue()).toBe('')
    await form.getByLabel('Code', { exact: true }).fill('aaaa-aaaa')
    await press(page, 'Bestätigen')
    await form.getByRole('alert').waitFor()
    await form.getByLabel('Code', { exact: true }).fill(mailCodeIn(await stand.foyer.mailTo(wanted)))
    await press(page, 'Bestätigen')
    await page.getByText(wanted, { exact: true }).waitFor()
  })

  it('own data are saved as a file and stand on a page to print', async () => {
    const { page, email } = await atAccount()
    const download = page.waitForEvent('download')
    await press(page, 'Daten herunterladen')
    const file = JSON.parse(await readFile(await (await download).path(), 'utf8'))
    expect(file).toMatchObject({ email: { address: email }, profile: { firstName: 'Mia' } })
    await press(page, 'Daten drucken')
    await heading(page, 'Ihre Daten').waitFor()
    await page.getByText(email).first().waitFor()
    await checkScreen(page, { name: 'holder/data', views: BOTH })
  })

  it('each section stands alone by its attribute', async () => {
    const { page } = await atAccount()
    for (const [section, title] of [
      ['profile', 'Profil'],
      ['email', 'E-Mail-Adresse'],
      ['password', 'Passwort'],
      ['passkeys', 'Passkeys'],
      ['mfa', 'Zweite Bestätigung'],
      ['sessions', 'Geräte'],
      ['legal', 'Rechtliches'],
      ['data', 'Ihre Daten'],
      ['erase', 'Konto löschen'],
    ] as const) {
      await page.evaluate((name) => {
        const element = document.createElement('foyer-account')
        element.setAttribute('application', 'app')
        element.setAttribute('sections', name)
        document.querySelector('main')?.replaceChildren(element)
      }, section)
      await heading(page, title).waitFor()
      expect(await page.getByRole('heading', { level: 2 }).allTextContents(), section).toEqual([title])
    }
  })

  it('every section is reached and worked by keyboard alone', async () => {
    const { page } = await atAccount()
    const tabTo = (name: string) => goByTab(page, name, 60)
    const open = async (button: string, form: string) => {
      await page.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      await tabTo(button)
      await page.keyboard.press('Enter')
      await page.getByRole('form', { name: form }).waitFor()
    }
    const close = async (form: string) => {
      await tabTo('Abbrechen')
      await page.keyboard.press('Space')
      await page.getByRole('form', { name: form }).waitFor({ state: 'detached' })
    }
    for (const [button, form] of [
      ['Adresse ändern', 'Adresse ändern'],
      ['Code aus der E-Mail eingeben', 'Code aus der E-Mail eingeben'],
      ['Passwort ändern', 'Passwort ändern'],
      ['Authenticator-App einrichten', 'Authenticator-App einrichten'],
      ['Mein Konto löschen', 'Mein Konto löschen'],
    ] as const) {
      await open(button, form)
      await close(form)
    }
    const noteAfter = async (button: string) => {
      await tabTo(button)
      await page.keyboard.press('Enter')
      await page.locator('.foyer-note').waitFor()
    }
    await noteAfter('Diese E-Mails abschalten')
    await page.getByRole('button', { name: 'Diese E-Mails einschalten' }).waitFor()
    await page.reload()
    await heading(page, 'Ihr Konto, Mia').waitFor()
    await noteAfter('Speichern')
    for (const button of ['Passkey hinzufügen', 'Daten herunterladen', 'Daten drucken', 'Abmelden']) await tabTo(button)
    await page.keyboard.press('Enter')
    await page.getByLabel('E-Mail-Adresse').waitFor()
  })

  it('a screen reader hears each section, its fields and buttons by name, in German and English', async () => {
    const { page } = await atAccount()
    const names = await readNames(page)
    const of = (role: string) => names.filter((node) => node.role === role).map(({ name }) => name)
    expect(of('heading')).toEqual([
      'Ihr Konto, Mia',
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
    expect(of('button')).toEqual([
      'Speichern',
      'Adresse ändern',
      'Code aus der E-Mail eingeben',
      'Passwort ändern',
      'Passkey hinzufügen',
      'Authenticator-App einrichten',
      expect.stringContaining('abmelden'),
      'Alle anderen abmelden',
      'Diese E-Mails abschalten',
      'Daten herunterladen',
      'Daten drucken',
      'Mein Konto löschen',
      'Abmelden',
    ])
    const english = await atAccount('en-GB')
    const heard = (await readNames(english.page)).filter(({ role }) => role === 'button').map(({ name }) => name)
    expect(heard).toHaveLength(of('button').length)
    expect(heard.filter((name) => of('button').includes(name))).toEqual([])
    await checkScreen(english.page, { name: 'holder/english', views: NARROW, reloads: false })
  })
})
