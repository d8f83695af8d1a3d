// Everybody: search as one types, filters in the address, columns to choose, and what can be done to many at once.

import type { Overview, User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import type { BulkKind } from '../data/bulk-actions.ts'
import { Loading } from '../data/loading.ts'
import { mayDo, mayWrite } from '../data/may-do.ts'
import { MAX_SHOWN, PeopleList } from '../data/people-list.ts'
import { isFiltered, type PeopleQuery, peoplePath, readPeopleQuery, toFilter } from '../data/people-query.ts'
import { saveFile } from '../data/save-file.ts'
import { NOBODY, type PeopleSelection, toggled, toSdk } from '../data/selection.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import { bulkBar } from '../parts/bulk-bar.ts'
import type { BulkQuestion } from '../parts/bulk-dialog.ts'
import '../parts/bulk-dialog.ts'
import { emptyView } from '../parts/data-table.ts'
import type { Question } from '../parts/dialog.ts'
import '../parts/dialog.ts'
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
  #selection: PeopleSelection = NOBODY
  #question: Question | null = null
  #bulk: BulkQuestion | null = null
  #printing: { done: number; total: number } | null = null
  readonly #list = new PeopleList(this)
  readonly #overview = new Loading<Overview>(this, (signal) => this.admin.foyer.overview.get({ signal }))

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('query')) return
    this.#selection = NOBODY
    void this.#list.open(this.admin.foyer, this.#asked)
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

  /** A chip goes with its filter: whoever pressed it by keyboard goes on at the search. */
  readonly #filterBy = (query: PeopleQuery): void => {
    const held = document.activeElement
    this.admin.go(peoplePath(query))
    requestAnimationFrame(() => {
      if (held !== null && !held.isConnected) this.querySelector<HTMLElement>('input[type=search]')?.focus()
    })
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

  readonly #select = (selection: PeopleSelection): void => {
    this.#selection = selection
    this.requestUpdate()
  }

  readonly #ask = (question: Question | null): void => {
    this.#question = question
    this.requestUpdate()
  }

  readonly #askMany = (kind: BulkKind): void => {
    const inSight = this.#list.people.slice(0, IN_SIGHT)
    this.#bulk = { kind, selection: toSdk(this.#selection, this.#asked), said: this.#selectedText(), inSight }
    this.requestUpdate()
  }

  readonly #afterMany = ({ detail }: CustomEvent<{ changed: boolean }>): void => {
    this.#bulk = null
    this.requestUpdate()
    if (!detail.changed) return
    this.#selection = NOBODY
    void this.#list.open(this.admin.foyer, this.#asked)
  }

  readonly #askSheets = (): void =>
    this.#ask(
      sheetsQuestion({
        admin: this.admin,
        selection: toSdk(this.#selection, this.#asked),
        said: this.#selectedText(),
        progress: (state) => {
          this.#printing = state
          this.requestUpdate()
          if (state === null) void this.#list.open(this.admin.foyer, this.#asked)
        },
      }),
    )

  override render(): TemplateResult {
    const { admin } = this
    const { words, href, locale } = admin
    const asked = this.#asked
    return html`<div class="page people">
      <div class="head">
        <h1 tabindex="-1">${words.people}</h1>
        <span class="muted" role="status">${this.#said()}</span>
        <span class="grow"></span>
        <button class="secondary" type="button" @click=${this.#export} aria-disabled=${this.#exporting}>${words.exportCsv}</button>
        ${mayWrite(admin) ? html`<a class="button primary" href=${href('/people/new')}>${words.newPerson}</a>` : nothing}
      </div>
      ${
        this.#printing === null
          ? nothing
          : html`<p class="notice" role="status">
              ${fill(words.sheetsProgress, { done: sayNumber(this.#printing.done, locale), total: sayNumber(this.#printing.total, locale) })}
            </p>`
      }
      <p class="error" role="alert">${this.#exportFailed ?? nothing}</p>
      <div class="tools">
        <input type="search" .value=${asked.search} aria-label=${words.search} placeholder=${words.searchHint} @input=${this.#onSearch} />
        ${peopleFilters({ admin, query: asked, overview: this.#overview.value, change: this.#filterBy })}
        <details class="menu" aria-label=${words.columns}>
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
      <foyer-dialog .words=${words} .question=${this.#question} @closed=${() => this.#ask(null)}></foyer-dialog>
      <foyer-bulk-dialog .admin=${admin} .question=${this.#bulk} @closed=${this.#afterMany}></foyer-bulk-dialog>
    </div>`
  }

  #said(): string {
    const { words, locale } = this.admin
    const { count } = this.#list
    if (count === null) return ''
    if (count.count === 1) return words.countOne
    return fill(count.exact ? words.countExact : words.countMore, { count: sayNumber(count.count, locale) })
  }

  #selectedText(): string {
    if (this.#selection.kind === 'all') return this.#said()
    const count = this.#selection.ids.size
    return count === 1 ? this.admin.words.countOne : fill(this.admin.words.countExact, { count: sayNumber(count, this.admin.locale) })
  }

  #body(asked: PeopleQuery): TemplateResult {
    const { words, locale } = this.admin
    const { people, state, refine, isCut } = this.#list
    const again = () => this.#list.open(this.admin.foyer, asked)
    if (state.kind === 'failed' && people.length === 0) return problemView(state.error, words, { retry: again, within: true })
    if (people.length === 0 && state.kind === 'loading') return html`<p class="quiet" role="status">${words.loading}</p>`
    if (people.length === 0) return this.#nobody(asked)
    return html`
      ${refine ? html`<p class="notice">${words.refine}</p>` : nothing}
      ${this.#bar()}
      <foyer-people-table
        .admin=${this.admin}
        .people=${people}
        .columns=${columns.filter(({ key }) => this.#chosen.includes(key))}
        .selection=${this.#maySelect ? this.#selection : null}
        .busy=${state.kind === 'loading'}
        .label=${words.people}
        @near-end=${this.#list.more}
        @toggle-person=${({ detail }: CustomEvent<User>) => this.#select(toggled(this.#selection, detail.id))}
      ></foyer-people-table>
      ${state.kind === 'failed' ? problemView(state.error, words, { retry: this.#list.more, within: true }) : nothing}
      ${isCut ? html`<p class="notice">${fill(words.tooMany, { count: sayNumber(MAX_SHOWN, locale) })}</p>` : nothing}
    `
  }

  get #maySelect(): boolean {
    return mayDo('send', this.admin) || mayDo('handOver', this.admin)
  }

  #bar(): TemplateResult | typeof nothing {
    if (!this.#maySelect) return nothing
    return bulkBar({
      admin: this.admin,
      selection: this.#selection,
      said: this.#selectedText(),
      select: this.#select,
      ask: this.#askMany,
      askSheets: this.#askSheets,
    })
  }

  #nobody(asked: PeopleQuery): TemplateResult {
    const { words, href } = this.admin
    if (isFiltered(asked)) {
      const all = html`<a class="button secondary" href=${href('/people')}>${words.clearFilters}</a>`
      return emptyView({ title: words.noMatch, text: words.noMatchText, action: all })
    }
    const enter = html`<a class="button primary" href=${href('/people/new')}>${words.newPerson}</a>`
    return emptyView({ title: words.firstSteps, text: words.firstStepsText, ...(mayWrite(this.admin) ? { action: enter } : {}) })
  }
}

/** Whom a preview may name: those that are read anyway. */
const IN_SIGHT = 500
