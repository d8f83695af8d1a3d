// What became of mails, as the people of the admin app see it: from Mailgun's webhooks over the person to mails that go out again.

import { mailgun } from '@foyer/server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activate } from './harness/activate.ts'
import { checkScreen, takePicture } from './harness/check-screen.ts'
import { signInOn } from './harness/fill-screens.ts'
import { createFlowClient } from './harness/flow-client.ts'
import { type Provider, startMailgun, type TakenMail } from './harness/mail-providers.ts'
import { type MailgunNews, tellAbout, WEBHOOK_KEY } from './harness/mailgun-webhooks.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { tokenIn, tokensIn } from './harness/read-mail.ts'

const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

describe.runIf(hasBrowser)('what became of mails', () => {
  let provider: Provider
  let stand: Stand
  let browser: Browser
  let problems: string[]
  const ids: Record<string, string> = {}

  const mailTo = async (address: string): Promise<TakenMail> => {
    await stand.foyer.idle()
    const mail = provider.taken.findLast(({ to }) => to === address)
    if (mail === undefined) throw new Error(`Nothing was sent to ${address}`)
    return mail
  }
  const invite = async (firstName: string, news: MailgunNews | null): Promise<void> => {
    const email = `${firstName.toLowerCase()}@beispiel.example`
    const { id } = await stand.sdk.users.create({ firstName, lastName: 'Weber', email, invite: { application: 'app' } })
    ids[firstName] = id
    const mail = await mailTo(email)
    if (news !== null) expect(await tellAbout(stand, mail, news)).toBe(200)
  }

  beforeAll(async () => {
    provider = await startMailgun(() => 0)
    const { apiKey, domain, url } = provider.transport.options as { apiKey: string; domain: string; url: string }
    stand = await openStand({ overrides: { transport: mailgun({ apiKey, domain, url, webhookSigningKey: WEBHOOK_KEY }) } })
    browser = await openBrowser(stand)
    const flow = createFlowClient(stand.foyerUrl, stand.fetch)
    for (const [firstName, role] of [
      ['Carla', 'owner'],
      ['Hanna', 'helper'],
    ] as const) {
      const email = `${firstName.toLowerCase()}@beispiel.example`
      await stand.sdk.users.create({ firstName, lastName: 'Krause', email, invite: { application: 'portal', role } })
      const link = tokenIn(await mailTo(email))
      await activate({ ...flow, start: (input) => flow.start({ ...input, application: 'portal' }) }, link)
    }
    await invite('Mia', { event: 'delivered' })
    await invite('Jan', {
      event: 'failed',
      severity: 'permanent',
      'delivery-status': { code: 550, message: '5.1.1 <jan@beispiel.example>: Recipient address rejected: User unknown' },
    })
    await invite('Ole', { event: 'failed', severity: 'temporary', 'delivery-status': { code: 452, message: '4.2.2 Mailbox is full' } })
    await invite('Eva', { event: 'complained' })
    await invite('Ida', null)
    const refusal = await flow.start({ link: tokensIn(await mailTo('ida@beispiel.example'))[1] })
    expect((await flow.act(refusal.token, 'refuse')).outcome).toBe('refused')
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
    await provider?.close()
  })

  const open = async (who: string): Promise<{ page: Page; context: BrowserContext }> => {
    const watched = await openContext(browser, { locale: 'de-DE', viewport: { width: 1280, height: 900 } })
    problems = watched.problems
    const page = await watched.context.newPage()
    await page.goto(`${stand.foyerUrl}/admin`)
    await signInOn(page, `${who}@beispiel.example`)
    await page.getByRole('heading', { level: 1, name: 'Übersicht' }).waitFor()
    return { page, context: watched.context }
  }

  it('leads from the overview to whom mails do not reach, and who is not meant', async () => {
    const { page, context } = await open('carla')
    await page.getByRole('link', { name: /Mails kommen zurück\s*2/ }).click()
    await page.getByText('2 Personen').waitFor()
    for (const name of ['Jan Weber', 'Eva Weber']) await page.getByRole('link', { name }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: /„Nicht für mich“ gemeldet\s*1/ }).click()
    await page.getByText('1 Person', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Ida Weber' }).click()
    await page.getByRole('heading', { level: 2, name: '„Nicht für mich“ gemeldet' }).waitFor()
    expect(problems).toEqual([])
    await context.close()
  })

  it('stands in a list with states in words, by state, kind and person, each row leading to its person', async () => {
    const { page, context } = await open('hanna')
    await page.getByRole('navigation').getByRole('link', { name: 'E-Mails' }).click()
    const rows = page.getByRole('region', { name: 'E-Mails' }).getByRole('row')
    await rows.filter({ hasText: 'Jan Weber' }).filter({ hasText: 'Kam zurück' }).waitFor()
    for (const text of ['Zugestellt', 'Verzögert', 'Als unerwünscht gemeldet']) expect(await rows.filter({ hasText: text }).count()).toBe(1)
    await rows.getByText('550 5.1.1 …: Recipient address rejected: User unknown').waitFor()
    expect(await page.locator('main').textContent()).not.toContain('@beispiel.example')
    expect(await checkScreen(page, { name: 'admin/mails-1-list', views: WIDTHS })).toMatchObject({ heading: 'E-Mails' })
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Mails' }).waitFor()
    await page.getByRole('region', { name: 'Mails' }).getByText('Came back').waitFor()
    await checkScreen(page, { name: 'admin/mails-1-list.en', views: [{ look: 'light' }], reloads: false })
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.getByLabel('Zustellung').selectOption('Kam zurück')
    await page.getByRole('link', { name: 'Mia Weber' }).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?state=bounced')
    await page.locator('#kind').selectOption('Neues Passwort')
    await page.getByRole('heading', { name: 'Keine Mail passt' }).waitFor()
    await page.goto(`${stand.foyerUrl}/admin/mails?user=${ids.Ole}`)
    await page.getByRole('link', { name: 'Ole Weber' }).waitFor()
    expect(await rows.count()).toBe(2)
    await page.getByRole('button', { name: 'An: Ole Weber entfernen' }).click()
    await page.getByRole('link', { name: 'Mia Weber' }).waitFor()
    expect(problems).toEqual([])
    await context.route('**/api/mails*', (route) => route.abort())
    await page.reload()
    await page.getByRole('heading', { name: 'Das hat nicht geklappt' }).waitFor()
    await context.unroute('**/api/mails*')
    await page.getByRole('button', { name: 'Erneut versuchen' }).click()
    await page.getByRole('link', { name: 'Mia Weber' }).click()
    await page.getByRole('heading', { level: 1, name: 'Mia Weber' }).waitFor()
    await context.close()
  })

  it('stands on the person, whom nothing is sent to until somebody who may clears the mark', async () => {
    const helper = await open('hanna')
    await helper.page.goto(`${stand.foyerUrl}/admin/people/${ids.Jan}`)
    await helper.page.getByRole('heading', { name: 'Mails an diese Adresse kommen zurück' }).waitFor()
    expect(await helper.page.getByRole('button', { name: 'Mails wieder zulassen' }).count()).toBe(0)
    await helper.context.close()

    const { page, context } = await open('carla')
    await page.goto(`${stand.foyerUrl}/admin/people/${ids.Jan}`)
    await page.getByRole('heading', { name: 'Mails an diese Adresse kommen zurück' }).waitFor()
    await page.locator('.facts').getByText('Kam zurück').waitFor()
    expect(await page.getByRole('button', { name: 'Einladung noch einmal senden' }).count()).toBe(0)
    expect(await checkScreen(page, { name: 'admin/mails-2-person', views: WIDTHS })).toMatchObject({ heading: 'Jan Weber' })
    await page.getByRole('button', { name: 'Mails wieder zulassen' }).click()
    await page.getByText('hält das Senden erneut an').waitFor()
    await takePicture(page, 'admin/mails-3-clear')
    await page.getByRole('dialog').getByRole('button', { name: 'Mails wieder zulassen' }).click()
    await page.locator('.toast').getByText('Mails an diese Adresse sind wieder möglich.').waitFor()
    await page.getByRole('heading', { name: 'Mails an diese Adresse kommen zurück' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Einladung noch einmal senden' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Einladung noch einmal senden' }).click()
    await page.locator('.toast').getByText('Die Einladung ist unterwegs.').waitFor()
    const again = await mailTo('jan@beispiel.example')
    expect(await tellAbout(stand, again, { event: 'delivered' })).toBe(200)
    await page.reload()
    await page.locator('.facts').getByText('Zugestellt').waitFor()
    await page.getByRole('link', { name: 'Alle E-Mails an diese Person' }).click()
    await page.getByRole('region', { name: 'E-Mails' }).getByText('Kam zurück').waitFor()
    expect(problems).toEqual([])
    await context.close()
  })
})
