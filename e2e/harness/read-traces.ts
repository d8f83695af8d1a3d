// What a browser keeps of a way.

import type { Page } from 'playwright-core'

/** Addresses in the history of the tab. A sealed request of a sign-in stands in one by design: it opens nothing. */
export async function historyOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  return entries.map(({ url }) => url).join('\n')
}

/** What outlives the tab, and what another page could come to see. */
export const storageOf = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, document.cookie, window.name, document.referrer]))

/** Where a flow keeps its token as long as it lasts, and no longer. */
export const tabStorageOf = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify({ ...sessionStorage }))
