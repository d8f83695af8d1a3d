// What happened to a person, newest first.

import type { FoyerEvent } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { Loading } from '../data/loading.ts'
import { eventText } from '../i18n/event-words.ts'
import { fill, sayShort } from '../i18n/words.ts'
import { actorText } from './actor.ts'
import { errorText } from './problem.ts'

export const timeline = (events: Loading<FoyerEvent[]>, admin: Admin): TemplateResult => {
  const { words } = admin
  return html`<section class="card">
    <h2>${words.timeline}</h2>
    ${body(events, admin)}
  </section>`
}

const body = ({ state, value }: Loading<FoyerEvent[]>, admin: Admin): TemplateResult => {
  const { words, locale, settings } = admin
  if (state.kind === 'failed') return html`<p class="error" role="alert">${errorText(state.error)}</p>`
  if (value === null) return html`<p class="muted">${words.loading}</p>`
  if (value.length === 0) return html`<p class="muted">${words.timelineEmpty}</p>`
  return html`<ol class="timeline">
    ${value.map(
      ({ type, at, actor }) => html`<li>
        <b>${eventText(type, locale)}</b>
        <span class="muted">${sayShort(at, locale, settings.organisation.timeZone)} · ${fill(words.by, { actor: actorText(actor, admin) })}</span>
      </li>`,
    )}
  </ol>`
}
