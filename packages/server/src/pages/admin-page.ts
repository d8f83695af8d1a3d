// The admin app: one page for every address below `/admin`, and the files it is made of.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/request-context.ts'
import { accentColours } from '../mail/accent-colours.ts'
import { localText } from '../text.ts'
import { answerFile, builtFiles, builtFolder, FOR_EVER } from './built-files.ts'
import { PAGE_HEADERS, pageFrame } from './page-frame.ts'

/** The darkest and the lightest surface that links stand on in the app's two looks. */
const GROUND = { light: '#eef0f4', dark: '#23252a' }

/** Only where an application manages others: people sign in to the first such one. */
export const mountAdmin = (app: Hono<AppEnv>, { config }: Pick<Deps, 'config'>): void => {
  const managing = Object.values(config.applications).find(({ manages }) => manages)
  if (managing === undefined) return
  const folder = builtFolder('@foyer/admin')
  const files = builtFiles(join(folder, 'admin'))
  const entry = JSON.parse(readFileSync(join(folder, 'entry.json'), 'utf8')) as { script: string; style: string }
  const { locale } = config.organisation
  const page = String(
    pageFrame(
      { config },
      {
        title: localText(managing.name, locale),
        locale,
        body: html`<foyer-admin server="${config.url}" application="${managing.key}"></foyer-admin>`,
        script: true,
        styles: [`/admin/files/${entry.style}`, '/admin/accent.css'],
        scripts: [`/admin/files/${entry.script}`],
      },
    ),
  )
  const accent = accentStyle(config.organisation.accent)
  app.get('/admin/files/:name', (c) => answerFile(c, files(), c.req.param('name'), { 'Cache-Control': FOR_EVER }))
  app.get('/admin/accent.css', (c) =>
    c.body(accent, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
  )
  app.get('/admin', (c) => c.body(page, 200, HEADERS))
  app.get('/admin/*', (c) => c.body(page, 200, HEADERS))
}

/** Previews of mails and sheets come in frames of Foyer's own. */
const HEADERS = { ...PAGE_HEADERS, 'Content-Security-Policy': `${PAGE_HEADERS['Content-Security-Policy']}; frame-src 'self'` }

/** The organisation's own colour, as far as it can be read. */
const accentStyle = (accent: string): string => {
  const { light, dark } = accentColours(accent, GROUND)
  const rule = ({ button, buttonText, edge, link }: typeof light) =>
    `:root{--accent:${button};--on-accent:${buttonText};--accent-edge:${edge};--link:${link}}`
  return `${rule(light)}\n@media (prefers-color-scheme:dark){${rule(dark)}}\n`
}
