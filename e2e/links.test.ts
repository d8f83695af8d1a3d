// What scanners, gateways and mail clients do to a link before its person comes, and a hundred devices at once.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readScreen, waitForStep } from './harness/check-screen.ts'
import { dumpRows } from './harness/dump-database.ts'
import { consent, createFlowClient } from './harness/flow-client.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { createPostgresDatabase, hasPostgres, type PostgresDatabase } from './harness/postgres.ts'
import { linkIn, tokenIn } from './harness/read-mail.ts'

const AT_ONCE = 100
const DEVICES = 10

describe.runIf(hasPostgres)('a mailed link, over TLS on PostgreSQL,', () => {
  let database: PostgresDatabase
  let stand: Stand
  beforeAll(async () => {
    database = await createPostgresDatabase()
    stand = await openStand({ authPage: false, overrides: { database: { url: database.url } } })
  })
  afterAll(async () => {
    await stand?.close()
    await database?.drop()
  })

  const invite = async (externalId: string, email: string) => {
    await stand.sdk.users.create({ externalId, firstName: 'Mia', email, invite: { application: 'app' } })
    const mail = await stand.foyer.mailTo(email)
    await stand.foyer.idle()
    return mail
  }

  /** As they come: from scanners, from a gateway that writes in capitals or appends, from a client that takes the full stop along. */
  const spellings: readonly ((link: string) => string)[] = [
    (link) => link,
    (link) => link.replace(/[^/]+$/, (token) => token.toUpperCase()),
    (link) => `${link}?utm_source=x&utm_medium=email`,
    (link) => `${link}.`,
    (link) => `${link}?`,
  ]

  it('changes nothing when it is opened ten times by GET and HEAD in any spelling', async () => {
    const link = linkIn(await invite('L-1', 'l1@beispiel.example'))
    const before = await dumpRows(database.query)
    for (const spell of spellings) {
      for (const method of ['GET', 'HEAD']) {
        const response = await stand.fetch(spell(link), { method, headers: { 'user-agent': 'Scanner/1.0', purpose: 'prefetch' } })
        expect(response.status, `${method} ${spell(link)}`).toBe(200)
        expect(response.headers.get('cache-control')).toBe('no-store')
        expect(response.headers.get('referrer-policy')).toBe('no-referrer')
        expect(response.headers.getSetCookie()).toEqual([])
      }
    }
    expect(await dumpRows(database.query)).toBe(before)
    expect(await stand.sdk.users.get({ externalId: 'L-1' })).toMatchObject({ status: 'invited', emailStatus: 'pending' })
  })

  it.runIf(hasBrowser)('shows the same screen in any spelling, changes nothing by being looked at, and works afterwards', async () => {
    const link = linkIn(await invite('L-2', 'l2@beispiel.example'))
    const before = await dumpRows(database.query)
    const browser = await openBrowser(stand)
    const { context, problems } = await openContext(browser)
    const page = await context.newPage()
    for (const spell of spellings) {
      await page.goto(spell(link))
      expect(await readScreen(page), spell(link)).toEqual({ step: 'open_link', heading: 'Willkommen, Mia' })
    }
    expect(await dumpRows(database.query)).toBe(before)
    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await waitForStep(page, 'accept_legal')
    expect(page.url()).not.toContain('/l/')
    expect(problems).toEqual([])
    await browser.close()
  })

  it('of a hundred completions at once, from ten devices, exactly one wins', async () => {
    const flow = createFlowClient(stand.foyerUrl, stand.fetch)
    const link = tokenIn(await invite('L-3', 'l3@beispiel.example'))
    const tokens: string[] = []
    for (let device = 0; device < DEVICES; device += 1) {
      const landed = await flow.start({ link })
      const opened = await flow.act(landed.token, 'open')
      tokens.push(opened.outcome === 'accept_legal' ? (await flow.act(opened.token, 'accept', consent(opened))).token : opened.token)
    }
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) =>
        flow.act(tokens[index % DEVICES] ?? '', 'set_password', { password: `Kirschkuchen am Sonntag ${index}` }),
      ),
    )
    const outcomes = answers.map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'complete_profile')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome !== 'complete_profile')).toEqual(Array(AT_ONCE - 1).fill('already_active'))
    const trail: string[] = []
    for await (const { type } of stand.sdk.events.list({ user: { externalId: 'L-3' } })) trail.push(type)
    expect(trail.filter((type) => type === 'activation.completed')).toHaveLength(1)
    expect(trail.filter((type) => type === 'email.confirmed')).toHaveLength(1)

    const winner = outcomes.indexOf('complete_profile')
    const signIn = await flow.start({ begin: 'sign_in' })
    const tries = [winner, (winner + 1) % AT_ONCE].map((index) => ({
      name: 'l3@beispiel.example',
      password: `Kirschkuchen am Sonntag ${index}`,
    }))
    const [right, wrong] = await Promise.all(tries.map((input) => flow.act(signIn.token, 'sign_in', input)))
    expect(right?.outcome).toBe('complete_profile')
    expect(wrong?.outcome).toBe('credentials_wrong')
  })
})
