// The plain screen for handing over in person: enter somebody, show the QR code, print the sheet.

import type { Handover, User } from '@foyer/sdk'
import { html, raw } from 'hono/html'
import type { DemoConfig } from '../demo-config.ts'
import { fullName } from './first-page.ts'
import { handOverWords } from './hand-over-words.ts'
import type { Language } from './language.ts'
import type { Html } from './layout.ts'

export function entryPage(language: Language): Html {
  const w = handOverWords[language]
  const field = (name: string, label: string) =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" maxlength="100" autocomplete="off" required /></div>`
  return html`<h1>${w.title}</h1>
    <p class="lead">${w.lead}</p>
    <form class="fields" method="post" action="/hand-over">
      ${field('firstName', w.firstName)} ${field('lastName', w.lastName)}
      <button class="button" type="submit">${w.enter}</button>
    </form>`
}

export function handedOverPage(language: Language, user: User<DemoConfig>, { link, code, qr, expiresAt }: Handover): Html {
  const w = handOverWords[language]
  const activate = `${new URL(link).host}/activate`
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(
    new Date(expiresAt),
  )
  const post = (action: string, label: string) =>
    html`<form method="post" action="/hand-over/${user.id}/${action}"><button class="button" type="submit">${label}</button></form>`
  return html`<h1>${fullName(user)}</h1>
    <div class="cards">
      <section class="card">
        <h2>${w.scan}</h2>
        <div class="qr" role="img" aria-label="QR">${raw(qr)}</div>
        <p class="row"><a class="quiet" href="${link}">${w.open}</a> <button class="link" id="png" type="button">${w.png}</button></p>
      </section>
      <section class="card">
        <h2>${w.type}</h2>
        <p class="big"><code>${code.toUpperCase()}</code></p>
        <p>${w.at(activate)}</p>
        <p class="muted">${w.until(until)}</p>
      </section>
    </div>
    ${post('sheet', w.sheet)} ${post('lost', w.lost)}
    <p class="muted">${w.lostHint}</p>
    <p><a class="quiet" href="/hand-over">${w.again}</a></p>`
}
