// The legal documents, as they were read at start: what is hashed is what is shown.

import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/request-context.ts'

/** Operators write these files: they may style themselves, and run nothing. */
const DOCUMENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'none'"

export const mountLegalPages = (app: Hono<AppEnv>, deps: Deps): void => {
  app.get('/legal/:key/:version', (c) => {
    const text = deps.legalTexts.get(c.req.param('key'))
    const file =
      text === undefined || text.version !== c.req.param('version')
        ? null
        : deps.legalTexts.file(text.key, c.req.query('lang') ?? c.var.facts.locale)
    if (text === undefined || file === null) throw new FoyerError('not_found')
    const type = text.type === 'pdf' ? 'application/pdf' : 'text/html; charset=utf-8'
    return c.body(new Uint8Array(file.content), 200, {
      'Content-Type': type,
      'Content-Security-Policy': DOCUMENT_POLICY,
      'Cache-Control': 'public, max-age=300',
    })
  })
}
