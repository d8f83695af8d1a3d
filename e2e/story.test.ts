// The main way as people go it: from an entry by SDK over the mail to a session of the host app, and back in.

import type { Foyer } from '@foyer/sdk'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { checkScreen, readScreen, waitForStep } from './harness/check-screen.ts'
import { cookieStub, seenCookies } from './harness/cookie-stub.ts'
import { acceptDocuments, signInOn } from './harness/fill-screens.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand, type StandOptions } from './harness/open-stand.ts'
import { createPostgresDatabase, hasPostgres, type PostgresDatabase } from './harness/postgres.ts'
import { linkIn } from './harness/read-mail.ts'

const EMAIL = 'Mia.Weber@Beispiel.example'
const MIA = { externalId: 'P-1001' }

interface Variant {
  name: string
  shots: string
  stand: StandOptions
  device: BrowserContextOptions
  database: 'PGlite' | 'PostgreSQL'
}

const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
const PHONE: BrowserContextOptions = { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

const variants: readonly Variant[] = [
  { name: 'on one site', shots: 'same-site', stand: {}, device: DESKTOP, database: 'PGlite' },
  {
    name: 'on two sites without third-party cookies',
    shots: 'cross-site',
    stand: { host: 'app.other.test', others: { 'stub.foyer.test': cookieStub(), 'stub.other.test': cookieStub() } },
    device: DESKTOP,
    database: 'PostgreSQL',
  },
  { name: 'at a width of 320 pixels', shots: '320', stand: {}, device: PHONE, database: 'PGlite' },
]

const statusOf = async (sdk: Foyer) => {
  const user = await sdk.users.get(MIA)
  return `${user.status}/${user.emailStatus ?? 'none'}`
}

describe.runIf(hasBrowser)('the way from a row in a list to an account', () => {
  let stand: Stand | undefined
  let browser: Browser | undefined
  let database: PostgresDatabase | undefined
  afterEach(async () => {
    await browser?.close()
    await stand?.close()
    await database?.drop()
    browser = stand = database = undefined
  })

  it.each(variants)('$name: by mail to an account, in the host app, out and in again', async (variant) => {
    database = variant.database === 'PostgreSQL' && hasPostgres ? await createPostgresDatabase() : undefined
    stand = await openStand({ ...variant.stand, ...(database ? { overrides: { database: { url: database.url } } } : {}) })
    browser = await openBrowser(stand)
    if (variant.stand.others) expect(await seenCookies(browser)).toEqual({ sameSite: 'stub=1', crossSite: 'none' })
    const { sdk, foyer, foyerUrl, hostUrl } = stand
    const { context, problems, hosts } = await openContext(browser, variant.device)
    const page = await context.newPage()
    const check = (name: string) => checkScreen(page, { name: `${variant.shots}/${name}` })

    await sdk.users.create({ ...MIA, firstName: 'Mia', lastName: 'Weber', locale: 'de' })
    expect(await statusOf(sdk)).toBe('offline/none')
    await sdk.users.changeEmail(MIA, { email: EMAIL })
    expect(await statusOf(sdk)).toBe('offline/unconfirmed')
    await sdk.invitations.send(MIA, { application: 'app' })
    const mail = await foyer.mailTo(EMAIL)
    expect(mail.subject).toBe('Beispiel AG: Ihr Zugang zur Beispiel App')
    expect(await statusOf(sdk)).toBe('invited/pending')

    await page.goto(linkIn(mail))
    expect(await check('1-open-link')).toEqual({ step: 'open_link', heading: 'Willkommen, Mia' })
    expect(page.url()).toBe(linkIn(mail))
    expect(await statusOf(sdk)).toBe('invited/pending')

    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await page.waitForURL(`${hostUrl}/welcome`)
    expect(await check('2-legal')).toEqual({ step: 'accept_legal', heading: 'Bitte lesen und zustimmen' })
    expect(await statusOf(sdk)).toBe('invited/confirmed')
    await acceptDocuments(page)

    await waitForStep(page, 'set_password')
    expect(await check('3-password')).toEqual({ step: 'set_password', heading: 'Passwort festlegen' })
    await page.getByLabel('Neues Passwort').fill(PASSWORD)
    await page.getByRole('button', { name: 'Passwort festlegen' }).click()

    await waitForStep(page, 'complete_profile')
    expect(await statusOf(sdk)).toBe('online/confirmed')
    expect(await check('4-profile')).toEqual({ step: 'complete_profile', heading: 'Profil vervollständigen' })
    await page.getByLabel('Telefon').fill('+49 221 123456')
    await page.getByRole('radio', { name: 'M', exact: true }).check()
    await page.getByRole('button', { name: 'Speichern und weiter' }).click()

    await page.waitForURL(`${hostUrl}/start`)
    expect(await check('5-start')).toEqual({ step: null, heading: 'Guten Tag, Mia' })
    expect((await context.cookies(hostUrl)).map(({ name }) => name)).toContain('__Host-foyer-host.app')
    expect(await page.evaluate(() => document.cookie)).toBe('')
    expect((await sdk.users.get(MIA)).fields).toMatchObject({ phone: '+49221123456', shirtSize: 'M' })

    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.waitForURL(`${hostUrl}/welcome`)
    expect(await check('6-sign-in')).toEqual({ step: 'sign_in', heading: 'Bei Beispiel App anmelden' })
    await page.goto(`${hostUrl}/start`)
    expect((await readScreen(page)).step).toBe('sign_in')

    await signInOn(page, EMAIL.toUpperCase())
    await page.waitForURL(`${hostUrl}/start`)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Guten Tag, Mia' })

    expect(problems).toEqual([])
    expect([...hosts].sort()).toEqual([new URL(hostUrl).host, new URL(foyerUrl).host].sort())
  })
})
