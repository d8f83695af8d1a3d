// People who manage, with accounts of their own, and the way into the admin app as one of them.

import type { Role } from '@foyer/sdk'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { activate, PASSWORD } from './activate.ts'
import { signInOn } from './fill-screens.ts'
import { createFlowClient } from './flow-client.ts'
import { openBrowser, openContext } from './open-browser.ts'
import { openStand, type Stand } from './open-stand.ts'
import { tokenIn } from './read-mail.ts'

interface Admin {
  email: string
  role: Role
  firstName: string
}

export async function addAdmin(stand: Stand, { email, role, firstName }: Admin): Promise<void> {
  await stand.sdk.users.create({ firstName, lastName: 'Krause', email, invite: { application: 'portal', role } })
  const link = tokenIn(await stand.foyer.mailTo(email))
  const flow = createFlowClient(stand.foyerUrl, stand.fetch)
  await activate({ ...flow, start: (input) => flow.start({ ...input, application: 'portal' }) }, link)
}

interface AdminStand {
  stand(): Stand
  /** In a window of their own, in German. */
  enter(email: string): Promise<SignedIn>
}

/** A stand whose admin app these people can enter; the suite's tests use it while they run. */
export function onAdminStand(admins: readonly Admin[]): AdminStand {
  let stand: Stand | undefined
  let browser: Browser | undefined
  const opened = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The stand is not open yet')
    return part
  }
  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    for (const admin of admins) await addAdmin(stand, admin)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })
  return { stand: () => opened(stand), enter: (email) => enterAdmin(opened(stand), opened(browser), email) }
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
