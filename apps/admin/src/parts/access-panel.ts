// Which applications a person may use, as what, and whether it waits for the activation.

import type { User, UserAction } from '@foyer/sdk'
import { html, type nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'

export const accessPanel = (
  user: User,
  { words, settings }: Admin,
  act: (action: UserAction) => TemplateResult | typeof nothing,
): TemplateResult => {
  const nameOf = (key: string) => settings.applications.find((application) => application.key === key)?.name ?? key
  return html`<section class="card">
    <h2>${words.access}</h2>
    ${
      user.access.length === 0
        ? html`<p class="muted">${words.accessNone}</p>`
        : html`<ul class="lines">
            ${user.access.map(
              ({ application, role, pending }) => html`<li>
                <p>
                  <b>${nameOf(application)}</b>
                  <span class="muted">
                    ${[...(role === null ? [] : [words[`role_${role}`]]), ...(pending ? [words.accessPending] : [])].join(' · ')}
                  </span>
                </p>
              </li>`,
            )}
          </ul>`
    }
    <div class="row">${act('grantAccess')} ${act('withdrawAccess')}</div>
  </section>`
}
