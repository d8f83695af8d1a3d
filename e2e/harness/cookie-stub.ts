// A small site that sets a cookie for everywhere and shows which cookies reach it: how third-party cookies are seen to be blocked.

import { Hono } from 'hono'
import type { Browser } from 'playwright-core'

/** To be served as `stub.foyer.test` and `stub.other.test`. */
export function cookieStub(): Hono {
  return new Hono()
    .get('/', (c) =>
      c.html('<!doctype html><title>Stub</title><link rel="icon" href="data:,">', 200, {
        'set-cookie': 'stub=1; Secure; SameSite=None; Path=/',
      }),
    )
    .get('/seen', (c) =>
      c.text(c.req.header('cookie') ?? 'none', 200, {
        'access-control-allow-origin': c.req.header('origin') ?? '',
        'access-control-allow-credentials': 'true',
      }),
    )
}

/** Which cookies reach `stub.foyer.test` when a page of its own site and a page of another one ask it. */
export async function seenCookies(browser: Browser): Promise<{ sameSite: string; crossSite: string }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const ask = () => page.evaluate(async () => (await fetch('https://stub.foyer.test/seen', { credentials: 'include' })).text())
  await page.goto('https://stub.foyer.test/')
  const sameSite = await ask()
  await page.goto('https://stub.other.test/')
  const crossSite = await ask()
  await context.close()
  return { sameSite, crossSite }
}
