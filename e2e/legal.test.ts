// Legal documents in a real browser: a new version asks before anybody is signed in, consents are taken back, and admins see and export who agreed.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FoyerConfig } from '@foyer/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activate } from './harness/activate.ts'
import { checkScreen, waitForStep } from './harness/check-screen.ts'
import { acceptDocuments, signInOn } from './harness/fill-screens.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { randomSecrets } from './harness/random-secrets.ts'
import { tokenIn } from './harness/read-mail.ts'
import { standConfig } from './harness/stand-config.ts'

const VIEWS = [{ look: 'light' }, { look: 'dark', width: 320 }] as const
const ADMIN_VIEWS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

describe.runIf(hasBrowser)('legal documents', () => {
  const directory = mkdtempSync(join(tmpdir(), 'foyer-e2e-'))
  const secrets = randomSecrets()
  let stand: Stand
  let browser: Browser

  const config = (version: string): Partial<FoyerConfig> => {
    const { applications, legal } = standConfig({ hostUrl: 'https://app.foyer.test', authPage: false })
    return {
      secrets,
      applications: { ...applications, app: { ...applications.app, legal: ['terms', 'news'] } },
      legal: {
        terms: { ...legal.terms, version },
        news: { version: '1', title: { de: 'Rundbrief', en: 'Newsletter' }, file: legal.privacy.file, optional: true },
      },
    }
  }
  const open = (version: string, after?: Stand) =>
    openStand({
      authPage: false,
      config: config(version),
      overrides: { database: { directory: join(directory, 'database') } },
      ...(after === undefined ? {} : { after }),
    })
  const joinAs = async (email: string, invite: { application: 'app' | 'portal'; role?: 'owner' }) => {
    await stand.sdk.users.create({ firstName: email === 'mia@beispiel.example' ? 'Mia' : 'Carla', lastName: 'Weber', email, invite })
    const flow = createFlowClient(stand.foyerUrl, stand.fetch)
    const link = tokenIn(await stand.foyer.mailTo(email))
    await activate({ ...flow, start: (input) => flow.start({ ...input, application: invite.application }) }, link)
  }

  beforeAll(async () => {
    stand = await open('2025-01')
    await joinAs('mia@beispiel.example', { application: 'app' })
    await joinAs('chefin@beispiel.example', { application: 'portal', role: 'owner' })
    await stand.close()
    stand = await open('2026-10', stand)
    browser = await openBrowser(stand)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const newPage = async (): Promise<Page> => (await openContext(browser, { viewport: { width: 1280, height: 900 } })).context.newPage()

  it('a new version is asked for before anybody is signed in; declining says calmly why, agreeing goes on', async () => {
    const page = await newPage()
    await page.goto(`${stand.foyerUrl}/sign-in?application=app`)
    await signInOn(page, 'mia@beispiel.example')
    await waitForStep(page, 'accept_legal')
    await page.getByText('Neue Fassung: 2026-10').waitFor()
    await checkScreen(page, { name: 'legal/1-new-version', views: VIEWS })
    await page.getByRole('button', { name: 'Ich stimme nicht zu' }).click()
    await waitForStep(page, 'legal_declined')
    await page.getByText('Es fehlt: Nutzungsbedingungen.').waitFor()
    await checkScreen(page, { name: 'legal/2-declined', views: VIEWS })
    expect((await page.context().cookies()).filter(({ name }) => name.includes('app'))).toEqual([])
    await page.getByRole('button', { name: 'Zur Anmeldung' }).click()
    await signInOn(page, 'mia@beispiel.example')
    await acceptDocuments(page)
    await waitForStep(page, 'signed_in')

    await page.goto(`${stand.foyerUrl}/account?application=app`)
    await page.getByRole('heading', { name: 'Rechtliches' }).waitFor()
    await page.evaluate(() => {
      const alone = document.createElement('foyer-account')
      alone.setAttribute('application', 'app')
      alone.setAttribute('sections', 'legal')
      document.querySelector('foyer-account')?.replaceWith(alone)
    })
    await page.getByText(/^Fassung 2026-10, zugestimmt am/).waitFor()
    await page.getByText(/^Fassung 2025-01, zugestimmt am/).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['Rechtliches'])
    await checkScreen(page, { name: 'legal/3-account', views: VIEWS, reloads: false })
    await page.getByRole('button', { name: 'Widerrufen: Rundbrief' }).press('Enter')
    await page.getByText('Freiwillig. Sie haben nicht zugestimmt.').waitFor()
    await page.getByRole('button', { name: 'Zustimmen: Rundbrief' }).press('Enter')
    await page.getByText('Freiwillig. Sie können das jederzeit widerrufen.').waitFor()
    const acts: string[] = []
    for await (const { document, version, act, channel } of stand.sdk.legal.entries({ user: { email: 'mia@beispiel.example' } }))
      acts.push(`${document} ${version} ${act} ${channel}`)
    expect(acts).toEqual([
      'terms 2025-01 accepted activation',
      'news 1 accepted activation',
      'terms 2026-10 accepted sign_in',
      'news 1 withdrawn account',
      'news 1 accepted account',
    ])
  })

  it('admins see each document with its versions, who agreed and who still has to, export it, and find it with the person', async () => {
    const page = await newPage()
    await page.goto(`${stand.foyerUrl}/admin/legal`)
    await signInOn(page, 'chefin@beispiel.example')
    await acceptDocuments(page)
    await page.getByRole('heading', { level: 1, name: 'Rechtliches' }).waitFor()
    await page.getByRole('row', { name: /Rundbrief/ }).waitFor()
    await checkScreen(page, { name: 'legal/4-admin', views: ADMIN_VIEWS })
    await page.getByRole('link', { name: 'Nutzungsbedingungen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Nutzungsbedingungen' }).waitFor()
    await page.getByRole('link', { name: 'Mia Weber' }).waitFor()
    await checkScreen(page, { name: 'legal/5-document', views: ADMIN_VIEWS })
    await page.getByLabel('Status').selectOption({ label: 'Steht noch aus' })
    await page.getByText('Niemand.').waitFor()
    expect(page.url()).toBe(`${stand.foyerUrl}/admin/legal/terms?state=missing`)
    await page.goBack()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Als CSV' }).click()])
    expect(file.suggestedFilename()).toBe('Rechtliches-terms.csv')
    expect(
      readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\r\n'),
    ).toHaveLength(5)
    await page.getByRole('link', { name: 'Mia Weber' }).click()
    await page.getByRole('heading', { level: 2, name: 'Rechtliches' }).waitFor()
    await page.getByText(/^Fassung 2026-10 zugestimmt am .*\(bei der Anmeldung, de\)$/).waitFor()
    await checkScreen(page, { name: 'legal/6-person', views: ADMIN_VIEWS })
  })
})
