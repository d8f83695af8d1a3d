// What happened to a person, newest first, with who did it.

import type { FoyerEvent } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { PagedList } from '../data/paged-list.ts'
import { eventText } from '../i18n/event-words.ts'
import { fill, sayShort } from '../i18n/words.ts'
import { actorText } from './actor.ts'
import { eventDetails } from './event-details.ts'
import { errorText } from './problem.ts'

interface Timeline {
  events: PagedList<FoyerEvent>
  names: ReadonlyMap<string, string>
  admin: Admin
  /** Where the same stands with filters. */
  trail: string
}

export const timeline = (shown: Timeline): TemplateResult => {
  const { words, href } = shown.admin
  return html`<section class="card happened">
    <div class="head">
      <h2>${words.timeline}</h2>
      <a href=${href(shown.trail)}>${words.trailFilter}</a>
    </div>
    ${body(shown)}
  </section>`
}

const body = ({ events, names, admin }: Timeline): TemplateResult => {
  const { words, locale, settings } = admin
  const { items, state } = events
  const failed =
    state.kind === 'failed'
      ? html`<p class="error" role="alert">${errorText(state.error)}</p>
          <p><button class="secondary small" type="button" @click=${events.retry}>${words.retry}</button></p>`
      : nothing
  if (items === null) return state.kind === 'failed' ? html`${failed}` : html`<p class="muted" role="status">${words.loading}</p>`
  if (items.length === 0) return html`${failed === nothing ? html`<p class="muted">${words.timelineEmpty}</p>` : failed}`
  return html`<ol class="timeline" tabindex="0" aria-label=${words.timeline}>
      ${items.map(
        (event) => html`<li>
          <b>${eventText(event.type, locale)}</b> ${eventDetails(event, admin)}
          <span class="muted">
            ${sayShort(event.at, locale, settings.organisation.timeZone)} ·
            ${fill(words.by, { actor: actorText(event.actor, admin, { names, concerns: event.userId }) })}
          </span>
        </li>`,
      )}
    </ol>
    ${failed}
    ${
      events.hasMore && state.kind !== 'failed'
        ? html`<p><button class="secondary small" type="button" @click=${events.more}>${words.more}</button></p>`
        : nothing
    }`
}
