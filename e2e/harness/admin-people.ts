// People who manage, with accounts of their own, and the way into the admin app as one of them.

import type { Role } from '@foyer/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { activate, PASSWORD } from './activate.ts'
import { signInOn } from './fill-screens.ts'
import { createFlowClient } from './flow-client.ts'
import { openContext } from './open-browser.ts'
import type { Stand } from './open-stand.ts'
import { tokenIn } from './read-mail.ts'

export async function addAdmin(stand: Stand, { email, role, firstName }: { email: string; role: Role; firstName: string }): Promise<void> {
  await stand.sdk.users.create({ firstName, lastName: 'Krause', email, invite: { application: 'portal', role } })
  const link = tokenIn(await stand.foyer.mailTo(email))
  const flow = createFlowClient(stand.foyerUrl, stand.fetch)
  await activate({ ...flow, start: (input) => flow.start({ ...input, application: 'portal' }) }, link)
}

export interface SignedIn {
  page: Page
  context: BrowserContext
  /** Errors and warnings of its pages so far. */
  problems: string[]
}

export async function enterAdmin(stand: Stand, browser: Browser, email: string, locale: 'de' | 'en' = 'de'): Promise<SignedIn> {
  const { context, problems } = await openContext(browser, {
    locale: locale === 'de' ? 'de-DE' : 'en-GB',
    viewport: { width: 1280, height: 900 },
  })
  const page = await context.newPage()
  await page.goto(`${stand.foyerUrl}/admin`)
  if (locale === 'de') await signInOn(page, email)
  else {
    await page.getByLabel('Email address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await page.getByRole('heading', { level: 1, name: locale === 'de' ? 'Übersicht' : 'Overview' }).waitFor()
  return { page, context, problems }
}
