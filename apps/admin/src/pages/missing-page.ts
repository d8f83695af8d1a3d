// Who has no account of their own yet: by location, to print and to save.

import type { Overview, User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { withQuery } from '../app/place.ts'
import { Loading } from '../data/loading.ts'
import { byLocation, MAX_LISTED, type MissingPeople, missingFilter, readMissing } from '../data/missing-people.ts'
import { saveFile } from '../data/save-file.ts'
import { fill, sayDay, sayNumber } from '../i18n/words.ts'
import { statusChip } from '../parts/chips.ts'
import { dataTable, emptyView } from '../parts/data-table.ts'
import { personName } from '../parts/person-name.ts'
import { errorText, problemView } from '../parts/problem.ts'

export class MissingPage extends LightElement {
  static override properties = { admin: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  declare query: string
  #exportFailed: string | null = null
  readonly #missing = new Loading<MissingPeople>(this, (signal) => readMissing(this.admin.foyer, this.#wanted, signal))
  readonly #overview = new Loading<Overview>(this, (signal) => this.admin.foyer.overview.get({ signal }))

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('query')) void this.#missing.load({ afresh: true })
  }

  override firstUpdated(): void {
    void this.#overview.load()
  }

  get #wanted() {
    const query = new URLSearchParams(this.query)
    return {
      location: query.get('location'),
      department: query.get('department'),
      importId: query.get('importId'),
      paper: query.get('paper') === 'yes',
    }
  }

  readonly #export = async (): Promise<void> => {
    const { foyer, locale } = this.admin
    try {
      await saveFile(await foyer.users.export({ ...missingFilter(this.#wanted), locale }))
      this.#exportFailed = null
    } catch (error) {
      this.#exportFailed = errorText(error)
    }
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { words, locale, settings } = this.admin
    const count = this.#missing.value?.people.length ?? 0
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${words.missing}</h1>
        <span class="grow"></span>
        <button class="secondary" type="button" @click=${this.#export}>${words.exportCsv}</button>
        <button class="primary" type="button" aria-disabled=${count === 0} @click=${() => print()}>${words.print}</button>
      </div>
      <p class="muted">${words.missingLead}</p>
      <p class="printed">${settings.organisation.name} · ${fill(words.countedAt, { time: sayDay(new Date().toISOString(), locale, settings.organisation.timeZone) })}</p>
      <div class="filters">
        ${this.#choice('location')} ${this.#choice('department')}
        <label class="check">
          <input type="checkbox" .checked=${this.#wanted.paper} @change=${(event: Event) => this.#show({ paper: (event.target as HTMLInputElement).checked })} />
          ${words.onPaper}
        </label>
      </div>
      <p class="error" role="alert">${this.#exportFailed ?? nothing}</p>
      ${this.#body()}
    </div>`
  }

  #show(changed: { location?: string; department?: string; paper?: boolean }): void {
    const { paper, ...wanted } = { ...this.#wanted, ...changed }
    this.admin.go(withQuery('/missing', { ...wanted, paper: paper ? 'yes' : null }))
  }

  #choice(key: 'location' | 'department'): TemplateResult {
    const { words } = this.admin
    const wanted = this.#wanted
    const overview = this.#overview.value
    const known = (key === 'location' ? overview?.locations : overview?.departments) ?? []
    const names = [
      ...new Set([...(wanted[key] === null ? [] : [wanted[key]]), ...known.flatMap(({ name }) => (name === null ? [] : [name]))]),
    ]
    const change = (event: Event) => this.#show({ [key]: (event.target as HTMLSelectElement).value })
    return html`<label class="inline" for=${key}>
      <span>${words[key]}</span>
      <select id=${key} @change=${change}>
        <option value="" .selected=${wanted[key] === null}>${words.all}</option>
        ${names.sort((one, other) => one.localeCompare(other)).map((name) => html`<option value=${name} .selected=${name === wanted[key]}>${name}</option>`)}
      </select>
    </label>`
  }

  #body(): TemplateResult {
    const { words, locale } = this.admin
    const { state, value } = this.#missing
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#missing.load(), within: true })
    if (value === null) return html`<p class="quiet" role="status">${words.loading}</p>`
    if (value.people.length === 0) return emptyView({ title: words.missingNobody, text: words.missingNobodyText })
    return html`<p role="status">${fill(words.countExact, { count: sayNumber(value.people.length, locale) })}</p>
      ${value.isCut ? html`<p class="notice">${fill(words.tooMany, { count: sayNumber(MAX_LISTED, locale) })}</p>` : nothing}
      ${byLocation(value.people).map(([location, people]) => this.#group(location, people))}`
  }

  #group(location: string | null, people: readonly User[]): TemplateResult {
    const { words, locale, href } = this.admin
    const title = location ?? words.withoutLocation
    return html`<section class="group">
      <h2>${title} <span class="muted">${sayNumber(people.length, locale)}</span></h2>
      ${dataTable(people, {
        label: title,
        columns: [
          { title: words.name, names: true, cell: (user) => html`<a href=${href(`/people/${user.id}`)}>${personName(user, words)}</a>` },
          { title: words.externalId, cell: ({ externalId }) => externalId ?? '–' },
          { title: words.department, cell: ({ department }) => department ?? '–' },
          { title: words.email, cell: ({ email, emailMasked }) => email ?? emailMasked ?? '–' },
          { title: words.status, cell: (user) => statusChip(user, this.admin) },
        ],
      })}
    </section>`
  }
}
