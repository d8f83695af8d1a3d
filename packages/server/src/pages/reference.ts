// The machine-readable description of the API, and the page to read.

import { openApiDocument } from '@foyer/contract/openapi'
import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/request-context.ts'
import { PAGE_HEADERS } from './page-frame.ts'
import { renderReference } from './reference-page.ts'
import { referenceStyle } from './reference-style.ts'

export const mountReference = (app: Hono<AppEnv>, deps: Deps): void => {
  let made: ReturnType<typeof openApiDocument> | undefined
  /** Made when somebody first asks: it takes longer than much of the start. */
  const document = () => {
    made ??= openApiDocument({ url: deps.config.url, version: deps.version })
    return made
  }
  const styleHref = `${deps.config.basePath}/docs.css`
  app.get('/openapi.json', (c) => c.json(document(), 200, { 'Cache-Control': 'public, max-age=300' }))
  app.get('/docs', (c) =>
    c.body(renderReference({ document: document(), locale: c.var.facts.locale, baseUrl: deps.config.url, styleHref }), 200, PAGE_HEADERS),
  )
  app.get('/docs.css', (c) =>
    c.body(referenceStyle, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
  )
}
