// Where the element is tried: a fake Foyer and a host on two ports, and a real browser that looks at both.

import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { createFakeFoyer, type FakeFoyer, mia } from './fake-foyer.ts'
import { findBrowserPath } from './find-browser-path.ts'

export interface HostPage {
  /** What stands in `<body>` beside the script. Default: one element. */
  readonly body?: string
  /** What stands in `<head>`. */
  readonly head?: string
  readonly headers?: Record<string, string>
  readonly lang?: string
}

export interface Stand {
  readonly foyer: FakeFoyer
  readonly foyerUrl: string
  readonly hostUrl: string
  /** Bodies that the host's exchange received. */
  readonly exchanges: unknown[]
  /** Sets what the host serves at `/`. */
  furnish(page: HostPage): void
  /** Sets what the host serves at `/`, then opens it in a new tab; `at` follows the slash. */
  open(page?: HostPage, options?: BrowserContextOptions, at?: string): Promise<Page>
  /** Opens the host's page at a step, as a continuation leads there. */
  openStep(name: string, page?: HostPage, options?: BrowserContextOptions): Promise<Page>
  /** Opens an address in a new tab; in a context of its own when `options` are given. */
  visit(address: string, options?: BrowserContextOptions): Promise<Page>
  /** Closes all tabs and forgets what was set and received. */
  clear(): Promise<void>
  close(): Promise<void>
}

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @throws where no browser is to be had; ask `findBrowserPath` first. */
export async function openStand(): Promise<Stand> {
  const executablePath = await findBrowserPath()
  if (!executablePath) throw new Error('no browser')
  const foyer = createFakeFoyer()
  const exchanges: unknown[] = []
  let current: HostPage = {}
  const host = new Hono()
  const foyerServer = await listen(foyer.app)
  const foyerUrl = `http://localhost:${portOf(foyerServer)}`
  host.get('/', (c) => c.html(pageOf(current, foyerUrl), 200, current.headers))
  host.get('/start', (c) => c.html('<!doctype html><title>Start</title><h1>Start</h1>'))
  host.post('/auth/exchange', async (c) => {
    exchanges.push(await c.req.json())
    return c.json({ user: mia })
  })
  const hostServer = await listen(host)
  // By number where Foyer goes by name, so that the two are different sites as well.
  const hostUrl = `http://127.0.0.1:${portOf(hostServer)}`
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })

  const makeContext = async (options: BrowserContextOptions): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin', ...options })
    context.setDefaultTimeout(30_000)
    return context
  }
  const plainContext = await makeContext({})
  const pages: Page[] = []

  async function visit(address: string, options?: BrowserContextOptions): Promise<Page> {
    const context = options ? await makeContext(options) : plainContext
    const page = await context.newPage()
    pages.push(page)
    await page.goto(address)
    return page
  }

  function open(page: HostPage = {}, options?: BrowserContextOptions, at = ''): Promise<Page> {
    current = page
    return visit(`${hostUrl}/${at}`, options)
  }

  return {
    foyer,
    foyerUrl,
    hostUrl,
    exchanges,
    visit,
    furnish(page) {
      current = page
    },
    open,
    async openStep(name, page, options) {
      const opened = await open(page, options, `#foyer=${name}`)
      await opened.locator('.foyer-form').waitFor()
      return opened
    },
    async clear() {
      for (const page of pages.splice(0)) {
        if (page.context() === plainContext) await page.close()
        else await page.context().close()
      }
      foyer.reset()
      exchanges.length = 0
      current = {}
    },
    async close() {
      await browser.close()
      for (const server of [foyerServer, hostServer]) await new Promise((resolve) => server.close(resolve))
    },
  }
}

function pageOf({ body = '<foyer-auth application="app"></foyer-auth>', head = '', lang = 'de' }: HostPage, foyerUrl: string): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Host</title>${head}</head><body><main>${body}</main><script type="module" src="${foyerUrl}/widget.js"></script></body></html>`
}

const listen = (app: Hono): Promise<ServerType> =>
  new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(server))
  })

const portOf = (server: ServerType): number => (server.address() as AddressInfo).port
