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
          <th scope="col">${words.name}</th>
          <th scope="col">${words.outcome}</th>
          <th scope="col">${words.importWhat}</th>
          <th scope="col" class="why">${words.importWhy}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ line, outcome, userId, name, changes, reason }) => html`<tr>
            <th scope="row" class="number">${line === 0 ? '–' : sayNumber(line, locale)}</th>
            <td>${userId === null ? (name ?? '–') : html`<a href=${href(`/people/${userId}`)}>${name ?? words.noName}</a>`}</td>
            <td>${words[`outcome_${outcome}`]}</td>
            <td>${changes.map(({ field, from, to }) => html`<span class="change">${importFieldLabel(field, admin)}: ${said(from, field, admin)} → ${said(to, field, admin)}</span> `)}</td>
            <td>${reason === null ? '' : html`${reason.column === null ? '' : html`<b>${reason.column}</b> `}${reason.message}`}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

const said = (value: unknown, field: string, { words }: Admin): string => {
  if (value === null || value === undefined || value === '') return '–'
  if (field === 'status') return words[value as 'online'] ?? String(value)
  return typeof value === 'object' ? Object.values(value).join(', ') : String(value)
}
