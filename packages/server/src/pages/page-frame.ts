// The frame of Foyer's own pages: plain HTML around the widget, under a strict policy.

import { html } from 'hono/html'
import type { Deps } from '../deps.ts'
import type { Locale } from '../text.ts'

/** Neither nonce nor `unsafe-inline`: the widget brings its styles as constructed sheets, or links `widget.css`. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': PAGE_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

type Html = ReturnType<typeof html>

interface FramedPage {
  title: string
  locale: Locale
  body: Html
  /** Whether it loads the widget. */
  script: boolean
  /** Paths of style sheets in the place of `/page.css`. */
  styles?: readonly string[]
  /** Paths of modules beside the widget. */
  scripts?: readonly string[]
}

export const pageFrame = (deps: Pick<Deps, 'config'>, page: FramedPage): Html => {
  const { url, organisation } = deps.config
  const { styles = ['/page.css'], scripts = [] } = page
  const modules = [...(page.script ? ['/widget.js'] : []), ...scripts]
  return html`<!doctype html>
<html lang="${page.locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <meta name="color-scheme" content="light dark" />
    <title>${page.title} · ${organisation.name}</title>
    <link rel="icon" type="image/svg+xml" href="${url}/icon.svg" />
    ${styles.map((path) => html`<link rel="stylesheet" href="${url}${path}" />`)}
    ${modules.map((path) => html`<script type="module" src="${url}${path}"></script>`)}
  </head>
  <body>
    ${page.body}
  </body>
</html>`
}

/** Behind the widget on Foyer's own pages. */
export const pageStyle = `:root{color-scheme:light dark;--ground:#f4f5f7;--ink:#1c1d21;--muted:#5d606b;--line:#e1e3e8;--surface:#fff;--link:#1f5fae}
@media (prefers-color-scheme:dark){:root{--ground:#0f1012;--ink:#eceef2;--muted:#a2a6b1;--line:#2b2d33;--surface:#17181c;--link:#8ab8ef}}
*{box-sizing:border-box}
html{height:100%}
body{margin:0;min-height:100%;display:grid;grid-template-rows:1fr auto;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;background:var(--ground);color:var(--ink)}
main{display:grid;place-items:center;padding:24px 16px;min-width:0}
main>foyer-auth{width:100%;max-width:400px}
main>foyer-account{width:100%;max-width:640px}
.card{width:100%;max-width:400px;background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:32px}
.card h1{font-size:20px;line-height:1.35;margin:0 0 8px;font-weight:600}
.card p{margin:0 0 16px;color:var(--muted)}
a{color:var(--link)}
a:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
footer{padding:16px;text-align:center;font-size:14px;color:var(--muted)}
@media (max-width:360px){main{padding:12px 8px}.card{padding:20px}}
`
