// The frame of every page of the host app.

import { html } from 'hono/html'
import { handOverWords } from './hand-over-words.ts'
import type { Language } from './language.ts'
import { words } from './words.ts'

export type Html = ReturnType<typeof html>

export interface Frame {
  language: Language
  title: string
  /** Path of this page with its query, for the link to the other language. */
  here: string
  mailboxUrl: string | null
  /** Whether one click leads into the admin app. */
  hasOwnerDoor: boolean
  /** The wide frame of the app, or the narrow one of single pages. */
  width: 'wide' | 'narrow'
  /** Modules to load, as paths or addresses. */
  scripts?: readonly string[]
  /** Right end of the header. */
  actions?: Html | string
}

const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect width="32" height="32" rx="8" fill="currentColor" />
  <path d="M8 21V9h8.2c3 0 4.9 1.3 4.9 3.4 0 1.5-.9 2.5-2.3 2.8 1.8.3 2.9 1.4 2.9 3 0 2.4-2 2.8-5.1 2.8Z" fill="none" stroke="var(--mark-line)" stroke-width="2.4" stroke-linejoin="round" />
  <path d="M5 25.5h22" stroke="var(--signal)" stroke-width="2.4" stroke-linecap="round" />
</svg>`

export function layout({ language, title, here, mailboxUrl, hasOwnerDoor, width, scripts = [], actions = '' }: Frame, content: Html): Html {
  const w = words[language]
  const other = language === 'de' ? 'en' : 'de'
  const url = new URL(here, 'http://own.invalid')
  url.searchParams.set('lang', other)
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        ${scripts.map((source) => html`<script type="module" src="${source}"></script>`)}
      </head>
      <body>
        <a class="skip" href="#content">${w.skip}</a>
        <header class="top">
          <a class="brand" href="/">${mark}<span>${w.appName}</span></a>
          <nav class="links">
            ${url.pathname === '/' ? '' : html`<a href="/">${w.navStory}</a>`}
            <a href="/hand-over">${handOverWords[language].nav}</a>
            ${hasOwnerDoor ? html`<form method="post" action="/admin"><button class="link" type="submit">${w.admin}</button></form>` : ''}
            ${mailboxUrl === null ? '' : html`<a href="${mailboxUrl}">${w.mailbox}</a>`}
            <a href="${url.pathname + url.search}" hreflang="${other}" lang="${other}">${w.otherLanguage}</a>
            ${actions}
          </nav>
        </header>
        <main id="content" class="${width}">${content}</main>
        <footer class="foot">${w.footer}</footer>
      </body>
    </html>`
}
