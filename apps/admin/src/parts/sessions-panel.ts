// Where a person is signed in, and the way to end it.

import type { User, UserSession } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { Loading } from '../data/loading.ts'
import { mayEdit } from '../data/may-do.ts'
import { fill, sayShort } from '../i18n/words.ts'
import { errorText } from './problem.ts'

/** The others end with all. */
const SHOWN = 5

interface SessionsPanel {
  user: User
  sessions: Loading<UserSession[]>
  admin: Admin
  /** Ends one, or all without an id. */
  end: (session?: string) => void
}

export const sessionsPanel = (panel: SessionsPanel): TemplateResult =>
  html`<section class="card">
    <h2>${panel.admin.words.sessions}</h2>
    ${body(panel)}
  </section>`

const body = ({ user, sessions: { state, value }, admin, end }: SessionsPanel): TemplateResult => {
  const { words, locale, settings } = admin
  if (state.kind === 'failed') return html`<p class="error" role="alert">${errorText(state.error)}</p>`
  if (value === null) return html`<p class="muted" role="status">${words.loading}</p>`
  if (value.length === 0) return html`<p class="muted">${words.sessionsNone}</p>`
  const may = mayEdit(user, admin)
  return html`<ul class="lines">
      ${value.slice(0, SHOWN).map(
        ({ id, application, device, lastUsedAt }, index) => html`<li>
          <p>
            <span>
              <b>${device}</b><br />
              <span class="muted">${application} · ${fill(words.sessionUsed, { time: sayShort(lastUsedAt, locale, settings.organisation.timeZone) })}</span>
            </span>
            ${may ? html`<button class="plain small" type="button" aria-label="${words.endSession}: ${device} (${index + 1})" @click=${() => end(id)}>${words.endSession}</button>` : nothing}
          </p>
        </li>`,
      )}
    </ul>
    ${value.length > SHOWN ? html`<p class="muted">${fill(words.bulkMore, { count: value.length - SHOWN })}</p>` : nothing}
    ${may && value.length > 1 ? html`<p><button class="secondary small" type="button" @click=${() => end()}>${words.endAllSessions}</button></p>` : nothing}`
}
