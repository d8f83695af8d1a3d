// Into the account by an initial password: mailed or handed over, typed into the ordinary sign-in fields, dead afterwards.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { type CheckOptions, checkScreen, readScreen, waitForStep } from './harness/check-screen.ts'
import { createPeople, type People } from './harness/enter-people.ts'
import { acceptDocuments, completeProfile, refusalOn, setPasswordOn, signInOn } from './harness/fill-screens.ts'
import { hasBrowser, openBrowser } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { initialPasswordIn, linkIn, mailCodeIn } from './harness/read-mail.ts'
import { openSignIn as openSignInPage, refusalTo } from './harness/sign-in-page.ts'

const CHOSEN = 'Willkommen im Lager Nord 7'
const WRONG = 'E-Mail-Adresse oder Passwort stimmt nicht.'
const NOT_INITIAL = 'Bitte wählen Sie ein eigenes Passwort, nicht das Initial-Passwort.'

describe.runIf(hasBrowser)('an initial password', () => {
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

  const openSignIn = (width?: number) => openSignInPage(browser, stand.hostUrl, { width })
  const checker =
    (page: Page, way: string) =>
    (name: string, options: Partial<CheckOptions> = {}) =>
      checkScreen(page, { name: `initial-password/${way}-${name}`, ...options })
  const isRefused = async (email: string, password: string) => expect(await refusalTo(browser, stand.hostUrl, email, password)).toBe(WRONG)
  const signsIn = async (email: string, password: string) => {
    const { page, context } = await openSignIn()
    await signInOn(page, email, password)
    await page.waitForURL(`${stand.hostUrl}/start`)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Mia' })
    await context.close()
  }

  it('that was generated stands in the mail, leads through the activation as often as it takes, and is dead afterwards', async () => {
    const { id, email, mail } = await people.invite({ invite: { application: 'app', initialPassword: 'generate' } })
    const initial = initialPasswordIn(mail)
    expect(mail.text).toContain(email)

    const first = await openSignIn()
    await signInOn(first.page, email, initial)
    await waitForStep(first.page, 'accept_legal')
    await first.context.close()
    expect(await stand.sdk.users.get(id)).toMatchObject({ status: 'invited', emailStatus: 'confirmed' })

    const { page, problems } = await openSignIn()
    const check = checker(page, 'generated')
    await signInOn(page, email.toUpperCase(), initial.toUpperCase().replaceAll('-', ' '))
    await waitForStep(page, 'accept_legal')
    expect(await check('1-legal')).toEqual({ step: 'accept_legal', heading: 'Bitte lesen und zustimmen' })
    await acceptDocuments(page)
    await waitForStep(page, 'set_password')
    await check('2-password')
    await setPasswordOn(page, initial)
    expect(await refusalOn(page)).toBe(NOT_INITIAL)
    await check('3-password-refused', { reloads: false })
    await setPasswordOn(page)
    await waitForStep(page, 'complete_profile')
    expect(await stand.sdk.users.get(id)).toMatchObject({ status: 'online', emailStatus: 'confirmed' })
    await check('4-profile')
    await completeProfile(page)
    await page.waitForURL(`${stand.hostUrl}/start`)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Mia' })
    expect(problems.filter((line) => !line.includes('status of 422'))).toEqual([])

    await isRefused(email, initial)
    await isRefused(email, initial.replaceAll('-', ''))
    await signsIn(email, PASSWORD)
  })

  it('that was chosen is handed over and stands in no mail; the mailbox is proven by a code, at a width of 320 pixels', async () => {
    const invite = { application: 'app', initialPassword: { value: CHOSEN } }
    const { id, email, mail } = await people.invite({ invite })
    for (const part of [mail.text, mail.html]) expect(part).not.toContain(CHOSEN)
    expect(mail.text).toContain('Initial-Passwort')

    const { page, problems } = await openSignIn(320)
    const check = checker(page, 'chosen')
    await signInOn(page, email, CHOSEN)
    await waitForStep(page, 'check_email')
    expect(await stand.sdk.users.get(id)).toMatchObject({ status: 'invited', emailStatus: 'pending' })
    expect(await check('1-check-email')).toEqual({ step: 'check_email', heading: 'Adresse prüfen' })
    await page.getByRole('button', { name: 'Code senden' }).click()
    await waitForStep(page, 'prove_email')
    expect(await check('2-prove-email')).toEqual({ step: 'prove_email', heading: 'E-Mail-Adresse bestätigen' })
    await page.getByLabel('Code aus der E-Mail').fill('2222-2222')
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    expect(await refusalOn(page)).toBe('Der Code stimmt nicht. Bitte prüfen Sie ihn.')
    await check('3-code-wrong', { reloads: false })
    await page.getByLabel('Code aus der E-Mail').fill(mailCodeIn(await stand.foyer.mailTo(email)))
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await acceptDocuments(page)
    await setPasswordOn(page, CHOSEN)
    expect(await refusalOn(page)).toBe(NOT_INITIAL)
    await setPasswordOn(page)
    await completeProfile(page)
    await page.waitForURL(`${stand.hostUrl}/start`)
    expect(await stand.sdk.users.get(id)).toMatchObject({ status: 'online', emailStatus: 'confirmed' })
    expect(problems.filter((line) => !line.includes('status of 422'))).toEqual([])

    await isRefused(email, CHOSEN)
    await signsIn(email, PASSWORD)
    expect(stand.foyer.mails.filter(({ text, html, subject }) => [text, html, subject].some((part) => part.includes(CHOSEN)))).toEqual([])
  })

  it('dies with a renewal, and the new mail goes by link', async () => {
    const { id, email, mail } = await people.invite({ invite: { application: 'app', initialPassword: 'generate' } })
    await stand.sdk.invitations.renew(id, { send: true })
    await isRefused(email, initialPasswordIn(mail))
    const renewed = await stand.foyer.mailTo(email)
    expect(renewed.messageId).not.toBe(mail.messageId)
    const { page } = await openSignIn()
    await page.goto(linkIn(renewed))
    expect(await readScreen(page)).toEqual({ step: 'open_link', heading: 'Willkommen, Mia' })
  })

  it('dies with its term: after fifteen days it is as wrong as any other', async () => {
    const { email, mail } = await people.invite({ invite: { application: 'app', initialPassword: 'generate' } })
    await stand.foyer.shiftClock(15 * 86_400_000)
    await isRefused(email, initialPasswordIn(mail))
    await stand.foyer.shiftClock(0)
  })
})
