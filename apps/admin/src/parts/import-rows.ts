// What each line of a file comes to.

import type { ImportRow } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { importFieldLabel } from '../data/import-fields.ts'
import { sayNumber } from '../i18n/words.ts'

export const OUTCOMES = ['create', 'update', 'unchanged', 'reactivate', 'deactivate', 'revoke', 'conflict', 'error', 'skip'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const importRows = (rows: readonly ImportRow[], admin: Admin): TemplateResult => {
  const { words, locale, href } = admin
  return html`<div class="scroll card" tabindex="0" role="region" aria-label=${words.rows}>
    <table class="wrapping">
      <thead>
        <tr>
          <th scope="col" class="number">${words.importLine}</th>
          <th scope="col">${words.outcome}</th>
          <th scope="col">${words.importWhat}</th>
          <th scope="col">${words.importWhy}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ line, outcome, userId, changes, reason }) => html`<tr>
            <th scope="row" class="number">${line === 0 ? '–' : sayNumber(line, locale)}</th>
            <td>${userId === null ? words[`outcome_${outcome}`] : html`<a href=${href(`/people/${userId}`)}>${words[`outcome_${outcome}`]}</a>`}</td>
            <td>${changes.map(({ field, from, to }) => html`<span class="change">${importFieldLabel(field, admin)}: ${said(from)} → ${said(to)}</span> `)}</td>
            <td>${reason === null ? '' : html`${reason.column === null ? '' : html`<b>${reason.column}</b> `}${reason.message}`}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

const said = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'object' ? Object.values(value).join(', ') : String(value)
}
