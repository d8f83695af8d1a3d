// The embedded database over a restart: whoever was signed in stays so, and what was sent stays good.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFoyer, type Foyer } from '@foyer/server'
import type { Browser } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { activate } from './harness/activate.ts'
import { readScreen } from './harness/check-screen.ts'
import { signInOn } from './harness/fill-screens.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { type Stand, serveStand } from './harness/open-stand.ts'
import { linkIn, tokenIn } from './harness/read-mail.ts'
import { readMailbox } from './harness/read-mailbox.ts'
import { standConfig } from './harness/stand-config.ts'

describe.runIf(hasBrowser)('a restart on the embedded database', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'foyer-e2e-'))
  let stand: Stand<Foyer> | undefined
  let browser: Browser | undefined
  afterEach(async () => {
    await browser?.close()
    await stand?.close()
    rmSync(dataDirectory, { recursive: true, force: true })
  })

  const start = async (after?: Stand<Foyer>) => {
    const foyer = await createFoyer({ ...standConfig({ hostUrl: 'https://app.foyer.test', authPage: false }), dataDirectory })
    return serveStand(foyer, foyer.demoApiKey ?? '', after ? { after } : {})
  }

  it('keeps sessions, mails, links, the key and the mailbox', async () => {
    const first = await start()
    stand = first
    browser = await openBrowser(first)
    const { context, problems } = await openContext(browser)
    const page = await context.newPage()
    const enter = (externalId: string) =>
      first.sdk.users.create({
        externalId,
        firstName: 'Mia',
        lastName: 'Weber',
        email: `${externalId}@beispiel.example`,
        invite: { application: 'app' },
      })
    const mailbox = (from: Stand<Foyer>) => readMailbox(async (path) => (await from.fetch(`${from.foyerUrl}${path}`)).text())
    await enter('active')
    await enter('waiting')
    await first.foyer.idle()
    const mails = await mailbox(first)
    const mailTo = (name: string) => mails.find(({ to }) => to.startsWith(`${name}@`)) ?? { text: '' }
    expect((await activate(createFlowClient(first.foyerUrl, first.fetch), tokenIn(mailTo('active')))).outcome).toBe('signed_in')
    await page.goto(`${first.hostUrl}/auth/start?return-to=/start`)
    await signInOn(page, 'active@beispiel.example')
    await page.waitForURL(`${first.hostUrl}/start`)
    const ownerLink = first.foyer.firstOwnerLink
    expect(ownerLink).toMatch(/\/l\//)

    await first.close()
    const second = await start(first)
    stand = second

    await page.reload()
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Mia' })
    await page.goto(`${second.hostUrl}/auth/start?return-to=/start`)
    await page.waitForURL(`${second.hostUrl}/start`)
    expect(second.foyer.demoApiKey).toBe(first.foyer.demoApiKey)
    expect(second.foyer.firstOwnerLink).toBe(ownerLink)
    expect((await first.sdk.users.get({ externalId: 'active' })).status).toBe('online')
    expect((await mailbox(second)).slice(0, mails.length)).toEqual(mails)
    await page.goto(`${second.foyerUrl}/mailbox`)
    await page.getByRole('link', { name: /waiting@beispiel\.example/ }).waitFor()
    await page.goto(linkIn(mailTo('waiting')))
    expect((await readScreen(page)).step).toMatch(/^(open_link|other_account)$/)
    // What a page still asks for while the server is down is refused; nothing else may have gone wrong.
    expect(problems.filter((line) => !line.includes('net::ERR_CONNECTION_REFUSED'))).toEqual([])
  })
})
