// What each role may do: the server's own table.

import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { LightElement } from '../app/light-element.ts'
import type { Words } from '../i18n/words.ts'

const ROLES = ['owner', 'manager', 'helper', 'viewer'] as const
type Role = (typeof ROLES)[number]

export class RolesPage extends LightElement {
  static override properties = { admin: { attribute: false } }
  declare admin: Admin

  override render(): TemplateResult {
    const { words, settings } = this.admin
    const rows: [string, Role][] = [
      [words.action_read, 'viewer'],
      [words.action_write, 'manager'],
      ...Object.entries(settings.roleForAction).map(([action, role]): [string, Role] => [words[action as keyof Words] ?? action, role]),
    ]
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${words.roles}</h1></div>
      <p class="muted">${words.rolesLead}</p>
      <div class="scroll card" tabindex="0" role="region" aria-label=${words.roles}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.action}</th>
              ${ROLES.map((role) => html`<th scope="col" class="middle">${words[`role_${role}`]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([label, least]) => html`<tr>
                <th scope="row">${label}</th>
                ${ROLES.map((role) => {
                  const may = ROLES.indexOf(role) <= ROLES.indexOf(least)
                  return html`<td class="middle">
                    <span class=${may ? 'may' : 'may-not'} aria-hidden="true">${may ? '✓' : '–'}</span>
                    <span class="sr">${may ? words.may : words.mayNot}</span>
                  </td>`
                })}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`
  }
}
