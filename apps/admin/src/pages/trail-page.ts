// Everything that happened, filtered by kind of event.

import type { EventType, FoyerEvent, Page } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { withQuery } from '../app/place.ts'
import { asError, Loading } from '../data/loading.ts'
import { eventText, eventTypes } from '../i18n/event-words.ts'
import { sayShort } from '../i18n/words.ts'
import { actorText } from '../parts/actor.ts'
import { errorText, problemView } from '../parts/problem.ts'

const PAGE_SIZE = 100

export class TrailPage extends LightElement {
  static override properties = { admin: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  declare query: string
  #next: string | null = null
  #moreFailed: string | null = null
  readonly #events = new Loading<FoyerEvent[]>(this, async (signal) => this.#keep(await this.#read(null, signal)))

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('query')) void this.#events.load({ afresh: true })
  }

  get #type(): EventType | null {
    const wanted = new URLSearchParams(this.query).get('type')
    return eventTypes.find((type) => type === wanted) ?? null
  }

  #read(after: string | null, signal: AbortSignal): Promise<Page<FoyerEvent>> {
    const type = this.#type
    return this.admin.foyer.events.list(type === null ? {} : { types: [type] }).page({ after, limit: PAGE_SIZE, signal })
  }

  #keep({ items, next }: Page<FoyerEvent>): FoyerEvent[] {
    this.#next = next
    return items
  }

  readonly #more = async (): Promise<void> => {
    this.#moreFailed = null
    try {
      const page = await this.#read(this.#next, new AbortController().signal)
      this.#events.set([...(this.#events.value ?? []), ...this.#keep(page)])
    } catch (error) {
      this.#moreFailed = errorText(asError(error))
      this.requestUpdate()
    }
  }

  override render(): TemplateResult {
    const { words, locale, go } = this.admin
    const { state, value } = this.#events
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#events.load() })
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.trail}</h1></div>
      <p class="muted">${words.trailLead}</p>
      <p class="filters">
        <label for="type">${words.eventType}</label>
        <select id="type" @change=${(event: Event) => go(withQuery('/trail', { type: (event.target as HTMLSelectElement).value }))}>
          <option value="" ?selected=${this.#type === null}>${words.all}</option>
          ${eventTypes.map((type) => html`<option value=${type} ?selected=${type === this.#type}>${eventText(type, locale)}</option>`)}
        </select>
      </p>
      ${value === null ? html`<p class="quiet" role="status">${words.loading}</p>` : this.#table(value)}
      <p class="error" role="alert">${this.#moreFailed ?? nothing}</p>
      ${this.#next === null ? nothing : html`<p><button class="secondary" type="button" @click=${this.#more}>${words.more}</button></p>`}
    </div>`
  }

  #table(events: readonly FoyerEvent[]): TemplateResult {
    const { words, locale, settings, href } = this.admin
    if (events.length === 0) return html`<p class="quiet">${words.trailEmpty}</p>`
    return html`<div class="scroll card" tabindex="0" role="region" aria-label=${words.trail}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.when}</th>
            <th scope="col">${words.eventType}</th>
            <th scope="col">${words.who}</th>
            <th scope="col">${words.whom}</th>
          </tr>
        </thead>
        <tbody>
          ${events.map(
            ({ type, at, actor, userId }) => html`<tr>
              <td>${sayShort(at, locale, settings.organisation.timeZone)}</td>
              <th scope="row">${eventText(type, locale)}</th>
              <td>${actorText(actor, this.admin)}</td>
              <td>${userId === null ? '–' : html`<a href=${href(`/people/${userId}`)}>${userId.slice(-8)}</a>`}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }
}
