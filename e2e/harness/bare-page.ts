// A page of a product team: the element alone, and a script that writes down what it tells.

import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { Page } from 'playwright-core'

export interface Told {
  type: string
  /** As the listener got it. */
  detail: Record<string, unknown>
}

const LISTENER = `
  const told = JSON.parse(sessionStorage.getItem('told') ?? '[]')
  const prevents = document.documentElement.dataset.prevents === 'yes'
  for (const type of ['foyer-step', 'foyer-error', 'foyer-signed-in'])
    document.addEventListener(type, (event) => {
      if (prevents) event.preventDefault()
      told.push({ type, detail: event.detail })
      sessionStorage.setItem('told', JSON.stringify(told))
    })
`

/** At `/` the element with the attributes of the query's JSON `element`; `prevents=yes` has the page go on by itself. At `/next` another page. */
export const barePage = (foyerUrl: string): Hono =>
  new Hono()
    .get('/next', (c) => c.html('<!doctype html><title>Next</title><link rel="icon" href="data:,"><h1>Next</h1>'))
    .get('/', (c) => {
      const attributes = Object.entries(JSON.parse(c.req.query('element') ?? '{"application":"app"}') as Record<string, string>)
      return c.html(
        html`<!doctype html>
          <html lang="de" data-prevents="${c.req.query('prevents') ?? 'no'}">
            <head>
              <meta charset="utf-8" />
              <title>Page</title>
              <link rel="icon" href="data:," />
              <script>
                ${raw(LISTENER)}
              </script>
              <script type="module" src="${foyerUrl}/widget.js"></script>
            </head>
            <body>
              <main><foyer-auth ${attributes.map(([name, value]) => html`${raw(name)}="${value}" `)}></foyer-auth></main>
            </body>
          </html>`,
      )
    })

/** Address of such a page. */
export const pageWith = (origin: string, element: Record<string, string>, prevents = false): string =>
  `${origin}/?${new URLSearchParams({ element: JSON.stringify(element), ...(prevents ? { prevents: 'yes' } : {}) })}`

/** Everything that the pages of this origin were told in this tab. */
export const toldOn = (page: Page): Promise<Told[]> => page.evaluate(() => JSON.parse(sessionStorage.getItem('told') ?? '[]') as Told[])
