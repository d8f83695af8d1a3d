// What the other doors leave behind in logs, addresses, referrers, the database and the browser: nothing that opens anything.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { accessLog, createLog } from './harness/access-log.ts'
import { PASSWORD } from './harness/activate.ts'
import { waitForStep } from './harness/check-screen.ts'
import { collectSecrets, type Secrets } from './harness/collect-secrets.ts'
import { dumpDirectory, dumpRows, pgDump } from './harness/dump-database.ts'
import { createPeople } from './harness/enter-people.ts'
import { acceptDocuments, completeProfile, refusalOn, setPasswordOn, signInOn } from './harness/fill-screens.ts'
import { findAny } from './harness/find-any.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { createPostgresDatabase, hasPostgres, type PostgresDatabase } from './harness/postgres.ts'
import { randomSecrets } from './harness/random-secrets.ts'
import { activationCodeIn, initialPasswordIn, linkIn, mailCodeIn, tokensIn } from './harness/read-mail.ts'
import { historyOf, storageOf, tabStorageOf } from './harness/read-traces.ts'
import { writtenForms } from './harness/written-forms.ts'

const DAY_MS = 86_400_000
const CHOSEN = 'Willkommen im Lager Nord 7'
const WRONG_GUESS = 'nicht mein altes Passwort'
const NEW_PASSWORD = 'sieben leise Trommeln am See'
const NEWER_PASSWORD = 'drei graue Kiesel im Schuh'
/** Shorter ones are in every dump by accident. */
const SHORTEST_FORM = 8

describe.runIf(hasBrowser)('after every other door, with every log at its most talkative,', () => {
  const directory = mkdtempSync(join(tmpdir(), 'foyer-e2e-'))
  let stand: Stand | undefined
  let browser: Browser | undefined
  let database: PostgresDatabase | undefined
  afterEach(async () => {
    await browser?.close()
    await stand?.close()
    await database?.drop()
    rmSync(directory, { recursive: true, force: true })
  })

  it('no log, address, referrer, database, history or storage holds what opens anything', async () => {
    const logs = { server: createLog(), host: createLog(), browser: createLog() }
    const keySecrets = randomSecrets()
    database = hasPostgres ? await createPostgresDatabase() : undefined
    stand = await openStand({
      config: { secrets: keySecrets },
      overrides: { log: pino({ level: 'trace' }, logs.server), database: database ? { url: database.url } : { directory } },
      aroundHost: (app) => accessLog(app, logs.host),
    })
    browser = await openBrowser(stand)
    const { foyer, sdk, hostUrl, foyerUrl } = stand
    const here = browser
    const people = createPeople(stand)
    const secrets: Secrets = new Map([
      [foyer.apiKey, 'key'],
      [keySecrets.split(':')[1] ?? '', 'key'],
    ])
    const listeners: { settled(): Promise<void> }[] = []
    /** What the browsers kept, by whether a flow was still under way there. */
    const kept: string[] = []
    const keptInTabs: string[] = []

    const open = async (address: string): Promise<Page> => {
      const { context } = await openContext(here)
      listeners.push(collectSecrets(context, secrets))
      listenToAddresses(context, (line) => logs.browser.write(line))
      const page = await context.newPage()
      await page.goto(address)
      return page
    }
    const openSignIn = () => open(`${hostUrl}/welcome`)
    const leave = async (page: Page) => {
      await Promise.all(listeners.map((listener) => listener.settled()))
      kept.push(await historyOf(page), await storageOf(page))
      if (page.url() === `${hostUrl}/start`) keptInTabs.push(await tabStorageOf(page))
      await page.context().close()
    }
    const finishActivation = async (page: Page) => {
      await acceptDocuments(page)
      await setPasswordOn(page)
      await completeProfile(page)
      await page.waitForURL(`${hostUrl}/start`)
      await leave(page)
    }
    const enterCode = async (page: Page, label: string, code: string, button = 'Weiter') => {
      await page.getByLabel(label).fill(code)
      await page.getByRole('button', { name: button, exact: true }).click()
    }
    const askForRecovery = async (page: Page, email: string) => {
      await page.getByLabel('E-Mail-Adresse').fill(email)
      await page.getByRole('button', { name: 'Passwort vergessen?' }).click()
      await page.getByRole('button', { name: 'E-Mail senden' }).click()
      await waitForStep(page, 'recover_code')
      return foyer.mailTo(email)
    }

    const generated = await people.invite({ invite: { application: 'app', initialPassword: 'generate' } })
    let page = await openSignIn()
    await signInOn(page, generated.email, initialPasswordIn(generated.mail))
    await finishActivation(page)

    const chosen = await people.invite({ invite: { application: 'app', initialPassword: { value: CHOSEN } } })
    page = await openSignIn()
    await signInOn(page, chosen.email, CHOSEN)
    await page.getByRole('button', { name: 'Code senden' }).click()
    await waitForStep(page, 'prove_email')
    await enterCode(page, 'Code aus der E-Mail', mailCodeIn(await foyer.mailTo(chosen.email)), 'Bestätigen')
    await finishActivation(page)

    const typed = await people.invite()
    page = await openSignIn()
    await page.getByRole('button', { name: 'Zum ersten Mal hier?' }).click()
    await enterCode(page, 'Aktivierungscode', activationCodeIn(typed.mail))
    await finishActivation(page)

    page = await openSignIn()
    await signInOn(page, generated.email, WRONG_GUESS)
    await refusalOn(page)
    await enterRecovered(page, () => askForRecovery(page, generated.email).then(mailCodeIn), enterCode)
    await signInOn(page, generated.email, NEW_PASSWORD)
    await page.waitForURL(`${hostUrl}/start`)
    await leave(page)

    page = await openSignIn()
    const mailed = await askForRecovery(page, chosen.email)
    await leave(page)
    page = await open(linkIn(mailed))
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    await setPasswordOn(page, NEWER_PASSWORD)
    await waitForStep(page, 'recovered')
    await leave(page)

    const refused = await people.invite()
    page = await open(`${foyerUrl}/l/${tokensIn(refused.mail)[1]}`)
    await page.getByRole('button', { name: 'Ich bin nicht gemeint' }).click()
    await waitForStep(page, 'refused')
    await leave(page)

    const { id } = await sdk.users.create({ externalId: 'C-1', email: 'confirm@beispiel.example', locale: 'de' })
    await sdk.users.sendConfirmation(id)
    page = await open(linkIn(await foyer.mailTo('confirm@beispiel.example')))
    await page.getByRole('button', { name: 'Adresse bestätigen' }).click()
    await waitForStep(page, 'email_confirmed')
    await leave(page)

    const late = await people.invite()
    await foyer.shiftClock(15 * DAY_MS)
    page = await open(linkIn(late.mail))
    await page.getByRole('button', { name: 'Neuen Link senden' }).click()
    await waitForStep(page, 'mail_sent')
    await leave(page)
    page = await open(linkIn(await foyer.mailTo(late.email)))
    await page.getByRole('button', { name: 'Konto aktivieren' }).click()
    await page.waitForURL(`${hostUrl}/welcome`)
    await finishActivation(page)

    await foyer.idle()
    for (const mail of foyer.mails) keepMailed(mail, secrets)
    expect(new Set(secrets.values())).toEqual(
      new Set([
        'key',
        'link token',
        'mailed code',
        'mailed initial password',
        'password',
        'flow token',
        'continuation',
        'sign-in code',
        'verifier',
        'cookie',
      ]),
    )
    for (const password of [PASSWORD, CHOSEN, WRONG_GUESS, NEW_PASSWORD, NEWER_PASSWORD]) expect([...secrets.keys()]).toContain(password)

    expect(logs.server.text()).toContain('/flow/act')
    expect(findAny(logs.server.text(), secrets), "the server's log").toEqual([])
    expect(logs.host.text()).toContain('POST /auth/exchange')
    expect(findAny(logs.host.text(), secrets), "the host's log").toEqual([])
    expect(logs.browser.text()).toContain(`${foyerUrl}/flow/act`)
    expect(findAny(logs.browser.text(), secrets), 'addresses and referrers').toEqual([])
    expect(findAny(kept.join('\n'), secrets), 'histories and storages').toEqual([])
    expect(keptInTabs).toHaveLength(5)
    expect(findAny(keptInTabs.join('\n'), secrets), 'tabs whose flow is over').toEqual([])

    await stand.close()
    const dump = database
      ? `${await dumpRows(database.query)}\n${pgDump(database.url) ?? ''}`
      : await dumpDirectory(join(directory, 'postgres'))
    expect(dump).toContain(late.email)
    const forms = [...secrets].flatMap(([value, kind]) => formsOf(kind, value).map((form): [string, string] => [form.toLowerCase(), kind]))
    expect(findAny(dump.toLowerCase(), new Map(forms)), 'the database').toEqual([])
  })
})

