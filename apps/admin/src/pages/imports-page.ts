// Every import so far, newest first.

import type { Import } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import { PagedList } from '../data/paged-list.ts'
import { sayNumber, sayShort } from '../i18n/words.ts'
import { listTable } from '../parts/data-table.ts'

const PAGE_SIZE = 50

export class ImportsPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin
  readonly #imports = new PagedList<Import>(this, (place) => this.admin.foyer.imports.list().page({ ...place, limit: PAGE_SIZE }))

  override firstUpdated(): void {
    void this.#imports.open()
  }

  override render(): TemplateResult {
    const { words, href, locale, settings } = this.admin
    const begin = html`<a class="button primary" href=${href('/imports/new')}>${words.newImport}</a>`
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${words.imports}</h1>
        ${begin}
      </div>
      <p class="muted">${words.importsLead}</p>
      ${listTable(this.#imports, {
        admin: this.admin,
        label: words.imports,
        empty: { title: words.importsEmpty, action: begin },
        columns: [
          {
            title: words.importFile,
            names: true,
            cell: ({ id, name }) => html`<a href=${href(`/imports/${id}`)}>${name ?? id.slice(-8)}</a>`,
          },
          { title: words.status, cell: ({ state }) => words[`importState_${state}`] },
          { title: words.rows, align: 'number', cell: ({ rows }) => sayNumber(rows, locale) },
          { title: words.when, cell: ({ createdAt }) => sayShort(createdAt, locale, settings.organisation.timeZone) },
        ],
      })}
    </div>`
  }
}
