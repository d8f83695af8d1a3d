// Somebody with a password on Foyer's own account page, signed in there, in a browser that nobody used before.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { activate, PASSWORD } from './activate.ts'
import { createFlowClient } from './flow-client.ts'
import { openContext } from './open-browser.ts'
import type { Stand } from './open-stand.ts'
import { tokenIn } from './read-mail.ts'
import { addVirtualAuthenticator, type VirtualAuthenticator } from './virtual-authenticator.ts'

export interface AccountPage {
  page: Page
  context: BrowserContext
  email: string
  /** What the console said. */
  problems: string[]
  /** Nobody is at it yet. */
  authenticator: VirtualAuthenticator
}

/** @param name of the person: external id and mailbox, used once in a stand */
export async function openAccount(stand: Stand, browser: Browser, name: string, locale: 'de-DE' | 'en-GB' = 'de-DE'): Promise<AccountPage> {
  const email = `${name}@beispiel.example`
  await stand.sdk.users.create({ externalId: name, firstName: 'Mia', email, locale: 'de', invite: { application: 'app' } })
  await activate(createFlowClient(stand.foyerUrl, stand.fetch), tokenIn(await stand.foyer.mailTo(email)))
  const { context, problems } = await openContext(browser, { locale })
  const page = await context.newPage()
  const authenticator = await addVirtualAuthenticator(page)
  await authenticator.setPresence(false)
  await page.goto(`${stand.foyerUrl}/account?application=app`)
  const [address, password, button, title] =
    locale === 'de-DE'
      ? ['E-Mail-Adresse', 'Passwort', 'Anmelden', 'Ihr Konto, Mia']
      : ['Email address', 'Password', 'Sign in', 'Your account, Mia']
  await page.getByLabel(address).fill(email)
  await page.getByLabel(password, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('heading', { name: title, exact: true }).waitFor()
  return { page, context, email, problems, authenticator }
}
