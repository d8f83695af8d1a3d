// A browser that finds the names of a test on this machine, trusts their one certificate, and tells what went wrong in its pages.

import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { inject } from 'vitest'
import type { Certificate } from './make-certificate.ts'
import type { Ports } from './name-fetch.ts'

const found = inject('e2eBrowser')

/** False, with the reason printed once by the set-up, where no browser can be had. */
export const hasBrowser = 'path' in found

const QUIET = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const WAIT_MS = 45_000

export async function openBrowser({ ports, certificate }: { ports: Ports; certificate: Certificate }): Promise<Browser> {
  if (!('path' in found)) throw new Error(found.missing)
  const rules = [...ports].map(([name, port]) => `MAP ${name}:443 127.0.0.1:${port}`)
  return chromium.launch({
    executablePath: found.path,
    args: [
      ...QUIET,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE localhost'].join(', ')}`,
      `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`,
    ],
  })
}

export interface Watched {
  context: BrowserContext
  /** Broken policies, errors and warnings of every page so far. */
  problems: string[]
  /** Hosts that any page asked for anything. */
  hosts: Set<string>
}

/** German, without motion, so that every screen is still when it is looked at. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(WAIT_MS)
  const problems: string[] = []
  const hosts = new Set<string>()
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      console.error(`policy broken: ${effectiveDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  context.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type()))
      problems.push(`${message.type()}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => problems.push(String(error.error())))
  context.on('request', (request) => hosts.add(new URL(request.url()).host))
  return { context, problems, hosts }
}
