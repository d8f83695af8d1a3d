// The admin app: one page for every address below `/admin`, and the files it is made of.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/request-context.ts'
import { answerFile, builtFiles, builtFolder, FOR_EVER } from './built-files.ts'
import { PAGE_HEADERS } from './page-frame.ts'

/** Only where an application manages others: people sign in to the first such one. */
export const mountAdmin = (app: Hono<AppEnv>, { config }: Pick<Deps, 'config'>): void => {
  const managing = Object.values(config.applications).find(({ manages }) => manages)
  if (managing === undefined) return
  const folder = builtFolder('@foyer/admin')
  const files = builtFiles(join(folder, 'admin'))
  const entry = JSON.parse(readFileSync(join(folder, 'entry.json'), 'utf8')) as { script: string; style: string }
  const { url, organisation } = config
  const page = String(html`<!doctype html>
<html lang="${organisation.locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <meta name="color-scheme" content="light dark" />
    <title>${organisation.name}</title>
    <link rel="icon" type="image/svg+xml" href="${url}/icon.svg" />
    <link rel="stylesheet" href="${url}/admin/files/${entry.style}" />
    <script type="module" src="${url}/widget.js"></script>
    <script type="module" src="${url}/admin/files/${entry.script}"></script>
  </head>
  <body>
    <foyer-admin server="${url}" application="${managing.key}"></foyer-admin>
  </body>
</html>`)
  app.get('/admin/files/:name', (c) => answerFile(c, files(), c.req.param('name'), { 'Cache-Control': FOR_EVER }))
  app.get('/admin', (c) => c.body(page, 200, PAGE_HEADERS))
  app.get('/admin/*', (c) => c.body(page, 200, PAGE_HEADERS))
}
