// Everybody: search as one types, filters in the address, columns to choose.

import type { BulkResult, Overview } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { Loading } from '../data/loading.ts'
import { MAX_SHOWN, PeopleList } from '../data/people-list.ts'
import { isFiltered, type PeopleQuery, peoplePath, readPeopleQuery, toFilter } from '../data/people-query.ts'
import { saveFile } from '../data/save-file.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import { bulkReport } from '../parts/bulk-report.ts'
import type { Question } from '../parts/dialog.ts'
import '../parts/dialog.ts'
import { inviteFields, managingKeys, readInvite } from '../parts/invite-fields.ts'
import { columns, keepChosen, readChosen } from '../parts/people-columns.ts'
import { peopleFilters } from '../parts/people-filters.ts'
import '../parts/people-table.ts'
import { errorText, problemView } from '../parts/problem.ts'
import { sheetsQuestion } from '../parts/sheet-questions.ts'

const TYPING_PAUSE_MS = 200

export class PeoplePage extends LightElement {
  static override properties = { admin: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  /** The address's query. */
  declare query: string
  #chosen = readChosen()
  #typing: ReturnType<typeof setTimeout> | undefined
  #exporting = false
  #exportFailed: string | null = null
  #question: Question | null = null
  #inviting: { done: number; skipped: number } | null = null
  #report: BulkResult | null = null
  #printing: { done: number; total: number } | null = null
  readonly #list = new PeopleList(this)
  readonly #overview = new Loading<Overview>(this, (signal) => this.admin.foyer.overview.get({ signal }))

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('query')) void this.#list.open(this.admin.foyer, this.#asked)
  }

  override firstUpdated(): void {
    void this.#overview.load()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#typing)
    super.disconnectedCallback()
  }

  get #asked(): PeopleQuery {
    return readPeopleQuery(new URLSearchParams(this.query))
  }

  readonly #onSearch = (event: Event): void => {
    const search = (event.target as HTMLInputElement).value
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => this.admin.go(peoplePath({ ...this.#asked, search }), { replace: true }), TYPING_PAUSE_MS)
  }

  #choose(key: string): void {
    const chosen = this.#chosen.includes(key) ? this.#chosen.filter((one) => one !== key) : [...this.#chosen, key]
    this.#chosen = columns.map((column) => column.key).filter((one) => chosen.includes(one))
    keepChosen(this.#chosen)
    this.requestUpdate()
  }

  readonly #export = async (): Promise<void> => {
    if (this.#exporting) return
    const { foyer, locale } = this.admin
    this.#exporting = true
    this.#exportFailed = null
    this.requestUpdate()
    try {
      const { sort: _, ...filter } = toFilter(this.#asked)
      await saveFile(await foyer.users.export({ ...filter, locale }))
    } catch (error) {
      this.#exportFailed = errorText(error)
    }
    this.#exporting = false
    this.requestUpdate()
  }

  readonly #ask = (question: Question | null): void => {
    this.#question = question
    this.requestUpdate()
  }

  /** Everybody whom the filters find, whoever they are by then: who was left out is named afterwards. */
  #invitation(): Question {
    const { admin } = this
    const { words, foyer } = admin
    return {
      title: fill(words.inviteAllTitle, { count: this.#said() }),
      body: html`<p>${words.inviteAllText}</p>
        ${inviteFields(admin)}`,
      action: words.inviteAll,
      act: async (form) => {
        const { sort: _, ...filter } = toFilter(this.#asked)
        const { initialPassword: __, ...invite } = readInvite(form, managingKeys(admin))
        this.#inviting = { done: 0, skipped: 0 }
        try {
          this.#report = await foyer.invitations.sendMany(filter, invite, {
            onProgress: (progress) => {
              this.#inviting = progress
              this.requestUpdate()
            },
          })
        } finally {
          this.#inviting = null
          void this.#list.open(foyer, this.#asked)
        }
      },
    }
  }

  #sheets(): Question {
    const { sort: _, ...filter } = toFilter(this.#asked)
    return sheetsQuestion({
      admin: this.admin,
      filter,
      said: this.#said(),
      progress: (state) => {
        this.#printing = state
        this.requestUpdate()
        if (state === null) void this.#list.open(this.admin.foyer, this.#asked)
      },
    })
  }

  override render(): TemplateResult {
    const { admin } = this
    const { words, href } = admin
    const asked = this.#asked
    return html`<div class="page people">
      <div class="head">
        <h1 tabindex="-1">${words.people}</h1>
        <span class="muted" role="status">${this.#said()}</span>
        <span class="grow"></span>
        <button class="secondary" type="button" @click=${this.#export} aria-disabled=${this.#exporting}>${words.exportCsv}</button>
        <button class="secondary" type="button" @click=${() => this.#ask(this.#sheets())}>${words.sheets}</button>
        <button class="secondary" type="button" @click=${() => this.#ask(this.#invitation())}>${words.inviteAll}</button>
        <a class="button primary" href=${href('/people/new')}>${words.newPerson}</a>
      </div>
      ${
        this.#inviting === null
          ? nothing
          : html`<p class="notice" role="status">
              ${fill(words.inviting, { done: sayNumber(this.#inviting.done, admin.locale), skipped: sayNumber(this.#inviting.skipped, admin.locale) })}
            </p>`
      }
      ${
        this.#printing === null
          ? nothing
          : html`<p class="notice" role="status">
              ${fill(words.sheetsProgress, { done: sayNumber(this.#printing.done, admin.locale), total: sayNumber(this.#printing.total, admin.locale) })}
            </p>`
      }
      ${this.#report === null ? nothing : bulkReport(this.#report, admin, () => this.#closeReport())}
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
      <p class="error" role="alert">${this.#exportFailed ?? nothing}</p>
      <div class="tools">
        <input type="search" .value=${asked.search} aria-label=${words.search} placeholder=${words.searchHint} @input=${this.#onSearch} />
        ${peopleFilters({ admin, query: asked, overview: this.#overview.value, change: (query) => admin.go(peoplePath(query)) })}
        <details class="menu">
          <summary class="button secondary">${words.columns}</summary>
          <div class="sheet">
            ${columns.map(
              ({ key, title }) =>
                html`<label class="check"><input type="checkbox" .checked=${this.#chosen.includes(key)} @change=${() => this.#choose(key)} />${words[title]}</label>`,
            )}
          </div>
        </details>
      </div>
      ${this.#body(asked)}
    </div>`
  }

  #closeReport(): void {
    this.#report = null
    this.requestUpdate()
  }

  #said(): string {
    const { words, locale } = this.admin
    const { count } = this.#list
    if (count === null) return ''
    if (count.count === 1) return words.countOne
    return fill(count.exact ? words.countExact : words.countMore, { count: sayNumber(count.count, locale) })
  }

  #body(asked: PeopleQuery): TemplateResult {
    const { words, href, locale } = this.admin
    const { people, state, refine, isCut } = this.#list
    if (state.kind === 'failed' && people.length === 0)
      return problemView(state.error, words, { retry: () => this.#list.open(this.admin.foyer, asked) })
    if (people.length === 0 && state.kind === 'loading') return html`<p class="quiet" role="status">${words.loading}</p>`
    if (people.length === 0)
      return isFiltered(asked)
        ? html`<section class="empty"><h2>${words.noMatch}</h2><p>${words.noMatchText}</p></section>`
        : html`<section class="empty">
            <h2>${words.firstSteps}</h2>
            <p>${words.firstStepsText}</p>
            <p><a class="button primary" href=${href('/people/new')}>${words.newPerson}</a></p>
          </section>`
    return html`
      ${refine ? html`<p class="notice">${words.refine}</p>` : nothing}
      <foyer-people-table
        .admin=${this.admin}
        .people=${people}
        .columns=${columns.filter(({ key }) => this.#chosen.includes(key))}
        .busy=${state.kind === 'loading'}
        .label=${words.people}
        @near-end=${this.#list.more}
      ></foyer-people-table>
      ${state.kind === 'failed' ? problemView(state.error, words, { retry: this.#list.more }) : nothing}
      ${isCut ? html`<p class="notice">${fill(words.tooMany, { count: sayNumber(MAX_SHOWN, locale) })}</p>` : nothing}
    `
  }
}
