// The quick start, followed word for word from an empty folder, in both languages.

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWalk, type WalkStep } from '../tools/read-walk.mjs'
import { PASSWORD } from './harness/activate.ts'
import { waitForStep } from './harness/check-screen.ts'
import { findFreePort } from './harness/find-free-port.ts'
import { makeCertificate } from './harness/make-certificate.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { type PackageRegistry, startPackageRegistry } from './harness/package-registry.ts'
import { type Place, runCommand, type Started, startCommand } from './harness/run-command.ts'

const OWN_LINES_MAX = 25
const MINUTES_MAX = 10
const readPage = (name: string): WalkStep[] => readWalk(readFileSync(join(import.meta.dirname, '../docs/guide', name), 'utf8'))
const english = readPage('quick-start.md')
const german = readPage('quick-start.de.md')
const commandsOf = (walk: WalkStep[]) => walk.flatMap((step) => (step.kind === 'write' ? [] : [step.command]))
/** Lines that somebody types: neither empty nor a comment alone. */
const ownLines = (walk: WalkStep[]) =>
  walk.flatMap((step) =>
    step.kind === 'write' ? step.text.split('\n').filter((line) => line.trim() !== '' && !/^\s*\/\//.test(line)) : [],
  )

describe('the quick start', () => {
  it(`takes at most ${OWN_LINES_MAX} lines of one's own`, () => {
    expect(ownLines(english).length).toBeLessThanOrEqual(OWN_LINES_MAX)
    expect(ownLines(german).length).toBe(ownLines(english).length)
  })

  it('asks for the same commands in both languages', () => {
    expect(commandsOf(german)).toEqual(commandsOf(english))
  })
})

describe.runIf(hasBrowser)('the quick start, followed', () => {
  let root: string
  let registry: PackageRegistry
  let browser: Browser
  let place: Place
  const begunAt = performance.now()
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'foyer-quick-start-'))
    registry = await startPackageRegistry(join(root, 'packed'))
    browser = await openBrowser({ ports: new Map(), certificate: makeCertificate(['localhost']) })
    const env = {
      PORT: String(await findFreePort()),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_prefer_offline: 'true',
    }
    place = { folder: join(root, 'empty'), env }
  })
  afterAll(async () => {
    await browser?.close()
    await registry?.close()
    if (root) rmSync(root, { recursive: true, force: true })
  })

  it('in English ends with somebody invited and signed in', async () => {
    mkdirSync(place.folder)
    await follow(english, place, {
      follow: 'Activate account',
      password: 'New password',
      set: 'Set password',
      hello: 'Hello, Mia',
      locale: 'en-GB',
    })
    const minutes = (performance.now() - begunAt) / 60_000
    console.info(`quick start: ${minutes.toFixed(1)} minutes by a machine, ${ownLines(english).length} lines`)
    expect(minutes).toBeLessThan(MINUTES_MAX)
  })

  it('auf Deutsch ebenso', async () => {
    const folder = join(root, 'leer')
    mkdirSync(folder)
    const installed = german.filter((step) => step.kind !== 'run' || !step.command.includes('npm install'))
    renameSync(join(place.folder, 'my-app/node_modules'), join(folder, 'node_modules'))
    await follow(
      installed,
      { ...place, folder },
      { follow: 'Konto aktivieren', password: 'Neues Passwort', set: 'Passwort festlegen', hello: 'Guten Tag, Mia', locale: 'de-DE' },
    )
  })

  interface Words {
    follow: string
    password: string
    set: string
    hello: string
    locale: string
  }

  /** Types what the page says, in two terminals, and does what it asks for in a browser. */
  async function follow(walk: WalkStep[], { folder, env }: Place, words: Words): Promise<void> {
    const here: Place = { folder, env: { ...env } }
    let started: Started | undefined
    try {
      for (const step of walk) {
        if (step.kind === 'write') writeFileSync(join(here.folder, step.name), step.text)
        else if (step.kind === 'start') {
          started = await startCommand(step.command, here, /^export .*$/m)
          for (const [, name = '', value = ''] of started.printed.matchAll(/(FOYER_\w+)=(\S+)/g)) here.env[name] = value
        } else {
          for (const line of step.command.split('\n')) {
            const entered = /^cd (\S+)$/.exec(line)?.[1]
            if (entered === undefined) {
              const printed = await runCommand(line, here)
              if (line.startsWith('node')) expect(printed.trim()).toBe('invited pending')
              continue
            }
            here.folder = join(here.folder, entered)
            writeFileSync(join(here.folder, '.npmrc'), `@foyer:registry=${registry.url}\n`)
          }
        }
      }
      const printed = started?.printed ?? ''
      const { context, problems } = await openContext(browser, { locale: words.locale })
      const page = await context.newPage()
      await page.goto(/: (http:\/\/localhost:\d+)$/m.exec(printed)?.[1] ?? '')
      await waitForStep(page, 'sign_in')
      await page.goto(/: (\S+\/mailbox)$/m.exec(printed)?.[1] ?? '')
      await activate(page, words)
      // A browser asks each host for an icon by itself.
      expect(problems.filter((problem) => !problem.includes('/favicon.ico'))).toEqual([])
      await context.close()
    } finally {
      await started?.stop()
    }
  }

  async function activate(mailbox: Page, words: Words): Promise<void> {
    await mailbox.getByRole('link', { name: /mia@example\.com/ }).click()
    const [landing] = await Promise.all([
      mailbox.waitForEvent('popup'),
      mailbox.frameLocator('iframe').getByRole('link', { name: words.follow }).first().click(),
    ])
    await waitForStep(landing, 'open_link')
    await landing.getByRole('button').first().click()
    await waitForStep(landing, 'set_password')
    await landing.getByLabel(words.password).fill(PASSWORD)
    await landing.getByRole('button', { name: words.set }).click()
    await landing.getByRole('heading', { name: words.hello }).waitFor()
  }
})
