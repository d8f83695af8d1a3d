// What each column of a file stands for, beside its first rows; where several stand for one detail, which of them counts first.

import type { InspectedFile } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { IGNORE, importFieldLabel, importFields } from '../data/import-fields.ts'
import { fill } from '../i18n/words.ts'
import { selectField } from './field.ts'

const SHOWN = 3

export interface ColumnChoice {
  seen: InspectedFile
  /** Chosen so far, by column. */
  fields: readonly string[]
  choose: (index: number, field: string) => void
}

export const importColumns = ({ seen, fields, choose }: ColumnChoice, admin: Admin): TemplateResult => {
  const { words } = admin
  const known = importFields(admin)
  const chosen = (index: number) => (event: Event) => choose(index, (event.target as HTMLSelectElement).value)
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.importColumns}>
      <table class="mapping">
        <thead>
          <tr>
            <th scope="col">${words.importColumn}</th>
            <th scope="col">${words.importField}</th>
            <th scope="col">${words.importExample}</th>
          </tr>
        </thead>
        <tbody>
          ${seen.columns.map(
            ({ header }, index) => html`<tr>
              <th scope="row" id="header-${index}">${header}</th>
              <td>
                <select name="column-${index}" aria-labelledby="header-${index}" @change=${chosen(index)}>
                  ${known.map(
                    ([value, label]) => html`<option value=${value} .selected=${value === (fields[index] ?? IGNORE)}>${label}</option>`,
                  )}
                </select>
              </td>
              <td class="muted">${seen.rows
                .slice(0, SHOWN)
                .map((row) => row[index] ?? '')
                .filter(Boolean)
                .join(' · ')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${sharedFields(fields).map(
      (field) => html`<div class="field">
        ${selectField({
          name: preferName(field),
          label: fill(words.importPrefer, { field: importFieldLabel(field, admin) }),
          options: seen.columns.flatMap(({ header }, index) => (fields[index] === field ? [[header, header] as const] : [])),
        })}
        <p class="hint">${words.importPreferHint}</p>
      </div>`,
    )}`
}

/** Details that several columns stand for. */
export const sharedFields = (fields: readonly string[]): string[] => [
  ...new Set(fields.filter((field, index) => field !== IGNORE && fields.indexOf(field) !== index)),
]

export const preferName = (field: string): string => `prefer-${field}`
