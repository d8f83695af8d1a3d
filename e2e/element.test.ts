// What a page can rely on: where the element leads, what it tells and keeps to itself, and what it says when it is set up wrongly.

import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { barePage, pageWith, toldOn } from './harness/bare-page.ts'
import { checkScreen, readScreen, waitForStep } from './harness/check-screen.ts'
import { collectSecrets, type Secrets } from './harness/collect-secrets.ts'
import { createPeople, type Entered, type People } from './harness/enter-people.ts'
import { acceptDocuments, completeProfile, refusalOn, setPasswordOn, signInOn } from './harness/fill-screens.ts'
import { findAny } from './harness/find-any.ts'
import { hasBrowser, openBrowser, openContext, type Watched } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { activationCodeIn } from './harness/read-mail.ts'
import { FOYER_URL, standConfig } from './harness/stand-config.ts'

const PAGE = 'https://page.foyer.test'
const LISTED = 'https://listed.foyer.test'
const UNLISTED = 'https://unlisted.foyer.test'
const STRANGER = 'https://stranger.foyer.test'

/** Ways of naming another place than a listed one. */
const EVIL = [
  UNLISTED,
  '//unlisted.foyer.test/next',
  '/\\unlisted.foyer.test/next',
  '\\\\unlisted.foyer.test',
  '/\t/unlisted.foyer.test',
  'https:unlisted.foyer.test',
  `${PAGE}@unlisted.foyer.test/`,
  `${PAGE}.unlisted.foyer.test/`,
  'https://listed.foyer.test.unlisted.foyer.test/',
  'https://mia@listed.foyer.test/next',
  'https://listed.foyer.test:8443/next',
  'http://listed.foyer.test/next',
  'javascript:document.title="evil"',
  'data:text/html,<title>evil</title>',
]

