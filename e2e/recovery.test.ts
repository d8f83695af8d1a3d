// A forgotten password: by the code in the widget, by the link in another browser, and what fails once that is done.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { type CheckOptions, checkScreen, readScreen, waitForStep } from './harness/check-screen.ts'
import { createPeople, type People } from './harness/enter-people.ts'
import { acceptDocuments, completeProfile, refusalOn, setPasswordOn, signInOn } from './harness/fill-screens.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { initialPasswordIn, linkIn, mailCodeIn } from './harness/read-mail.ts'
import { openSignIn as openSignInPage, refusalTo } from './harness/sign-in-page.ts'

const NEW_PASSWORD = 'sieben leise Trommeln am See'
const WRONG = 'E-Mail-Adresse oder Passwort stimmt nicht.'

describe.runIf(hasBrowser)('a forgotten password', () => {
  let stand: Stand
  let browser: Browser
  let people: People
  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    people = createPeople(stand)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const openSignIn = (locale?: string, width?: number) => openSignInPage(browser, stand.hostUrl, { locale, width })
  const checker =
    (page: Page, way: string) =>
    (name: string, options: Partial<CheckOptions> = {}) =>
      checkScreen(page, { name: `recovery/${way}-${name}`, ...options })
  const enterRecoveryCode = async (page: Page, code: string) => {
    await page.getByLabel('Wiederherstellungscode').fill(code)
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
  }
  const isRefused = async (email: string, password: string) => expect(await refusalTo(browser, stand.hostUrl, email, password)).toBe(WRONG)
  const isDead = async (link: string) => {
    const { page, context } = await openSignIn()
    await page.goto(link)
    expect((await readScreen(page)).step).toBe('link_invalid')
    await context.close()
  }

  it('is replaced by the code; old password, initial password, used code, its link and every session are dead afterwards', async () => {
    const { email, mail, id } = await people.invite({ invite: { application: 'app', initialPassword: 'generate' } })
    const initial = initialPasswordIn(mail)
    await stand.sdk.invitations.send(id, { application: 'app' })
    const invitation = await stand.foyer.mailTo(email)
    const elsewhere = await openSignIn()
    await elsewhere.page.goto(linkIn(invitation))
    await elsewhere.page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await elsewhere.page.waitForURL(`${stand.hostUrl}/welcome`)
    await acceptDocuments(elsewhere.page)
    await setPasswordOn(elsewhere.page)
    await completeProfile(elsewhere.page)
    await elsewhere.page.waitForURL(`${stand.hostUrl}/start`)
    await elsewhere.page.goto(`${stand.hostUrl}/welcome`)
    expect((await readScreen(elsewhere.page)).step).toBe('continue_as')

    const { page, context } = await openSignIn()
    const check = checker(page, 'code')
    await page.getByLabel('E-Mail-Adresse').fill(email)
    await page.getByRole('button', { name: 'Passwort vergessen?' }).click()
    await waitForStep(page, 'recover')
    expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe(email)
    expect(await check('1-recover')).toEqual({ step: 'recover', heading: 'Passwort vergessen?' })
    await page.getByRole('button', { name: 'E-Mail senden' }).click()
    await waitForStep(page, 'recover_code')
    const sent = await stand.foyer.mailTo(email)
    expect(sent.subject).toBe('Beispiel AG: Neues Passwort festlegen')
    await check('2-code')
    await enterRecoveryCode(page, '2222 2222')
    expect(await refusalOn(page)).toBe('Der Code stimmt nicht. Bitte prüfen Sie ihn.')
    await check('3-code-wrong', { reloads: false })
    await enterRecoveryCode(page, mailCodeIn(sent).toUpperCase().replace('-', ''))
    await waitForStep(page, 'set_password')
    await check('4-password')
    await setPasswordOn(page, NEW_PASSWORD)
    await waitForStep(page, 'recovered')
    expect(await check('5-recovered')).toEqual({ step: 'recovered', heading: 'Ihr neues Passwort gilt' })
    expect((await context.cookies()).filter(({ name }) => name.startsWith('__Host-'))).toEqual([])
    await page.getByRole('button', { name: 'Zur Anmeldung' }).click()
    await waitForStep(page, 'sign_in')
    expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe(email)
    await signInOn(page, email, NEW_PASSWORD)
    await page.waitForURL(`${stand.hostUrl}/start`)

    await isRefused(email, PASSWORD)
    await isRefused(email, initial)
    await isDead(linkIn(sent))
    const again = await openSignIn()
    await again.page.getByLabel('E-Mail-Adresse').fill(email)
    await again.page.getByRole('button', { name: 'Passwort vergessen?' }).click()
    await waitForStep(again.page, 'recover')
    await stand.foyer.shiftClock(11 * 60_000)
    await again.page.getByRole('button', { name: 'E-Mail senden' }).click()
    await waitForStep(again.page, 'recover_code')
    await enterRecoveryCode(again.page, mailCodeIn(sent))
    expect(await refusalOn(again.page)).toBe('Der Code stimmt nicht. Bitte prüfen Sie ihn.')
    await enterRecoveryCode(again.page, mailCodeIn(await stand.foyer.mailTo(email)))
    await waitForStep(again.page, 'set_password')
    await elsewhere.page.goto(`${stand.hostUrl}/welcome`)
    expect((await readScreen(elsewhere.page)).step).toBe('sign_in')
    await stand.foyer.shiftClock(0)
    const notices = stand.foyer.mails.filter(
      ({ to, subject }) => to === email && subject === 'Beispiel AG: Ihr Passwort wurde neu festgelegt',
    )
    expect(notices).toHaveLength(1)
  })

  it('is replaced by the link in a second browser; the link, its code and the old password are dead afterwards', async () => {
    const { email } = await people.activated()
    const first = await openSignIn()
    await first.page.getByRole('button', { name: 'Passwort vergessen?' }).click()
    await waitForStep(first.page, 'recover')
    await first.page.getByLabel('E-Mail-Adresse').fill(email)
    await first.page.getByRole('button', { name: 'E-Mail senden' }).click()
    await waitForStep(first.page, 'recover_code')
    const sent = await stand.foyer.mailTo(email)

    const phone = await openContext(browser, { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true })
    const page = await phone.context.newPage()
    const check = checker(page, 'link')
    await page.goto(linkIn(sent))
    expect(await check('1-open')).toEqual({ step: 'open_link', heading: 'Neues Passwort festlegen' })
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    await waitForStep(page, 'set_password')
    expect(page.url()).not.toContain('/l/')
    await check('2-password')
    await setPasswordOn(page, NEW_PASSWORD)
    await waitForStep(page, 'recovered')
    await check('3-recovered')
    expect(phone.problems).toEqual([])

    await enterRecoveryCode(first.page, mailCodeIn(sent))
    expect(await refusalOn(first.page)).toBe('Der Code stimmt nicht. Bitte prüfen Sie ihn.')
    await isDead(linkIn(sent))
    await isRefused(email, PASSWORD)
    const after = await openSignIn()
    await signInOn(after.page, email, NEW_PASSWORD)
    await after.page.waitForURL(`${stand.hostUrl}/start`)
  })

  it('has an hour: after it the link says so and asks for a new one, and the new one works', async () => {
    const { email } = await people.activated()
    const { page } = await openSignIn()
    await page.getByRole('button', { name: 'Passwort vergessen?' }).click()
    await waitForStep(page, 'recover')
    await page.getByLabel('E-Mail-Adresse').fill(email)
    await page.getByRole('button', { name: 'E-Mail senden' }).click()
    await waitForStep(page, 'recover_code')
    const sent = await stand.foyer.mailTo(email)
    await stand.foyer.shiftClock(61 * 60_000)
    const check = checker(page, 'expired')
    await page.goto(linkIn(sent))
    expect(await check('1-expired')).toEqual({ step: 'link_expired', heading: 'Dieser Link ist abgelaufen' })
    await page.getByRole('button', { name: 'Neuen Link senden' }).click()
    await waitForStep(page, 'mail_sent')
    await page.getByText('Wenn es das Konto gibt, ist die E-Mail erneut unterwegs.').waitFor()
    expect(await check('2-sent')).toEqual({ step: 'mail_sent', heading: 'Bitte sehen Sie in Ihr Postfach' })
    await page.goto(linkIn(await stand.foyer.mailTo(email)))
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    await setPasswordOn(page, NEW_PASSWORD)
    await waitForStep(page, 'recovered')
    await stand.foyer.shiftClock(0)
  })

  it('is asked for in English by somebody who was only invited: the invitation comes again, the screens are the same', async () => {
    const { email, mail } = await people.invite({ locale: 'en' })
    const { page } = await openSignIn('en-GB', 320)
    const check = checker(page, 'english')
    await page.getByRole('button', { name: 'Forgot your password?' }).click()
    await waitForStep(page, 'recover')
    expect(await check('1-recover')).toEqual({ step: 'recover', heading: 'Forgot your password?' })
    await page.getByLabel('Email address').fill(email)
    await page.getByRole('button', { name: 'Send the email' }).click()
    await waitForStep(page, 'recover_code')
    expect(await check('2-code')).toEqual({ step: 'recover_code', heading: 'Enter the recovery code' })
    const again = await stand.foyer.mailTo(email)
    expect(again.messageId).not.toBe(mail.messageId)
    expect(linkIn(again)).toBe(linkIn(mail))
    await page.getByRole('button', { name: 'Send the email again' }).click()
    await page.getByRole('status').filter({ hasText: 'on its way again' }).waitFor()
    await check('3-sent-again', { reloads: false })
  })
})
