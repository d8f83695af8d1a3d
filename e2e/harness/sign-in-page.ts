// The host's sign-in page in browsers that nobody used before.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { waitForStep } from './check-screen.ts'
import { refusalOn, signInOn } from './fill-screens.ts'
import { openContext } from './open-browser.ts'

export interface SignInPage {
  context: BrowserContext
  page: Page
  /** What the console said. */
  problems: string[]
}

/** @param width of the window, in CSS pixels; default 1280 */
export async function openSignIn(
  browser: Browser,
  hostUrl: string,
  { locale = 'de-DE', width = 1280 }: { locale?: string | undefined; width?: number | undefined } = {},
): Promise<SignInPage> {
  const { context, problems } = await openContext(browser, { locale, viewport: { width, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${hostUrl}/welcome`)
  await waitForStep(page, 'sign_in')
  return { context, page, problems }
}

/** What the page says to this name and password. */
export async function refusalTo(browser: Browser, hostUrl: string, email: string, password: string): Promise<string> {
  const { page, context } = await openSignIn(browser, hostUrl)
  await signInOn(page, email, password)
  const refusal = await refusalOn(page)
  await context.close()
  return refusal
}
