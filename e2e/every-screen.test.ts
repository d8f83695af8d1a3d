// Every screen beside the main way: refusals, other doors, dead links, and the pages around them. German and English, wide and narrow.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activate, PASSWORD } from './harness/activate.ts'
import { checkScreen, readScreen, type View, waitForStep } from './harness/check-screen.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser, openContext, type Watched } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { linkIn, mailCodeIn, tokenIn, tokensIn } from './harness/read-mail.ts'

const WIDE: View = { look: 'light', width: 1280 }
const NARROW: View = { look: 'dark', width: 320 }
const DAY_MS = 86_400_000
const RENEWED_PASSWORD = 'sieben Äpfel unter Wolken'

const languages = [
  {
    language: 'de',
    locale: 'de-DE',
    views: [WIDE, NARROW],
    words: {
      forgot: 'Passwort vergessen?',
      first: 'Zum ersten Mal hier?',
      again: 'Einladung noch einmal senden',
      toSignIn: 'Zur Anmeldung',
    },
  },
  {
    language: 'en',
    locale: 'en-GB',
    views: [NARROW],
    words: { forgot: 'Forgot your password?', first: 'First time here?', again: 'Send the invitation again', toSignIn: 'Go to sign-in' },
  },
] as const

describe.runIf(hasBrowser).each(languages)('beside the main way, in "$language",', ({ language, locale, views, words }) => {
  let stand: Stand
  let browser: Browser
  let watched: Watched
  let page: Page
  beforeAll(async () => {
    stand = await openStand({ authPage: false })
    browser = await openBrowser(stand)
    watched = await openContext(browser, { locale, viewport: { width: 1280, height: 800 } })
    page = await watched.context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  let people = 0
  /** Somebody who was invited, with the mail. */
  const enter = async () => {
    people += 1
    const email = `person${people}@beispiel.example`
    const user = await stand.sdk.users.create({
      externalId: `E-${people}`,
      firstName: 'Mia',
      email,
      locale: language,
      invite: { application: 'app' },
    })
    return { id: user.id, email, mail: await stand.foyer.mailTo(email) }
  }
  const enterActive = async () => {
    const person = await enter()
    await activate(createFlowClient(stand.foyerUrl, stand.fetch), tokenIn(person.mail))
    await stand.foyer.idle()
    return person
  }
  /** In a fresh tab: a tab remembers its flow. */
  const open = async (path: string, step: string) => {
    await page.close()
    page = await watched.context.newPage()
    await page.goto(path.startsWith('https:') ? path : `${stand.foyerUrl}${path}`)
    await waitForStep(page, step)
  }
  const check = (name: string, reloads = true) => checkScreen(page, { name: `${language}/${name}`, views, reloads })
  const primary = () => page.locator('.foyer-button').first().click()
  const way = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const fill = async (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.locator(`foyer-auth input[name=${name}]`).fill(value)
  }
  const refusal = () => page.locator('.foyer-message, .foyer-error').first().waitFor()
  const forget = () => watched.context.clearCookies()

  it('a refused sign-in says so and keeps what was typed', async () => {
    await open('/sign-in', 'sign_in')
    await primary()
    await refusal()
    await check('sign-in-empty', false)
    await fill({ name: 'mia@beispiel.example', password: 'nicht das Passwort' })
    await primary()
    await page.locator('.foyer-message').waitFor()
    expect(await page.locator('foyer-auth input[name=name]').inputValue()).toBe('mia@beispiel.example')
    await check('sign-in-wrong', false)
  })

  it('a forgotten password is replaced by the code of the mail', async () => {
    const { email } = await enterActive()
    await open('/sign-in', 'sign_in')
    await fill({ name: email })
    await way(words.forgot)
    await waitForStep(page, 'recover')
    await check('recover')
    await fill({ name: email })
    await primary()
    await waitForStep(page, 'recover_code')
    await check('recover-code')
    await fill({ code: '2345-6789' })
    await primary()
    await refusal()
    await check('recover-code-wrong', false)
    await fill({ code: mailCodeIn(await stand.foyer.mailTo(email)) })
    await primary()
    await waitForStep(page, 'set_password')
    await check('recover-password')
    await fill({ password: 'kurz' })
    await primary()
    await refusal()
    await check('recover-password-short', false)
    await fill({ password: RENEWED_PASSWORD })
    await primary()
    await waitForStep(page, 'recovered')
    await check('recovered')
    await primary()
    await waitForStep(page, 'sign_in')
    await fill({ name: email, password: RENEWED_PASSWORD })
    await primary()
    await waitForStep(page, 'signed_in')
    await check('signed-in')
  })

  it('whoever is signed in is greeted, and a link for somebody else waits for a decision', async () => {
    await open('/sign-in', 'continue_as')
    await check('continue-as')
    const { mail } = await enter()
    await open(linkIn(mail), 'other_account')
    await check('other-account')
    await primary()
    await waitForStep(page, 'open_link')
    await forget()
  })

  it('an invitation that was lost is sent again', async () => {
    const { email } = await enter()
    await open('/sign-in', 'sign_in')
    await way(words.first)
    await waitForStep(page, 'enter_code')
    await fill({ code: '2345-6789-abcd-efgh' })
    await primary()
    await refusal()
    await check('enter-code-wrong', false)
    await way(words.again)
    await waitForStep(page, 'send_invitation')
    await check('send-invitation')
    await fill({ name: email })
    await primary()
    await waitForStep(page, 'mail_sent')
    await check('mail-sent')
  })

  it('an activation says what is missing', async () => {
    const { mail } = await enter()
    await open(linkIn(mail), 'open_link')
    await primary()
    await waitForStep(page, 'accept_legal')
    await primary()
    await refusal()
    await check('legal-missing', false)
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await primary()
    await waitForStep(page, 'set_password')
    await fill({ password: 'Passwort1234' })
    await primary()
    await refusal()
    await check('password-common', false)
    await fill({ password: PASSWORD })
    await primary()
    await waitForStep(page, 'complete_profile')
    await primary()
    await refusal()
    await check('profile-missing', false)
    await forget()
  })

  it('a lost connection keeps what was typed', async () => {
    await open('/sign-in', 'sign_in')
    await fill({ name: 'mia@beispiel.example', password: PASSWORD })
    await watched.context.setOffline(true)
    await primary()
    await page.locator('.foyer-message').waitFor()
    await check('offline', false)
    await watched.context.setOffline(false)
    expect(await page.locator('foyer-auth input[name=password]').inputValue()).toBe(PASSWORD)
  })

  it('links that are used, unknown, replaced, refused or too old say so', async () => {
    const active = await enterActive()
    await open(linkIn(active.mail), 'already_active')
    await check('already-active')
    await open('/l/abcdefgh', 'link_invalid')
    await check('link-invalid')
    const replaced = await enter()
    await stand.sdk.invitations.renew(replaced.id, { send: true })
    await open(linkIn(replaced.mail), 'link_invalid')
    await check('link-newer')
    const stranger = await enter()
    await open(`/l/${tokensIn(stranger.mail)[1] ?? ''}`, 'refuse')
    await check('refuse')
    await primary()
    await waitForStep(page, 'refused')
    await check('refused', false)
    const late = await enter()
    await stand.foyer.shiftClock(15 * DAY_MS)
    await open(linkIn(late.mail), 'link_expired')
    await check('link-expired')
    await primary()
    await waitForStep(page, 'mail_sent')
    await stand.foyer.shiftClock(0)
  })

  it("Foyer's own page for an address that does not exist is a page like any other", async () => {
    await page.goto(`${stand.foyerUrl}/nowhere`)
    await check('not-found')
  })

  it.each([
    ['/', 'host-tour'],
    ['/nowhere', 'host-not-found'],
  ])("the host's %s is a page like any other", async (path, name) => {
    await page.goto(`${stand.hostUrl}${path}`)
    await check(name)
  })

  it('nothing but refusals stands in the console', async () => {
    await readScreen(page)
    expect(
      watched.problems.filter(
        (line) => !/^error: Failed to load resource: (net::ERR_INTERNET_DISCONNECTED|the server responded with a status of 4)/.test(line),
      ),
    ).toEqual([])
  })
})
