// A page that says one thing and shows the way back.

import { html } from 'hono/html'
import type { Language } from './language.ts'
import type { Html } from './layout.ts'
import { words } from './words.ts'

export function plainPage(language: Language, title: string, text: string | null): Html {
  return html`<h1>${title}</h1>
    ${text === null ? '' : html`<p class="lead">${text}</p>`}
    <p><a class="button" href="/">${words[language].toStart}</a></p>`
}
