// What a whole way leaves behind in logs, referrers and the browser: nothing that opens anything.

import { Hono } from 'hono'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { accessLog, createLog } from './harness/access-log.ts'
import { PASSWORD } from './harness/activate.ts'
import { readScreen, waitForStep } from './harness/check-screen.ts'
import { collectSecrets, type Secrets, withoutKinds } from './harness/collect-secrets.ts'
import { acceptDocuments, signInOn } from './harness/fill-screens.ts'
import { findAny } from './harness/find-any.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { randomSecrets } from './harness/random-secrets.ts'
import { activationCodeIn, linkIn, tokensIn } from './harness/read-mail.ts'
import { historyOf, storageOf, tabStorageOf } from './harness/read-traces.ts'
import { standConfig } from './harness/stand-config.ts'

const EMAIL = 'mia@beispiel.example'
const ELSEWHERE = 'elsewhere.other.test'

describe.runIf(hasBrowser)('after a whole way, with every log at its most talkative,', () => {
  let stand: Stand | undefined
  let browser: Browser | undefined
  afterEach(async () => {
    await browser?.close()
    await stand?.close()
  })

  it('no log, referrer, history or storage holds what opens anything', async () => {
    const logs = { server: createLog(), host: createLog(), elsewhere: createLog() }
    const keySecrets = randomSecrets()
    const base = standConfig({ hostUrl: 'https://app.foyer.test', authPage: true })
    stand = await openStand({
      config: {
        secrets: keySecrets,
        legal: {
          ...base.legal,
          privacy: { version: '3', title: { de: 'Datenschutzrichtlinie', en: 'Privacy policy' }, url: `https://${ELSEWHERE}/privacy` },
        },
      },
      overrides: { log: pino({ level: 'trace' }, logs.server) },
      others: {
        [ELSEWHERE]: accessLog(
          new Hono().get('/privacy', (c) => c.html('<!doctype html><title>Stub</title><link rel="icon" href="data:,"><h1>Privacy</h1>')),
          logs.elsewhere,
        ),
      },
      aroundHost: (app) => accessLog(app, logs.host),
    })
    browser = await openBrowser(stand)
    const { foyer, sdk, hostUrl } = stand
    const { context } = await openContext(browser)
    const secrets: Secrets = new Map([
      [foyer.apiKey, 'key'],
      [keySecrets.split(':')[1] ?? '', 'key'],
    ])
    const listening = collectSecrets(context, secrets)
    const page = await context.newPage()

    await sdk.users.create({ externalId: 'T-1', firstName: 'Mia', email: EMAIL, invite: { application: 'app' } })
    const mail = await foyer.mailTo(EMAIL)
    for (const token of tokensIn(mail)) secrets.set(token, 'link token')
    secrets.set(activationCodeIn(mail), 'activation code')
    await page.goto(linkIn(mail))
    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await page.waitForURL(`${hostUrl}/welcome`)
    await waitForStep(page, 'accept_legal')
    const [elsewhere] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: /Datenschutzrichtlinie/ }).click()])
    await elsewhere.getByRole('heading', { name: 'Privacy' }).waitFor()
    await acceptDocuments(page)
    await waitForStep(page, 'set_password')
    await page.getByLabel('Neues Passwort').fill(PASSWORD)
    await page.getByRole('button', { name: 'Passwort festlegen' }).click()
    await waitForStep(page, 'complete_profile')
    await page.getByRole('radio', { name: 'M', exact: true }).check()
    await page.getByRole('button', { name: 'Speichern und weiter' }).click()
    await page.waitForURL(`${hostUrl}/start`)
    await readScreen(page)
    await listening.settled()
    expect(findAny(`${await historyOf(page)}\n${await storageOf(page)}\n${await tabStorageOf(page)}`, secrets), 'in the tab').toEqual([])
    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.waitForURL(`${hostUrl}/welcome`)
    await page.goto(`${hostUrl}/auth/start?return-to=/start`)
    await signInOn(page, EMAIL)
    await page.waitForURL(`${hostUrl}/start`)
    await readScreen(page)
    await knockOnWrongDoors(stand, tokensIn(mail)[0] ?? '')
    await listening.settled()

    expect(new Set(secrets.values())).toEqual(
      new Set([
        'key',
        'link token',
        'activation code',
        'flow token',
        'continuation',
        'password',
        'sign-in code',
        'verifier',
        'cookie',
        'sealed request',
      ]),
    )
    expect(logs.server.text()).toContain('/flow/act')
    expect(logs.host.text()).toContain('POST /auth/exchange')
    expect(logs.elsewhere.text()).toContain('GET /privacy')
    expect(findAny(logs.server.text(), secrets), "the server's log").toEqual([])
    expect(findAny(logs.elsewhere.text(), secrets), 'referrers at another site').toEqual([])
    // RFC 6749 §4.1.2: the code itself comes in the address. It is used up by then, and worthless without its verifier.
    expect(findAny(logs.host.text().replace(/\/auth\/callback\?\S*/g, ''), secrets), "the host's log").toEqual([])
    expect(findAny(logs.host.text(), withoutKinds(secrets, 'sign-in code')), "the host's log").toEqual([])
    expect(findAny(await historyOf(page), withoutKinds(secrets, 'sealed request')), "the browser's history").toEqual([])
    expect(findAny(await storageOf(page), secrets), "the host's storage").toEqual([])
  })
})

/** Requests that fail with a secret in every place where one may stand. */
async function knockOnWrongDoors({ fetch, foyerUrl }: Stand, token: string): Promise<void> {
  const headers = { origin: foyerUrl, 'content-type': 'application/json', accept: 'text/html' }
  const answers = await Promise.all([
    fetch(`${foyerUrl}/l/${token}/more`, { headers: { accept: 'text/html' } }),
    fetch(`${foyerUrl}/nowhere?token=${token}`, { headers: { accept: 'text/html', referer: `${foyerUrl}/l/${token}` } }),
    fetch(`${foyerUrl}/l/${token}`, { method: 'POST', headers, body: '{}' }),
    fetch(`${foyerUrl}/flow/act`, { method: 'POST', headers, body: `{"password":"${PASSWORD}"` }),
    fetch(`${foyerUrl}/flow/start`, { method: 'POST', headers, body: JSON.stringify({ application: 'app', link: [token] }) }),
    fetch(`${foyerUrl}/api/users/${token}`, { headers: { authorization: `Bearer ${token}` } }),
  ])
  for (const answer of answers) {
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.text()).not.toMatch(new RegExp(`${token}|${PASSWORD}`))
  }
}
