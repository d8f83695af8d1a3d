// One legal document: its versions with the texts that were shown, who accepted it and who still has to, and the ledger as a file.

import type { LegalDocument, LegalPerson } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { withQuery } from '../app/place.ts'
import { asError, Loading } from '../data/loading.ts'
import { PagedList } from '../data/paged-list.ts'
import { saveFile } from '../data/save-file.ts'
import { fill, sayNumber, sayShort } from '../i18n/words.ts'
import { dataTable, listTable, type TableColumn } from '../parts/data-table.ts'
import { legalEntryText } from '../parts/legal-entry.ts'
import { personName } from '../parts/person-name.ts'
import { errorText, problemView } from '../parts/problem.ts'

const PAGE_SIZE = 50
const STATES = ['accepted', 'missing', 'withdrawn'] as const
type State = (typeof STATES)[number]
type Version = LegalDocument['versions'][number]
type Seen = Version['texts'][number]

export class LegalDocumentPage extends LightElement {
  static override properties = { admin: { attribute: false }, document: { attribute: false }, query: { attribute: false } }
  declare admin: Admin
  /** The document's key. */
  declare document: string
  declare query: string
  #failed: string | null = null
  readonly #documents = new Loading<LegalDocument[]>(this, (signal) => this.admin.foyer.legal.documents({ signal }))
  readonly #people = new PagedList<LegalPerson>(this, (place) => {
    const state = this.#state
    const version = state === 'accepted' ? this.#version : undefined
    return this.admin.foyer.legal.people(this.document, { state, version }).page({ ...place, limit: PAGE_SIZE })
  })

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('document')) void this.#documents.load({ afresh: true })
    if (changed.has('document') || changed.has('query')) void this.#people.open({ afresh: true })
  }

  get #state(): State {
    const wanted = new URLSearchParams(this.query).get('state')
    return STATES.find((state) => state === wanted) ?? 'accepted'
  }

  get #version(): string | undefined {
    return new URLSearchParams(this.query).get('version') ?? undefined
  }

  readonly #export = async (): Promise<void> => {
    this.#failed = null
    const { foyer, locale } = this.admin
    try {
      await saveFile(await foyer.legal.export({ document: this.document, version: this.#version, locale }))
    } catch (error) {
      this.#failed = errorText(asError(error))
    }
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { words, href } = this.admin
    const { state, value } = this.#documents
    if (state.kind === 'failed')
      return problemView(state.error, words, { retry: () => this.#documents.load(), home: href('/legal'), homeName: words.legal })
    if (value === null) return html`<p class="quiet" role="status">${words.loading}</p>`
    const document = value.find(({ key }) => key === this.document)
    if (document === undefined) return problemView('not_found', words, { home: href('/legal'), homeName: words.legal })
    return html`<div class="page">
      <p class="crumbs"><a href=${href('/legal')}>${words.legal}</a></p>
      <div class="head">
        <h1 tabindex="-1">${document.title}</h1>
        <button class="secondary" type="button" @click=${this.#export}>${words.exportCsv}</button>
      </div>
      <p class="muted">${this.#facts(document)}</p>
      <p class="error" role="alert">${this.#failed ?? nothing}</p>
      <h2>${words.legalVersions}</h2>
      ${dataTable(document.versions, { label: words.legalVersions, columns: this.#versionColumns(document) })}
      <h2>${words.legalPeople}</h2>
      ${this.#filter(document)}
      ${listTable(this.#people, { admin: this.admin, label: words.legalPeople, columns: this.#personColumns, empty: { title: words.legalNobody } })}
    </div>`
  }

  #facts({ version, optional, substantial, applications }: LegalDocument): string {
    const { words, settings } = this.admin
    const names = applications.map((key) => settings.applications.find((application) => application.key === key)?.name ?? key)
    if (version === null) return words.legalGone
    return [
      fill(words.legalPresent, { version }),
      ...(optional ? [words.legalOptionalMeans] : substantial ? [words.substantial] : []),
      ...(names.length > 0 ? [fill(words.legalAskedBy, { names: names.join(', ') })] : []),
    ].join(' · ')
  }

  #versionColumns({ key, texts, version: present }: LegalDocument): readonly TableColumn<Version>[] {
    const { words, locale, settings, href } = this.admin
    const isOther = ({ sha256 }: Seen) => sha256 !== null && !texts.some((text) => text.sha256 === sha256)
    const moment = (iso: string | null) => (iso === null ? '–' : sayShort(iso, locale, settings.organisation.timeZone))
    return [
      {
        title: words.version,
        names: true,
        cell: ({ version }) => html`<a href=${href(withQuery(`/legal/${key}`, { state: 'accepted', version }))}>${version}</a>`,
      },
      { title: words.legalAccepted, align: 'number', cell: ({ accepted }) => sayNumber(accepted, locale) },
      { title: words.legalWithdrawn, align: 'number', cell: ({ withdrawn }) => sayNumber(withdrawn, locale) },
      { title: words.legalFirst, cell: ({ firstAt }) => moment(firstAt) },
      { title: words.legalLast, cell: ({ lastAt }) => moment(lastAt) },
      {
        title: words.legalTexts,
        cell: ({ version, texts: seen }) =>
          version === present ? html`${texts.map(shownText)}${seen.filter(isOther).map(seenText)}` : html`${seen.map(seenText)}`,
      },
    ]
  }

  #filter({ key, version: present, optional }: LegalDocument): TemplateResult {
    const { words, go } = this.admin
    const shown = this.#version
    const labels: Record<State, string> = { accepted: words.legalAccepted, missing: words.legalMissing, withdrawn: words.legalWithdrawn }
    const choices = STATES.filter((choice) => (choice === 'missing' ? present !== null && !optional : choice !== 'withdrawn' || optional))
    return html`<p class="filters">
      <label for="state">${words.status}</label>
      <select id="state" @change=${(event: Event) => go(withQuery(`/legal/${key}`, { state: (event.target as HTMLSelectElement).value }))}>
        ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === this.#state}>${labels[choice]}</option>`)}
      </select>
      ${this.#state === 'accepted' ? html`<span class="muted">${words.version} ${shown ?? present}</span>` : nothing}
    </p>`
  }

  get #personColumns(): readonly TableColumn<LegalPerson>[] {
    const { words, href } = this.admin
    return [
      {
        title: words.name,
        names: true,
        cell: ({ userId, ...person }) =>
          html`<a href=${href(`/people/${userId}`)}>${personName({ ...person, email: null, emailMasked: null }, words)}</a>`,
      },
      { title: words.externalId, cell: ({ externalId }) => externalId ?? '–' },
      { title: words.legalEntry, cell: ({ entry }) => (entry === null ? words.legalNever : legalEntryText(entry, this.admin)) },
    ]
  }
}

const shownText = ({ locale, url, sha256 }: LegalDocument['texts'][number]): TemplateResult =>
  html`<a href=${url} target="_blank" rel="noopener">${locale}</a> ${hash(sha256)} `

/** Under the present version: somebody agreed to a text that is not shown any more. */
const seenText = ({ locale, sha256 }: Seen): TemplateResult => html`${locale ?? '?'} ${hash(sha256)} `

const hash = (sha256: string | null) => (sha256 === null ? nothing : html`<code title=${sha256}>${sha256.slice(0, 8)}</code>`)
