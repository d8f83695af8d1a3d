// Every import so far, newest first.

import type { Import, Page } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { asError, Loading } from '../data/loading.ts'
import { sayNumber, sayShort } from '../i18n/words.ts'
import { errorText, problemView } from '../parts/problem.ts'

const PAGE_SIZE = 50

export class ImportsPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  #next: string | null = null
  #moreFailed: string | null = null
  readonly #imports = new Loading<Import[]>(this, async (signal) => this.#keep(await this.#read(null, signal)))

  override firstUpdated(): void {
    void this.#imports.load()
  }

  #read(after: string | null, signal?: AbortSignal): Promise<Page<Import>> {
    return this.admin.foyer.imports.list().page({ after, limit: PAGE_SIZE, ...(signal === undefined ? {} : { signal }) })
  }

  #keep({ items, next }: Page<Import>): Import[] {
    this.#next = next
    return items
  }

  readonly #more = async (): Promise<void> => {
    this.#moreFailed = null
    try {
      this.#imports.set([...(this.#imports.value ?? []), ...this.#keep(await this.#read(this.#next))])
    } catch (error) {
      this.#moreFailed = errorText(asError(error))
      this.requestUpdate()
    }
  }

  override render(): TemplateResult {
    const { words, href } = this.admin
    const { state, value } = this.#imports
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#imports.load() })
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${words.imports}</h1>
        <a class="button primary" href=${href('/imports/new')}>${words.newImport}</a>
      </div>
      <p class="muted">${words.importsLead}</p>
      ${value === null ? html`<p class="quiet" role="status">${words.loading}</p>` : this.#table(value)}
      <p class="error" role="alert">${this.#moreFailed ?? nothing}</p>
      ${this.#next === null ? nothing : html`<p><button class="secondary" type="button" @click=${this.#more}>${words.more}</button></p>`}
    </div>`
  }

  #table(imports: readonly Import[]): TemplateResult {
    const { words, locale, settings, href } = this.admin
    if (imports.length === 0) return html`<section class="empty"><h2>${words.importsEmpty}</h2></section>`
    return html`<div class="scroll card" tabindex="0" role="region" aria-label=${words.imports}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.importFile}</th>
            <th scope="col">${words.status}</th>
            <th scope="col" class="number">${words.rows}</th>
            <th scope="col">${words.when}</th>
          </tr>
        </thead>
        <tbody>
          ${imports.map(
            ({ id, name, state, rows, createdAt }) => html`<tr>
              <th scope="row"><a href=${href(`/imports/${id}`)}>${name ?? id.slice(-8)}</a></th>
              <td>${words[`importState_${state}`]}</td>
              <td class="number">${sayNumber(rows, locale)}</td>
              <td>${sayShort(createdAt, locale, settings.organisation.timeZone)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }
}
