// What one person agreed to, newest first, and all of it as a file.

import type { LegalEntry } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { Loading } from '../data/loading.ts'
import { legalEntryText } from './legal-entry.ts'
import { errorText } from './problem.ts'

export const legalPanel = (entries: Loading<LegalEntry[]>, admin: Admin, exportAll: () => void): TemplateResult => {
  const { words } = admin
  return html`<section class="card">
    <div class="head">
      <h2>${words.legal}</h2>
      <button class="secondary small" type="button" @click=${exportAll}>${words.exportCsv}</button>
    </div>
    ${body(entries, admin)}
  </section>`
}

const body = ({ state, value }: Loading<LegalEntry[]>, admin: Admin): TemplateResult => {
  const { words, settings, href } = admin
  if (state.kind === 'failed') return html`<p class="error" role="alert">${errorText(state.error)}</p>`
  if (value === null) return html`<p class="muted">${words.loading}</p>`
  if (value.length === 0) return html`<p class="muted">${words.legalNothing}</p>`
  const titleOf = (key: string) => settings.legal.find((document) => document.key === key)?.title ?? key
  return html`<ol class="timeline">
      ${value.map(
        (entry) => html`<li>
          <b><a href=${href(`/legal/${entry.document}`)}>${titleOf(entry.document)}</a></b>
          <span class="muted">${legalEntryText(entry, admin)}</span>
        </li>`,
      )}
    </ol>`
}
