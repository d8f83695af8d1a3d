// The sign-in page: the company's words beside Foyer's element.

import type { SessionUser } from '@foyer/sdk'
import { html } from 'hono/html'
import { fullName } from './first-page.ts'
import type { Language } from './language.ts'
import type { Html } from './layout.ts'
import { words } from './words.ts'

export function welcomePage(language: Language, signedIn: SessionUser | null): Html {
  const w = words[language]
  return html`<div class="welcome">
    <div class="pitch">
      <h1>${w.welcomeTitle}</h1>
      <p class="lead">${w.welcomeText}</p>
      <ul class="points">${w.welcomePoints.map((point) => html`<li>${point}</li>`)}</ul>
      ${signedIn === null ? '' : html`<p class="notice">${w.signedInAs(fullName(signedIn))} <a href="/start">${w.toApp}</a></p>`}
      <p class="aside"><a class="quiet" href="/auth/start?return-to=/start">${w.hosted}</a></p>
    </div>
    <div class="sign-in">
      <foyer-auth application="app" lang="${language}" exchange="/auth"></foyer-auth>
      <noscript><p class="notice">${w.noScript} <a href="/auth/start?return-to=/start">${w.hosted}</a></p></noscript>
    </div>
  </div>`
}
