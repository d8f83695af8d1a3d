// What can be done to a person now, and why the rest cannot; what cannot be undone stands apart.

import type { User, UserAction } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { actionLabel } from './person-actions.ts'
import { reasonText } from './reason.ts'

/** A button for what may be done, nothing for what may not. */
type Act = (action: UserAction) => TemplateResult | typeof nothing

/** Those of the invitation and of access stand with what they concern. */
const EVERYDAY: readonly UserAction[] = ['changeEmail', 'sendConfirmation', 'sendRecovery', 'reactivate', 'deactivate']
const DANGEROUS: readonly UserAction[] = ['resetAccess', 'delete']
const ALL: readonly UserAction[] = ['send', 'handOver', 'renew', 'revoke', ...EVERYDAY, 'grantAccess', 'withdrawAccess', ...DANGEROUS]

export const actionsPanel = (user: User, admin: Admin, act: Act): TemplateResult => {
  const { words } = admin
  // Whoever has no mailbox gets a new password as they got the first one.
  const recovers = user.status === 'online' && user.allowedActions.includes('handOver')
  const open = EVERYDAY.filter((action) => user.allowedActions.includes(action))
  const blocked = ALL.flatMap((action) => {
    const code = user.blockedActions[action]
    return code === undefined ? [] : [{ action, reason: reasonText(code, admin) }]
  })
  return html`<section class="card">
    <h2>${words.actions}</h2>
    ${open.length === 0 && !recovers ? html`<p class="muted">${words.actionsNone}</p>` : nothing}
    <div class="actions">${recovers ? act('handOver') : nothing} ${open.map(act)}</div>
    ${
      blocked.length === 0
        ? nothing
        : html`<details aria-label=${words.blocked}>
            <summary>${words.blocked}</summary>
            <ul class="lines">
              ${blocked.map(({ action, reason }) => html`<li><p><span>${actionLabel(action, user, words)}</span> <span class="muted">${reason}</span></p></li>`)}
            </ul>
          </details>`
    }
  </section>`
}

export const dangerPanel = (user: User, { words }: Admin, act: Act): TemplateResult | typeof nothing => {
  const open = DANGEROUS.filter((action) => user.allowedActions.includes(action))
  if (open.length === 0) return nothing
  return html`<section class="card danger-zone">
    <h2>${words.danger}</h2>
    <div class="actions">${open.map(act)}</div>
  </section>`
}
