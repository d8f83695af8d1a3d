// The app itself, for whoever is signed in: a day at Beispiel AG.

import type { SessionUser } from '@foyer/sdk'
import { html } from 'hono/html'
import { fullName } from './first-page.ts'
import type { Language } from './language.ts'
import type { Html } from './layout.ts'
import { words } from './words.ts'

const DAY_MS = 86_400_000

export function startPage(language: Language, user: SessionUser, now: Date): Html {
  const w = words[language]
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/Berlin' })
  const shift = (days: number, name: string, hours: string) =>
    html`<li><span>${day.format(new Date(now.getTime() + days * DAY_MS))}</span><span class="muted">${name}, ${hours}</span></li>`
  const detail = (label: string, value: unknown) =>
    html`<dt>${label}</dt><dd>${typeof value === 'string' && value !== '' ? value : w.none}</dd>`
  return html`<p class="eyebrow">${day.format(now)}</p>
    <h1>${user.firstName === null ? w.helloNameless : w.hello(user.firstName)}</h1>
    <div class="cards">
      <section class="card main">
        <h2>${w.today}</h2>
        <p class="big">${w.tour}</p>
        <p>${w.tourText}</p>
        <dl class="facts">
          <div><dt>${w.gateLabel}</dt><dd>${w.gate}</dd></div>
          <div><dt>${w.departure}</dt><dd>05:40</dd></div>
          <div><dt>${w.pallets}</dt><dd>18</dd></div>
        </dl>
      </section>
      <section class="card">
        <h2>${w.next}</h2>
        <ul class="plain">${shift(1, w.shiftEarly, '06:00–14:00')}${shift(2, w.shiftEarly, '06:00–14:00')}${shift(4, w.shiftLate, '14:00–22:00')}</ul>
      </section>
      <section class="card">
        <h2>${w.notices}</h2>
        <ul class="plain">
          <li><strong>${w.noticeOne}</strong><span class="muted">${w.noticeOneText}</span></li>
          <li><strong>${w.noticeTwo}</strong><span class="muted">${w.noticeTwoText}</span></li>
        </ul>
      </section>
      <section class="card">
        <h2>${w.you}</h2>
        <p class="who">${fullName(user)}</p>
        <dl class="details">
          ${detail(w.email, user.email)} ${detail(w.number, user.externalId)} ${detail(w.phone, user.fields.phone)}
          ${detail(w.shirtSize, user.fields.shirtSize)}
        </dl>
      </section>
    </div>`
}

export function signOutForm(language: Language): Html {
  return html`<form method="post" action="/auth/sign-out?return-to=/welcome"><button class="link" type="submit">${words[language].signOut}</button></form>`
}
