// What becomes of a link when the address, the term or the person behind it changes, and the doors beside it. German, in a real browser.

import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CheckOptions, checkScreen, readScreen, waitForStep } from './harness/check-screen.ts'
import { createPeople, type People } from './harness/enter-people.ts'
import { acceptDocuments, completeProfile, refusalOn, setPasswordOn, signInOn } from './harness/fill-screens.ts'
import { hasBrowser, openBrowser, openContext, type Watched } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { activationCodeIn, linkIn, tokensIn } from './harness/read-mail.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WRONG = 'E-Mail-Adresse oder Passwort stimmt nicht.'

describe.runIf(hasBrowser)('beside the main way', () => {
  let stand: Stand
  let browser: Browser
  let people: People
  let watched: Watched | undefined
  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    people = createPeople(stand)
  })
  afterEach(async () => {
    await watched?.context.close()
    await stand?.foyer.shiftClock(0)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  /** A page in a browser that nobody used before. */
  const open = async (address: string, width = 1280): Promise<Page> => {
    await watched?.context.close()
    watched = await openContext(browser, { viewport: { width, height: 800 } })
    const page = await watched.context.newPage()
    await page.goto(address)
    return page
  }
  const openSignIn = async (width?: number): Promise<Page> => {
    const page = await open(`${stand.hostUrl}/welcome`, width)
    await waitForStep(page, 'sign_in')
    return page
  }
  const check = (page: Page, name: string, options: Partial<CheckOptions> = {}) => checkScreen(page, { name: `doors/${name}`, ...options })
  const stepAt = async (address: string) => (await readScreen(await open(address))).step
  const activateBy = async (page: Page) => {
    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await finishActivation(page)
  }
  const finishActivation = async (page: Page) => {
    await acceptDocuments(page)
    await setPasswordOn(page)
    await completeProfile(page)
    await page.waitForURL(`${stand.hostUrl}/start`)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Mia' })
  }
  const statusOf = async (id: string) => {
    const user = await stand.sdk.users.get(id)
    return `${user.status}/${user.emailStatus ?? 'none'}`
  }

  it('a changed address kills the old link, and the link of the new mail lives', async () => {
    const { id, mail } = await people.invite()
    await stand.sdk.users.changeEmail(id, { email: 'right.one@beispiel.example', send: 'invitation' })
    const renewed = await stand.foyer.mailTo('right.one@beispiel.example')
    const page = await open(linkIn(mail))
    expect(await check(page, 'former-address')).toEqual({ step: 'link_invalid', heading: 'Dieser Link ist nicht gültig' })
    expect(await page.locator('body').textContent()).not.toMatch(/Mia|right|person\d/)
    expect(await statusOf(id)).toBe('invited/pending')
    await activateBy(await open(linkIn(renewed)))
    expect(await statusOf(id)).toBe('online/confirmed')
  })

  it('an address that comes back does not bring its old mail back', async () => {
    const { id, email, mail } = await people.invite()
    await stand.sdk.users.changeEmail(id, { email: 'in.between@beispiel.example', send: 'invitation' })
    const between = await stand.foyer.mailTo('in.between@beispiel.example')
    await stand.sdk.users.changeEmail(id, { email, send: 'invitation' })
    const last = await stand.foyer.mailTo(email)
    expect(await stepAt(linkIn(mail))).toBe('link_invalid')
    expect(await stepAt(linkIn(between))).toBe('link_invalid')
    const page = await openSignIn()
    await page.getByRole('button', { name: 'Zum ersten Mal hier?' }).click()
    await waitForStep(page, 'enter_code')
    await page.getByLabel('Aktivierungscode').fill(activationCodeIn(mail))
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    expect(await refusalOn(page)).toBe('Der Code stimmt nicht. Bitte prüfen Sie ihn.')
    await activateBy(await open(linkIn(last)))
    expect(await statusOf(id)).toBe('online/confirmed')
  })

  it('an expired invitation is told before anything is typed, asks for a new one, and the new one activates', async () => {
    const { id, email, mail } = await people.invite()
    await stand.foyer.shiftClock(15 * DAY_MS)
    const page = await open(linkIn(mail), 320)
    expect(await check(page, 'expired')).toEqual({ step: 'link_expired', heading: 'Dieser Link ist abgelaufen' })
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.getByRole('button', { name: 'Neuen Link senden' }).click()
    await waitForStep(page, 'mail_sent')
    await check(page, 'expired-sent')
    const fresh = await stand.foyer.mailTo(email)
    expect(linkIn(fresh)).not.toBe(linkIn(mail))
    const old = await open(linkIn(mail))
    expect(await check(old, 'newer')).toEqual({ step: 'link_invalid', heading: 'Es gibt einen neueren Link' })
    await activateBy(await open(linkIn(fresh)))
    expect(await statusOf(id)).toBe('online/confirmed')
  })

  it('first time here: a code that is typed after twenty hours activates', async () => {
    const { id, mail } = await people.invite()
    await stand.foyer.shiftClock(20 * HOUR_MS)
    const page = await openSignIn()
    await page.getByRole('button', { name: 'Zum ersten Mal hier?' }).click()
    await waitForStep(page, 'enter_code')
    expect(await check(page, 'enter-code')).toEqual({ step: 'enter_code', heading: 'Konto aktivieren' })
    await page.getByLabel('Aktivierungscode').fill(activationCodeIn(mail).toUpperCase())
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    await finishActivation(page)
    expect(await statusOf(id)).toBe('online/confirmed')
  })

  it('first time here: the invitation comes again with the same link, and a stranger reads the same', async () => {
    const { email, mail } = await people.invite()
    const screens: string[] = []
    for (const name of [email.toUpperCase(), 'nobody@beispiel.example']) {
      const page = await openSignIn()
      await page.getByRole('button', { name: 'Zum ersten Mal hier?' }).click()
      await page.getByRole('button', { name: 'Einladung noch einmal senden' }).click()
      await waitForStep(page, 'send_invitation')
      await page.getByLabel('E-Mail-Adresse').fill(name)
      await page.getByRole('button', { name: 'Einladung noch einmal senden' }).click()
      await waitForStep(page, 'mail_sent')
      screens.push((await page.locator('foyer-auth').textContent()) ?? '')
    }
    expect(screens[0]).toBe(screens[1])
    const again = await stand.foyer.mailTo(email)
    expect(again.messageId).not.toBe(mail.messageId)
    expect(linkIn(again)).toBe(linkIn(mail))
    expect(stand.foyer.mails.filter(({ to }) => to === 'nobody@beispiel.example')).toEqual([])
  })

  it('not for you: opening changes nothing, the button ends what was mailed and tells the managers', async () => {
    const { id, mail } = await people.invite()
    expect(mail.text).toContain('Nicht für Sie?')
    const [link = '', refusal = ''] = tokensIn(mail)
    const page = await open(`${stand.foyerUrl}/l/${refusal}`)
    expect(await check(page, 'refuse')).toEqual({ step: 'refuse', heading: 'Nicht für Sie?' })
    expect(await stepAt(`${stand.foyerUrl}/l/${link}`)).toBe('open_link')
    const again = await open(`${stand.foyerUrl}/l/${refusal}`)
    await again.getByRole('button', { name: 'Ich bin nicht gemeint' }).click()
    await waitForStep(again, 'refused')
    expect(await check(again, 'refused')).toEqual({ step: 'refused', heading: 'Danke für den Hinweis' })
    expect(await stepAt(`${stand.foyerUrl}/l/${link}`)).toBe('link_invalid')
    expect((await stand.sdk.users.get(id)).blockedActions).toMatchObject({ send: 'email_refused' })
  })

  it('a confirmation link confirms the address by its button, and opens nothing', async () => {
    const email = 'confirm@beispiel.example'
    const { id } = await stand.sdk.users.create({ externalId: 'C-1', firstName: 'Mia', email, locale: 'de' })
    expect(await statusOf(id)).toBe('offline/unconfirmed')
    await stand.sdk.users.sendConfirmation(id)
    expect(await statusOf(id)).toBe('offline/pending')
    const link = linkIn(await stand.foyer.mailTo(email))
    const page = await open(link)
    expect(await check(page, 'confirmation')).toEqual({ step: 'open_link', heading: 'E-Mail-Adresse bestätigen' })
    expect(await statusOf(id)).toBe('offline/pending')
    await page.getByRole('button', { name: 'Adresse bestätigen' }).click()
    await waitForStep(page, 'email_confirmed')
    expect(await check(page, 'confirmed')).toEqual({ step: 'email_confirmed', heading: 'Ihre Adresse ist bestätigt' })
    expect(await statusOf(id)).toBe('offline/confirmed')
    expect((await page.context().cookies()).filter(({ name }) => name.startsWith('__Host-'))).toEqual([])
  })

  it('a deactivated person reads what everybody reads, their session ends at once, and reactivated they are back', async () => {
    const { id, email } = await people.activated()
    const page = await openSignIn()
    await signInOn(page, email)
    await page.waitForURL(`${stand.hostUrl}/start`)
    await stand.sdk.users.deactivate(id)
    await page.goto(`${stand.hostUrl}/welcome`)
    expect((await readScreen(page)).step).toBe('sign_in')
    await signInOn(page, email)
    expect(await refusalOn(page)).toBe(WRONG)
    await check(page, 'deactivated', { reloads: false })
    await stand.sdk.users.reactivate(id)
    await signInOn(page, email)
    await page.waitForURL(`${stand.hostUrl}/start`)
  })

  it('without access the right password says so, and the wrong one does not', async () => {
    const { id, email } = await people.activated()
    await stand.sdk.users.withdrawAccess(id, { application: 'app' })
    const page = await openSignIn()
    await signInOn(page, email, 'nicht mein Passwort')
    expect(await refusalOn(page)).toBe(WRONG)
    await signInOn(page, email)
    await page.getByText('Ihr Konto hat keinen Zugang zu dieser Anwendung.').waitFor()
    await check(page, 'no-access', { reloads: false })
    await stand.sdk.users.grantAccess(id, { application: 'app' })
    await signInOn(page, email)
    await waitForStep(page, 'complete_profile')
    expect(await page.getByRole('radio', { name: 'M', exact: true }).isChecked()).toBe(true)
    await check(page, 'profile-of-new-access')
    await page.getByRole('button', { name: 'Überspringen' }).click()
    await page.waitForURL(`${stand.hostUrl}/start`)
  })
})
