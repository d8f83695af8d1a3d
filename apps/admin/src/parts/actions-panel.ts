// What can be done to a person now, and why the rest cannot.

import type { Handover, User, UserAction } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { Question } from './dialog.ts'
import { actionLabel, dangerous, everyday, questionFor } from './person-actions.ts'
import { reasonText } from './reason.ts'

export const actionsPanel = (
  user: User,
  admin: Admin,
  ask: (question: Question | null) => void,
  show: (user: User) => void,
  hand: (handover: Handover) => void,
): TemplateResult => {
  const { words } = admin
  const open = (actions: readonly UserAction[]) => actions.filter((action) => user.allowedActions.includes(action))
  const button = (action: UserAction, style: string) =>
    html`<li><button class=${style} type="button" @click=${() => ask(questionFor(action, { admin, user, show, hand }))}>${actionLabel(action, user, words)}</button></li>`
  const blocked = [...everyday, ...dangerous].flatMap((action) => {
    const code = user.blockedActions[action]
    return code === undefined ? [] : [{ action, reason: reasonText(code, admin) }]
  })
  return html`<section class="card">
    <h2>${words.actions}</h2>
    <ul class="actions">${open(everyday).map((action) => button(action, 'secondary'))}</ul>
    ${
      blocked.length === 0
        ? nothing
        : html`<details>
            <summary>${words.blocked}</summary>
            <ul class="lines">
              ${blocked.map(({ action, reason }) => html`<li><p><span>${actionLabel(action, user, words)}</span> <span class="muted">${reason}</span></p></li>`)}
            </ul>
          </details>`
    }
    ${
      open(dangerous).length === 0
        ? nothing
        : html`<h3>${words.danger}</h3>
            <ul class="actions">${open(dangerous).map((action) => button(action, 'secondary danger'))}</ul>`
    }
  </section>`
}
