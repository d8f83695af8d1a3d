// Passkeys in a real browser: an account without a password, both ways of signing in, every lie that an authenticator can tell, and losing it.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen, waitForStep } from './harness/check-screen.ts'
import { acceptDocuments, completeProfile, refusalOn } from './harness/fill-screens.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { linkIn } from './harness/read-mail.ts'
import { addVirtualAuthenticator, comeIn, type VirtualAuthenticator } from './harness/virtual-authenticator.ts'

const USE = 'Mit Passkey anmelden'

describe.runIf(hasBrowser)('a passkey', () => {
  let stand: Stand
  let browser: Browser
  let serial = 0
  beforeAll(async () => {
    stand = await openStand({ config: { passkeys: { relyingParty: 'foyer.test' } } })
    browser = await openBrowser(stand)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const atPassword = async (): Promise<{ page: Page; authenticator: VirtualAuthenticator; email: string; problems: string[] }> => {
    const email = `passkey-${++serial}@beispiel.example`
    await stand.sdk.users.create({ externalId: `K-${serial}`, firstName: 'Mia', email, locale: 'de', invite: { application: 'app' } })
    const { context, problems } = await openContext(browser)
    const page = await context.newPage()
    const authenticator = await addVirtualAuthenticator(page)
    await page.goto(linkIn(await stand.foyer.mailTo(email)))
    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await acceptDocuments(page)
    await waitForStep(page, 'set_password')
    return { page, authenticator, email, problems }
  }
  const withPasskey = async () => {
    const made = await atPassword()
    await made.page.getByRole('button', { name: 'Stattdessen einen Passkey einrichten' }).click()
    await completeProfile(made.page)
    await made.page.waitForURL('**/start')
    return made
  }
  /** The empty form on the host's page, with nobody signed in. */
  const atSignIn = async (page: Page) => {
    // Where no element is, none writes down its step again.
    await page.goto(stand.hostUrl)
    await page.evaluate(() => sessionStorage.clear())
    await page.context().clearCookies()
    await page.goto(`${stand.hostUrl}/welcome`)
    await waitForStep(page, 'sign_in')
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  it('takes the place of the password, and signs in by the button, on the host’s own page', async () => {
    const { page, authenticator, problems } = await withPasskey()
    expect(await authenticator.credentialIds()).toHaveLength(1)
    await authenticator.setPresence(false)
    await atSignIn(page)
    await checkScreen(page, { name: 'passkeys/sign-in', views: [{ look: 'light' }, { look: 'dark', width: 320 }], reloads: false })
    const field = page.getByLabel('E-Mail-Adresse')
    expect(await field.getAttribute('autocomplete')).toBe('username webauthn')
    await authenticator.setPresence(true)
    await comeIn(page, USE)
    expect(problems).toEqual([])
  })

  it('is taken from the field’s suggestions without a press of any button', async () => {
    const { page, authenticator } = await withPasskey()
    await authenticator.setPresence(false)
    await atSignIn(page)
    await authenticator.setPresence(true)
    // From here the page may go on by itself at any moment.
    await page.reload({ waitUntil: 'commit' })
    await page.waitForURL('**/start')
  })

  it.each([
    ['a forged signature', { isBogusSignature: true }],
    ['a user who was not verified', { isBadUV: true }],
    ['nobody there', { isBadUP: true }],
  ])('with %s is refused, on a calm screen from where the next try goes through', async (_, lie) => {
    const { page, authenticator } = await withPasskey()
    await authenticator.setPresence(false)
    await atSignIn(page)
    await page.getByLabel('E-Mail-Adresse').fill('mia')
    await authenticator.lie(lie)
    await authenticator.setPresence(true)
    await press(page, USE)
    expect(await refusalOn(page)).toContain('Dieser Passkey wurde hier nicht angenommen')
    expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe('mia')
    await authenticator.lie({ isBogusSignature: false, isBadUV: false, isBadUP: false })
    await comeIn(page, USE)
  })

  it('answered for another page, another domain or another sign-in, or twice, is refused', async () => {
    const { page, authenticator } = await withPasskey()
    const host = createFlowClient(stand.foyerUrl, stand.fetch, stand.hostUrl)
    const begin = async () => {
      const { token, data } = await host.start({})
      return { token, options: data.passkey as { challenge: string; rpId: string } }
    }
    /** What the browser's authenticator answers on a page of that origin. */
    const answerAt = async (origin: string, options: { challenge: string; rpId: string }): Promise<object> => {
      await page.goto(`${origin}/nothing-here`)
      return page.evaluate(async (given) => {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({ ...given, userVerification: 'required' })
        const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
        return credential.toJSON() as object
      }, options)
    }
    const use = async (token: string, response: object) => (await host.act(token, 'use_passkey', { response })).outcome
    const [first, second] = [await begin(), await begin()]
    expect(await use(first.token, await answerAt(stand.foyerUrl, first.options))).toBe('passkey_refused')
    expect(await use(first.token, await answerAt(stand.hostUrl, second.options))).toBe('passkey_refused')
    const third = await begin()
    const right = await answerAt(stand.hostUrl, third.options)
    expect(await use(third.token, right)).toBe('signed_in')
    expect(await use(third.token, right)).toBe('passkey_refused')
    expect(await use((await begin()).token, right)).toBe('passkey_refused')
    await authenticator.moveTo('app.foyer.test')
    const fourth = await begin()
    expect(await use(fourth.token, await answerAt(stand.hostUrl, { ...fourth.options, rpId: 'app.foyer.test' }))).toBe('passkey_refused')
  })

  it('that cannot verify its user leaves everything as it is, with the other ways', async () => {
    const { page, authenticator } = await withPasskey()
    await authenticator.setPresence(false)
    await atSignIn(page)
    await authenticator.setVerified(false)
    await authenticator.setPresence(true)
    await press(page, USE)
    await page.waitForTimeout(500)
    expect(await page.locator('foyer-auth [role=alert]').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Passwort vergessen?' }).isVisible()).toBe(true)
  })

  it('that is lost is replaced by the mail alone', async () => {
    const { page, authenticator, email } = await withPasskey()
    await authenticator.forgetAll()
    await atSignIn(page)
    await page.getByLabel('E-Mail-Adresse').fill(email)
    await press(page, 'Passwort vergessen?')
    await waitForStep(page, 'recover')
    await press(page, 'E-Mail senden')
    await waitForStep(page, 'recover_code')
    await page.goto(linkIn(await stand.foyer.mailTo(email)))
    await waitForStep(page, 'open_link')
    await press(page, 'Weiter')
    await waitForStep(page, 'set_password')
    await checkScreen(page, { name: 'passkeys/recovery', views: [{ look: 'light', width: 320 }] })
    await page.getByRole('checkbox').uncheck()
    await press(page, 'Stattdessen einen Passkey einrichten')
    await waitForStep(page, 'recovered')
    expect(await authenticator.credentialIds()).toHaveLength(1)
    await authenticator.setPresence(false)
    await atSignIn(page)
    await authenticator.setPresence(true)
    await comeIn(page, USE)
    expect(await stand.sdk.users.get({ externalId: `K-${serial}` })).toMatchObject({ status: 'online' })
  })
})
