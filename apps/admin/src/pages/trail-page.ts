// Everything that happened, newest first: by kind of event, by who acted, by person and by day.

import type { EventPage, FoyerEvent } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { PagedList } from '../data/paged-list.ts'
import { ACTOR_KINDS, readTrailQuery, type TrailQuery, toEventFilter, trailPath } from '../data/trail-query.ts'
import { eventText, eventTypes } from '../i18n/event-words.ts'
import { fill, sayShort } from '../i18n/words.ts'
import { actorText } from '../parts/actor.ts'
import { listTable } from '../parts/data-table.ts'
import { eventDetails } from '../parts/event-details.ts'
import { personName } from '../parts/person-name.ts'

const PAGE_SIZE = 100

export class TrailPage extends LightElement {
  static override properties = { admin: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  declare query: string
  readonly #names = new Map<string, string>()
  readonly #events = new PagedList<FoyerEvent>(this, async (place) => {
    const page = await this.admin.foyer.events.list(toEventFilter(this.#asked)).page({ ...place, limit: PAGE_SIZE })
    this.#learn(page.people)
    return page
  })

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('query')) void this.#events.open({ afresh: true })
  }

  get #asked(): TrailQuery {
    return readTrailQuery(this.query)
  }

  #learn(people: EventPage['people']): void {
    for (const person of people) this.#names.set(person.id, personName({ ...person, email: null, emailMasked: null }, this.admin.words))
  }

  #change(change: Partial<TrailQuery>): void {
    this.admin.go(trailPath({ ...this.#asked, ...change }))
  }

  override render(): TemplateResult {
    const { words, locale, settings } = this.admin
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.trail}</h1></div>
      <p class="muted">${words.trailLead}</p>
      ${this.#filters()}
      ${listTable(this.#events, {
        admin: this.admin,
        label: words.trail,
        empty: { title: words.trailEmpty },
        columns: [
          { title: words.when, cell: ({ at }) => sayShort(at, locale, settings.organisation.timeZone) },
          { title: words.eventType, names: true, cell: ({ type }) => eventText(type, locale) },
          { title: words.whom, cell: ({ userId }) => (userId === null ? '–' : this.#person(userId)) },
          { title: words.who, cell: ({ actor, userId }) => actorText(actor, this.admin, { names: this.#names, concerns: userId }) },
          { title: words.details, cell: (event) => eventDetails(event, this.admin) },
        ],
      })}
    </div>`
  }

  /** Whoever was erased since has no name any more. */
  #person(id: string): TemplateResult {
    const { words, href } = this.admin
    const name = this.#names.get(id)
    return name === undefined ? html`<span class="muted">${words.erased}</span>` : html`<a href=${href(`/people/${id}`)}>${name}</a>`
  }

  #filters(): TemplateResult {
    const { words, locale } = this.admin
    const { type, actor, user, since, until } = this.#asked
    const value = (event: Event) => (event.target as HTMLInputElement).value || null
    const day = (name: 'since' | 'until', text: string, own: string | null) =>
      html`<label class="inline" for=${name}>
        <span>${text}</span>
        <input id=${name} type="date" .value=${own ?? ''} @change=${(event: Event) => this.#change({ [name]: value(event) })} />
      </label>`
    return html`<div class="filters">
      <label class="inline" for="type">
        <span>${words.eventType}</span>
        <select id="type" @change=${(event: Event) => this.#change({ type: value(event) as TrailQuery['type'] })}>
          <option value="" .selected=${type === null}>${words.all}</option>
          ${eventTypes.map((one) => html`<option value=${one} .selected=${one === type}>${eventText(one, locale)}</option>`)}
        </select>
      </label>
      <label class="inline" for="actor">
        <span>${words.who}</span>
        <select id="actor" @change=${(event: Event) => this.#change({ actor: value(event) as TrailQuery['actor'] })}>
          <option value="" .selected=${actor === null}>${words.everybody}</option>
          ${ACTOR_KINDS.map((kind) => html`<option value=${kind} .selected=${kind === actor}>${words[`actor_${kind}`]}</option>`)}
        </select>
      </label>
      ${day('since', words.since, since)} ${day('until', words.until, until)}
      ${
        user === null
          ? nothing
          : html`<button class="filter" type="button" @click=${() => this.#change({ user: null })} aria-label=${fill(words.removeFilter, { name: this.#names.get(user) ?? words.whom })}>
              <span class="muted">${words.whom}</span> ${this.#names.get(user) ?? user.slice(-8)} <span aria-hidden="true">×</span>
            </button>`
      }
    </div>`
  }
}
