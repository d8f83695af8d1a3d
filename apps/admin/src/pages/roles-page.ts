// What each role may do: the server's own table.

import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import type { Words } from '../i18n/words.ts'
import { dataTable, type TableColumn } from '../parts/data-table.ts'

const ROLES = ['owner', 'manager', 'helper', 'viewer'] as const
type Role = (typeof ROLES)[number]
/** An action, and the least role for it. */
type Row = readonly [label: string, least: Role]

export class RolesPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin

  override render(): TemplateResult {
    const { words, settings } = this.admin
    const rows: Row[] = [
      [words.action_read, 'viewer'],
      [words.action_write, 'manager'],
      ...Object.entries(settings.roleForAction).map(([action, role]): Row => [words[action as keyof Words] ?? action, role]),
    ]
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.roles}</h1></div>
      <p class="muted">${words.rolesLead}</p>
      ${dataTable(rows, {
        label: words.roles,
        columns: [
          { title: words.action, names: true, cell: ([label]) => label },
          ...ROLES.map(
            (role): TableColumn<Row> => ({
              title: words[`role_${role}`],
              align: 'middle',
              cell: ([, least]) => mark(ROLES.indexOf(role) <= ROLES.indexOf(least), words),
            }),
          ),
        ],
      })}
    </div>`
  }
}

const mark = (may: boolean, words: Words): TemplateResult =>
  html`<span class=${may ? 'may' : 'may-not'} aria-hidden="true">${may ? '✓' : '–'}</span>
    <span class="sr">${may ? words.may : words.mayNot}</span>`
