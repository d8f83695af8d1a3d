// The legal documents: each with its present version, who accepted it, and who still has to.

import type { LegalDocument } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { Loading } from '../data/loading.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import { dataTable, emptyView, type TableColumn } from '../parts/data-table.ts'
import { problemView } from '../parts/problem.ts'

export class LegalPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  readonly #documents = new Loading<LegalDocument[]>(this, (signal) => this.admin.foyer.legal.documents({ signal }))

  override firstUpdated(): void {
    void this.#documents.load()
  }

  override render(): TemplateResult {
    const { words } = this.admin
    const { state, value } = this.#documents
    if (state.kind === 'failed') return problemView(state.error, words, { retry: () => this.#documents.load() })
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.legal}</h1></div>
      <p class="muted">${words.legalLead}</p>
      ${value === null ? html`<p class="quiet" role="status">${words.loading}</p>` : this.#list(value)}
    </div>`
  }

  #list(documents: readonly LegalDocument[]): TemplateResult {
    const { words } = this.admin
    if (documents.length === 0) return emptyView({ title: words.legalEmpty })
    return dataTable(documents, { label: words.legal, columns: this.#columns })
  }

  get #columns(): readonly TableColumn<LegalDocument>[] {
    const { words, locale, settings, href } = this.admin
    const nameOf = (key: string) => settings.applications.find((application) => application.key === key)?.name ?? key
    return [
      {
        title: words.legalDocument,
        names: true,
        cell: ({ key, title, optional }) =>
          html`<a href=${href(`/legal/${key}`)}>${title}</a>${optional ? html` <span class="muted">${words.legalOptional}</span>` : nothing}`,
      },
      { title: words.version, cell: ({ version }) => version ?? words.legalGone },
      { title: words.legalAccepted, align: 'number', cell: ({ accepted }) => sayNumber(accepted, locale) },
      {
        title: words.legalMissing,
        align: 'number',
        cell: ({ optional, version, missing }) => {
          if (optional || version === null) return '–'
          const count = sayNumber(missing.count, locale)
          return missing.exact ? count : fill(words.moreThan, { count })
        },
      },
      { title: words.applications, cell: ({ applications }) => applications.map(nameOf).join(', ') || '–' },
    ]
  }
}