describe.runIf(hasBrowser)('<foyer-auth> on a page of its own', () => {
  let stand: Stand
  let browser: Browser
  let people: People
  let mia: Entered
  let watched: Watched
  let page: Page
  beforeAll(async () => {
    const { applications } = standConfig({ hostUrl: 'https://app.foyer.test', authPage: false })
    stand = await openStand({
      authPage: false,
      config: { applications: { ...applications, app: { ...applications.app, origins: ['https://app.foyer.test', PAGE, LISTED] } } },
      others: {
        ...Object.fromEntries([PAGE, LISTED, UNLISTED].map((origin) => [new URL(origin).host, barePage(FOYER_URL)])),
        [new URL(STRANGER).host]: new Hono().all('*', (c) => c.html('<h1>Somebody else</h1>')),
      },
    })
    browser = await openBrowser(stand)
    people = createPeople(stand)
    mia = await people.activated({ lastName: 'Weber' })
  })
  beforeEach(async () => {
    watched = await openContext(browser)
    page = await watched.context.newPage()
  })
  afterEach(() => watched.context.close())
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const open = (element: Record<string, string> = {}, { origin = PAGE, prevents = false } = {}) =>
    page.goto(pageWith(origin, { application: 'app', ...element }, prevents))
  const signIn = async (element: Record<string, string> = {}, prevents = false) => {
    await open(element, { prevents })
    await signInOn(page, mia.email)
  }
  const readElement = () =>
    page.evaluate(() => {
      const { step, user } = document.querySelector('foyer-auth') as unknown as { step: string; user: Record<string, unknown> | null }
      return { step, user }
    })

  it.each([
    ['a path', '/next', `${PAGE}/next`],
    ['an address of its own origin', `${PAGE}/next?from=sign-in`, `${PAGE}/next?from=sign-in`],
    ['an address of a listed origin', `${LISTED}/next`, `${LISTED}/next`],
  ])('return-to leads to %s', async (_, returnTo, target) => {
    await signIn({ 'return-to': returnTo })
    await page.waitForURL(target)
    expect(await readScreen(page)).toEqual({ step: null, heading: 'Next' })
    expect(watched.problems).toEqual([])
  })

  it('return-to leads nowhere else, however it is spelt', async () => {
    await signIn()
    await waitForStep(page, 'signed_in')
    for (const returnTo of EVIL) {
      await page.evaluate(() => sessionStorage.clear())
      await open({ 'return-to': returnTo })
      const address = page.url()
      await waitForStep(page, 'continue_as')
      await page.getByRole('button', { name: 'Weiter als Mia' }).click()
      await waitForStep(page, 'signed_in')
      expect(await readScreen(page), returnTo).toEqual({ step: 'signed_in', heading: 'Willkommen, Mia' })
      expect(page.url(), returnTo).toBe(address)
      expect(await page.title(), returnTo).toBe('Page')
    }
    expect([...watched.hosts].sort()).toEqual(['id.foyer.test', 'page.foyer.test'])
  })

  it('a page that prevents foyer-signed-in goes on by itself, and stays where it is', async () => {
    await signIn({ 'return-to': '/next' }, true)
    await waitForStep(page, 'signed_in')
    expect(await checkScreen(page, { name: 'element/signed-in', reloads: false })).toEqual({
      step: 'signed_in',
      heading: 'Willkommen, Mia',
    })
    expect(new URL(page.url()).pathname).toBe('/')
    expect((await toldOn(page)).map(({ type }) => type)).toEqual(['foyer-step', 'foyer-step', 'foyer-signed-in'])
  })

  it('whoever is signed in goes on as themselves, or lets somebody else in', async () => {
    await signIn({ 'return-to': '/next' })
    await page.waitForURL(`${PAGE}/next`)
    await open({ 'return-to': '/next' })
    await waitForStep(page, 'continue_as')
    expect(await checkScreen(page, { name: 'element/continue-as' })).toMatchObject({ step: 'continue_as' })
    await page.getByRole('button', { name: 'Weiter als Mia' }).click()
    await page.waitForURL(`${PAGE}/next`)
    await open({ 'return-to': '/next' })
    await page.getByRole('button', { name: 'Nicht Mia?' }).click()
    await waitForStep(page, 'sign_in')
    const other = await people.activated({ firstName: 'Jan' })
    await signInOn(page, other.email)
    await page.waitForURL(`${PAGE}/next`)
    await open()
    await page.getByRole('button', { name: 'Weiter als Jan' }).waitFor()
  })

  it('foyer-step names the steps of a whole activation, foyer-signed-in the person, and none of them a secret', async () => {
    const { email, mail } = await people.invite()
    const code = activationCodeIn(mail)
    const secrets: Secrets = new Map([[code, 'mailed code']])
    const listening = collectSecrets(watched.context, secrets)
    await open({ begin: 'enter_code' })
    await waitForStep(page, 'enter_code')
    await page.getByLabel('Aktivierungscode').fill(code)
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    await acceptDocuments(page)
    await setPasswordOn(page)
    await completeProfile(page)
    await waitForStep(page, 'signed_in')
    const told = await toldOn(page)
    const steps = ['enter_code', 'accept_legal', 'set_password', 'complete_profile', 'signed_in']
    expect(told.filter(({ type }) => type === 'foyer-step')).toEqual(steps.map((step) => ({ type: 'foyer-step', detail: { step } })))
    const [signedIn] = told.filter(({ type }) => type === 'foyer-signed-in')
    expect(signedIn?.detail).toMatchObject({ flow: 'activation', resumed: false, user: { firstName: 'Mia', email } })
    expect(Object.keys(signedIn?.detail ?? {}).sort()).toEqual(['flow', 'resumed', 'user'])
    await listening.settled()
    expect(new Set(secrets.values())).toEqual(new Set(['mailed code', 'typed code', 'flow token', 'password', 'cookie']))
    expect(findAny(JSON.stringify(told), secrets)).toEqual([])
  })

  it('a listener that came late finds step and user on the element', async () => {
    await open()
    await waitForStep(page, 'sign_in')
    expect(await readElement()).toEqual({ step: 'sign_in', user: null })
    await signInOn(page, mia.email)
    await waitForStep(page, 'signed_in')
    expect(await readElement()).toMatchObject({
      step: 'signed_in',
      user: { id: mia.id, firstName: 'Mia', lastName: 'Weber', email: mia.email },
    })
  })

  it('foyer-error has the code of what went wrong, and nothing beside it', async () => {
    await open()
    await signInOn(page, mia.email, 'nicht mein Passwort')
    expect(await refusalOn(page)).toBe('E-Mail-Adresse oder Passwort stimmt nicht.')
    expect((await toldOn(page)).filter(({ type }) => type === 'foyer-error')).toEqual([
      { type: 'foyer-error', detail: { code: 'credentials_wrong' } },
    ])
    await watched.context.setOffline(true)
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
    await page.getByText('Keine Verbindung. Ihre Eingaben sind noch da.').waitFor()
    expect((await toldOn(page)).at(-1)).toEqual({ type: 'foyer-error', detail: { code: 'unreachable' } })
    await watched.context.setOffline(false)
  })

  const setups = [
    {
      name: 'an origin that is not listed',
      origin: UNLISTED,
      element: {},
      code: 'origin_not_allowed',
      line: `In foyer.config.ts: applications.app.origins: ['${UNLISTED}']`,
    },
    {
      name: 'an unknown application',
      origin: PAGE,
      element: { application: 'shop' },
      code: 'application_unknown',
      line: `In foyer.config.ts add applications.shop with name, url and origins: ['${PAGE}'].`,
    },
    {
      name: 'a missing application',
      origin: PAGE,
      element: { application: '' },
      code: 'config_missing',
      line: 'Write <foyer-auth application="app"></foyer-auth>.',
    },
    {
      name: 'a server that is not Foyer',
      origin: PAGE,
      element: { server: STRANGER },
      code: 'wrong_server',
      line: `${STRANGER} does not answer as Foyer does. Write <foyer-auth server="https://id.example.com">`,
    },
  ] as const

  it.each(setups)(
    '$name: a plain line on the page, and in the console the one that mends it',
    async ({ name, origin, element, code, line }) => {
      await open(element, { origin })
      await page.locator('.foyer-title').waitFor()
      expect(await checkScreen(page, { name: `element/${code}`, reloads: false })).toEqual({
        step: null,
        heading: 'Anmeldung nicht verfügbar',
      })
      await page.getByText('Die Anmeldung ist auf dieser Seite noch nicht fertig eingerichtet.').waitFor()
      expect(await page.locator('body').textContent()).not.toMatch(/foyer\.config|origins|undefined|http/)
      expect(
        watched.problems.filter((problem) => problem.includes(`foyer-auth: `) && problem.includes(line)),
        `${name}: ${watched.problems.join('\n')}`,
      ).toHaveLength(1)
      expect((await toldOn(page)).filter(({ type }) => type === 'foyer-error')).toEqual([{ type: 'foyer-error', detail: { code } }])
    },
  )
})
