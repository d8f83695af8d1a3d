// The demo as a newcomer meets it: started, walked through, stopped, started again, started over.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { checkScreen, readScreen, waitForStep } from './harness/check-screen.ts'
import { acceptDocuments } from './harness/fill-screens.ts'
import { findFreePort } from './harness/find-free-port.ts'
import { makeCertificate } from './harness/make-certificate.ts'
import { hasBrowser, openBrowser, openContext, type Watched } from './harness/open-browser.ts'
import { type DemoPlace, makeDemoPlace, type RunningDemo, startDemo } from './harness/start-demo.ts'

const CLOSES_WITHIN_MS = 10_000

describe.runIf(hasBrowser)('the demo', () => {
  let place: DemoPlace
  let browser: Browser
  let watched: Watched
  let port = 0
  let running: RunningDemo | undefined
  beforeAll(async () => {
    place = makeDemoPlace()
    browser = await openBrowser({ ports: new Map(), certificate: makeCertificate(['localhost']) })
    watched = await openContext(browser, { viewport: { width: 1280, height: 800 } })
    port = await findFreePort()
  })
  afterAll(async () => {
    running?.kill()
    await browser?.close()
    place?.remove()
  })

  const start = async (...args: string[]) => {
    running = await startDemo(place, ['--port', String(port), ...args])
    return running.welcome
  }
  const address = (welcome: string, label: string) => new RegExp(`${label}\\s+(http://localhost:\\d+\\S*)`).exec(welcome)?.[1] ?? ''

  it('tells where to go, and its tour leads from an entry to somebody who is signed in', async () => {
    const welcome = await start()
    expect(welcome).toMatch(/Demo API key\s+fk_[\w-]{43}/)
    expect(welcome).toMatch(/First owner\s+http:\/\/localhost:\d+\/l\/[a-z2-7]+/)
    const hostUrl = address(welcome, 'Begin here')
    const page = await watched.context.newPage()
    await page.goto(hostUrl)
    await page.getByLabel('Vorname').fill('Ayşe')
    await page.getByLabel('Nachname').fill('Öztürk')
    await page.getByLabel('E-Mail-Adresse').fill('ayse@example.com')
    await page.getByRole('button', { name: 'Eintragen und einladen' }).click()
    await page.getByRole('heading', { name: /Einladung öffnen\s+jetzt/ }).waitFor()
    const tour = page.url()

    const mailbox = await watched.context.newPage()
    await mailbox.goto(address(welcome, 'Mailbox'))
    await mailbox.getByRole('link', { name: /ayse@example\.com/ }).click()
    await checkScreen(mailbox, { name: 'demo/mailbox', reloads: false })
    const [landing] = await Promise.all([
      watched.context.waitForEvent('page'),
      mailbox.frameLocator('iframe').getByRole('link', { name: 'Konto aktivieren' }).first().click(),
    ])
    await waitForStep(landing, 'open_link')
    await landing.getByRole('button', { name: 'Konto aktivieren' }).click()
    await landing.waitForURL(`${hostUrl}/welcome`)
    await acceptDocuments(landing)
    await waitForStep(landing, 'set_password')
    await landing.getByLabel('Neues Passwort').fill(PASSWORD)
    await landing.getByRole('button', { name: 'Passwort festlegen' }).click()
    await waitForStep(landing, 'complete_profile')
    await landing.getByLabel('Größe der Arbeitskleidung').selectOption('M')
    await landing.getByRole('button', { name: 'Speichern und weiter' }).click()
    await landing.waitForURL(`${hostUrl}/start`)
    expect(await readScreen(landing)).toEqual({ step: null, heading: 'Guten Tag, Ayşe' })

    await page.goto(tour)
    await checkScreen(page, { name: 'demo/tour-done' })
    expect(await page.locator('.step.done').count()).toBe(4)

    await page.getByRole('button', { name: 'Verwaltung' }).click()
    await page.getByRole('heading', { level: 1, name: 'Übersicht' }).waitFor()
    expect(page.url()).toBe(address(welcome, 'Admin app'))
    await page.getByText('Lena Hoffmann').waitFor()
    expect(watched.problems).toEqual([])
    expect([...watched.hosts].every((host) => host.startsWith('localhost:'))).toBe(true)
  })

  it('ends cleanly with Ctrl-C', async () => {
    const ended = await running?.stop()
    expect(ended?.code).toBe(0)
    expect(ended?.tookMs).toBeLessThan(CLOSES_WITHIN_MS)
  })

  it('keeps its data and whoever is signed in when it starts again', async () => {
    const welcome = await start()
    expect(welcome).not.toContain('Entering')
    const page = await watched.context.newPage()
    await page.goto(`${address(welcome, 'Begin here')}/start`)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Ayşe' })
    expect((await running?.stop())?.code).toBe(0)
  })

  it('starts over with --fresh', async () => {
    const welcome = await start('--fresh')
    expect(welcome).toContain('Entering')
    const page = await watched.context.newPage()
    await page.goto(`${address(welcome, 'Begin here')}/start`)
    expect((await readScreen(page)).step).toBe('sign_in')
    await page.goto(address(welcome, 'Mailbox'))
    expect(await page.getByRole('link', { name: /ayse@example\.com/ }).count()).toBe(0)
    expect((await running?.stop())?.code).toBe(0)
  })
})
