// The examples, started with their one command and clicked through: invited by the SDK, activated, signed out, signed in.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Foyer } from '@foyer/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { waitForStep } from './harness/check-screen.ts'
import { findFreePort } from './harness/find-free-port.ts'
import { makeCertificate } from './harness/make-certificate.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { startCommand } from './harness/run-command.ts'

const FOLDER = join(import.meta.dirname, '../examples')

/** `npm start` of an example, on data and ports of its own. */
async function startExample(name: string) {
  const folder = mkdtempSync(join(tmpdir(), `foyer-${name}-`))
  const { scripts } = JSON.parse(readFileSync(join(FOLDER, name, 'package.json'), 'utf8')) as { scripts: { start: string } }
  const [, script = ''] = /^node (\S+)$/.exec(scripts.start) ?? []
  const env = { PORT: String(await findFreePort()), FOYER_PORT: String(await findFreePort()) }
  const started = await startCommand(`node ${join(FOLDER, name, script)}`, { folder, env }, /^export .*$/m)
  const read = (pattern: RegExp) => pattern.exec(started.printed)?.[1] ?? ''
  return {
    page: read(/Page: (\S+)/),
    mailbox: read(/Mailbox: (\S+)/),
    foyer: new Foyer({ url: read(/FOYER_URL=(\S+)/), apiKey: read(/FOYER_API_KEY=(\S+)/) }),
    async stop() {
      await started.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe.runIf(hasBrowser)('the example', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({ ports: new Map(), certificate: makeCertificate(['localhost']) })
  })
  afterAll(() => browser?.close())

  const hello = (page: Page) => page.getByRole('heading', { name: 'Hello, Mia' })

  it.each(['plain-html', 'hono-embedded', 'express-backend', 'react', 'vue'])(
    '%s lets somebody in who was invited, out, and in again',
    async (name) => {
      const example = await startExample(name)
      const { context, problems } = await openContext(browser, { locale: 'en-GB' })
      try {
        const mia = await example.foyer.users.create({ firstName: 'Mia', email: 'mia@example.com', invite: { application: 'app' } })
        expect(mia.status).toBe('invited')
        const mailbox = await context.newPage()
        await mailbox.goto(example.mailbox)
        await mailbox.getByRole('link', { name: /mia@example\.com/ }).click()
        const [page] = await Promise.all([
          mailbox.waitForEvent('popup'),
          mailbox.frameLocator('iframe').getByRole('link', { name: 'Activate account' }).first().click(),
        ])
        await waitForStep(page, 'open_link')
        await page.getByRole('button', { name: 'Activate account' }).click()
        await page.waitForURL((url) => url.href.startsWith(`${example.page}/`) && url.pathname === '/')
        await waitForStep(page, 'set_password')
        await page.getByLabel('New password').fill(PASSWORD)
        await page.getByRole('button', { name: 'Set password' }).click()
        await hello(page).waitFor()
        expect((await example.foyer.users.get(mia.id)).status).toBe('online')

        await page.reload()
        await hello(page).waitFor()
        await page.getByRole('button', { name: 'Sign out' }).click()
        await page.getByLabel('Password', { exact: true }).waitFor()
        await page.getByLabel('Email address').fill('mia@example.com')
        await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
        await hello(page).waitFor()
        // A browser asks each host for an icon by itself.
        expect(problems.filter((problem) => !problem.includes('/favicon.ico'))).toEqual([])
      } finally {
        await context.close()
        await example.stop()
      }
    },
  )
})
