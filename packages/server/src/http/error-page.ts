// An error as a page, for people who followed a link in a browser.

import { html } from 'hono/html'
import type { Deps } from '../deps.ts'
import { PAGE_HEADERS, pageFrame } from '../pages/page-frame.ts'
import type { ProblemAnswer } from './problem.ts'
import type { AppContext } from './request-context.ts'

const words = {
  de: { title: 'Das hat nicht geklappt', home: 'Zur Anmeldung', contact: 'Hilfe:' },
  en: { title: 'That did not work', home: 'Go to sign-in', contact: 'Help:' },
} as const

export const errorPage = (deps: Deps, c: AppContext, problem: ProblemAnswer): Response => {
  const { locale } = c.var.facts
  const text = words[locale]
  const { contact } = deps.config.organisation
  const body = html`<main>
    <section class="card">
      <h1>${text.title}</h1>
      <p>${problem.body.detail}</p>
      ${contact === null ? '' : html`<p>${text.contact} ${contact}</p>`}
      <a href="${deps.config.url}/sign-in">${text.home}</a>
    </section>
  </main>`
  return c.body(String(pageFrame(deps, { title: text.title, locale, body, script: false })), problem.status as 400, {
    ...problem.headers,
    ...PAGE_HEADERS,
  })
}
