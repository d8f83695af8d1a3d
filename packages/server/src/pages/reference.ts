// The machine-readable description of the API, and the page to read.

import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/request-context.ts'
import { lateParts } from '../late-parts.ts'
import { PAGE_HEADERS } from './page-frame.ts'
import { referenceStyle } from './reference-style.ts'

export const mountReference = (app: Hono<AppEnv>, deps: Deps): void => {
  let made: Awaited<ReturnType<typeof make>> | undefined
  const make = async () => (await lateParts.openapi()).openApiDocument({ url: deps.config.url, version: deps.version })
  /** Made when somebody first asks: it takes longer than much of the start. */
  const document = async () => {
    made ??= await make()
    return made
  }
  const styleHref = `${deps.config.basePath}/docs.css`
  app.get('/openapi.json', async (c) => c.json(await document(), 200, { 'Cache-Control': 'public, max-age=300' }))
  app.get('/docs', async (c) => {
    const { renderReference } = await lateParts.reference()
    const page = renderReference({ document: await document(), locale: c.var.facts.locale, baseUrl: deps.config.url, styleHref })
    return c.body(page, 200, PAGE_HEADERS)
  })
  app.get('/docs.css', (c) =>
    c.body(referenceStyle, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
  )
}
