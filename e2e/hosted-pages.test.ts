// The main way for hosts that embed nothing: everything on Foyer's own pages, and back to the host by redirect.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { checkScreen, readScreen, waitForStep } from './harness/check-screen.ts'
import { acceptDocuments, signInOn } from './harness/fill-screens.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { activationCodeIn, linkIn, mailCodeIn } from './harness/read-mail.ts'

describe.runIf(hasBrowser)("on Foyer's own pages", () => {
  let stand: Stand
  let browser: Browser
  beforeAll(async () => {
    stand = await openStand({ authPage: false })
    browser = await openBrowser(stand)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const invite = async (externalId: string, firstName: string, email: string, locale = 'de') => {
    await stand.sdk.users.create({ externalId, firstName, lastName: 'Weber', email, locale, invite: { application: 'app' } })
    return stand.foyer.mailTo(email)
  }

  it('a link leads through the whole activation, and the host app knows who comes', async () => {
    const { context, problems, hosts } = await openContext(browser)
    const page = await context.newPage()
    const check = (name: string) => checkScreen(page, { name: `hosted/${name}` })

    await page.goto(linkIn(await invite('P-1', 'Mia', 'mia@beispiel.example')))
    expect(await check('1-open-link')).toEqual({ step: 'open_link', heading: 'Willkommen, Mia' })
    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await waitForStep(page, 'accept_legal')
    expect(page.url()).toBe(`${stand.foyerUrl}/activate?application=app`)
    await check('2-legal')
    await acceptDocuments(page)
    await waitForStep(page, 'set_password')
    await check('3-password')
    await page.getByLabel('Neues Passwort').fill(PASSWORD)
    await page.getByRole('button', { name: 'Passwort festlegen' }).click()
    await waitForStep(page, 'complete_profile')
    await check('4-profile')
    await page.getByRole('radio', { name: 'M', exact: true }).check()
    await page.getByRole('button', { name: 'Speichern und weiter' }).click()
    await waitForStep(page, 'signed_in')
    expect(await check('5-signed-in')).toEqual({ step: 'signed_in', heading: 'Willkommen, Mia' })

    await page.getByRole('link', { name: 'Weiter zu Beispiel App' }).click()
    await page.waitForURL(`${stand.hostUrl}/welcome`)
    await page.getByRole('link', { name: 'Stattdessen auf der Seite von Foyer anmelden' }).click()
    await page.waitForURL(`${stand.hostUrl}/start`)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Mia' })
    expect(problems).toEqual([])
    expect([...hosts].sort()).toEqual(['app.foyer.test', 'id.foyer.test'])
    await context.close()
  })

  it('a sign-in that the host begins comes back to the page it was wanted for', async () => {
    const { context, problems } = await openContext(browser)
    const page = await context.newPage()
    await page.goto(`${stand.hostUrl}/auth/start?return-to=/start`)
    expect(await checkScreen(page, { name: 'hosted/6-sign-in' })).toEqual({ step: 'sign_in', heading: 'Bei Beispiel App anmelden' })
    await signInOn(page, 'mia@beispiel.example')
    await page.waitForURL(`${stand.hostUrl}/start`)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Mia' })
    expect((await context.cookies(stand.hostUrl)).map(({ name }) => name)).toContain('__Host-foyer-host.app')
    expect(problems).toEqual([])
    await context.close()
  })

  it('the code of the mail opens the activation as well as its link, in English', async () => {
    const { context, problems } = await openContext(browser, { locale: 'en-GB' })
    const page = await context.newPage()
    const check = (name: string) => checkScreen(page, { name: `english/${name}` })
    const mail = await invite('P-2', 'Jan', 'jan@beispiel.example', 'en')
    await page.goto(`${stand.foyerUrl}/activate`)
    expect(await check('1-enter-code')).toMatchObject({ step: 'enter_code' })
    await page.getByLabel('Activation code').fill(activationCodeIn(mail).toUpperCase().replaceAll('-', ' '))
    await page.getByRole('button', { name: 'Continue' }).click()
    await waitForStep(page, 'accept_legal')
    await check('2-legal')
    await acceptDocuments(page, 'Agree and continue')
    await waitForStep(page, 'set_password')
    await check('3-password')
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Set password' }).click()
    await waitForStep(page, 'complete_profile')
    await check('4-profile')
    await page.getByRole('radio', { name: 'M', exact: true }).check()
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await waitForStep(page, 'signed_in')
    expect(await check('5-signed-in')).toEqual({ step: 'signed_in', heading: 'Welcome, Jan' })
    expect(await stand.sdk.users.get({ externalId: 'P-2' })).toMatchObject({ status: 'online', emailStatus: 'confirmed' })
    expect(problems).toEqual([])
    await context.close()
  })

  it('the API reference stands on a page of its own', async () => {
    const { context, problems, hosts } = await openContext(browser)
    const page = await context.newPage()
    await page.goto(`${stand.foyerUrl}/docs`)
    await checkScreen(page, { name: 'hosted/reference', views: [{ look: 'dark', width: 320 }] })
    expect(problems).toEqual([])
    expect([...hosts]).toEqual(['id.foyer.test'])
    await context.close()
  })

  it('the first owner comes in by the link of the terminal, and proves a mailbox on the way', async () => {
    const { context, problems } = await openContext(browser)
    const page = await context.newPage()
    const check = (name: string) => checkScreen(page, { name: `owner/${name}` })
    await page.goto(stand.foyer.firstOwnerLink ?? '')
    expect(await check('1-open-link')).toEqual({ step: 'open_link', heading: 'Willkommen' })
    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await waitForStep(page, 'check_email')
    expect(await check('2-check-email')).toMatchObject({ step: 'check_email' })
    await page.getByRole('textbox').fill('Chefin@Beispiel.example')
    await page.getByRole('button', { name: 'Code senden' }).click()
    await waitForStep(page, 'prove_email')
    expect(await check('3-prove-email')).toMatchObject({ step: 'prove_email' })
    await page.getByRole('textbox').fill(mailCodeIn(await stand.foyer.mailTo('chefin@beispiel.example')))
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await waitForStep(page, 'accept_legal')
    await acceptDocuments(page)
    await waitForStep(page, 'set_password')
    await page.getByLabel('Neues Passwort').fill('vier blaue Stühle am Meer')
    await page.getByRole('button', { name: 'Passwort festlegen' }).click()
    await waitForStep(page, 'signed_in')
    expect(await check('4-signed-in')).toMatchObject({ step: 'signed_in' })
    await page.goto(stand.foyer.firstOwnerLink ?? '')
    expect(await readScreen(page)).toMatchObject({ step: 'already_active' })
    expect(problems).toEqual([])
    await context.close()
  })
})