async function enterRecovered(
  page: Page,
  code: () => Promise<string>,
  enterCode: (page: Page, label: string, code: string) => Promise<void>,
): Promise<void> {
  await enterCode(page, 'Wiederherstellungscode', await code())
  await setPasswordOn(page, NEW_PASSWORD)
  await waitForStep(page, 'recovered')
  await page.getByRole('button', { name: 'Zur Anmeldung' }).click()
}

/** Address and referrer of every request. A mailed link is an address of its own host, and goes nowhere from there. */
function listenToAddresses(context: BrowserContext, write: (line: string) => void): void {
  context.on('request', (request) => {
    const address = request.isNavigationRequest() ? request.url().replace(/\/l\/[a-z2-7]+$/, '/l/…') : request.url()
    write(`${request.method()} ${address.replace(/#foyer=.*/, '')} "${request.headers().referer ?? '-'}"\n`)
  })
}

/** Everything in a mail that opens something. */
function keepMailed(mail: { text: string }, secrets: Secrets): void {
  for (const token of tokensIn(mail)) secrets.set(token, 'link token')
  for (const [kind, read] of [
    ['mailed code', activationCodeIn],
    ['mailed code', mailCodeIn],
    ['mailed initial password', initialPasswordIn],
  ] as const) {
    const value = attempt(() => read(mail))
    if (value === null) continue
    secrets.set(value, kind)
    secrets.set(value.replaceAll('-', ''), kind)
  }
}

function attempt(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** As they may have been written into a database. */
function formsOf(kind: string, value: string): string[] {
  const isActivationCode = kind.endsWith('code') && value.replaceAll('-', '').length === 16
  const written = isActivationCode
    ? 'code'
    : kind === 'cookie'
      ? 'session'
      : kind === 'link token'
        ? 'link'
        : kind === 'key'
          ? 'key'
          : 'other'
  return writtenForms(written, value).filter((form) => form.length >= SHORTEST_FORM)
}
