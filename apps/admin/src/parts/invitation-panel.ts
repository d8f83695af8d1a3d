// Where an open invitation stands: what was given out, whether it was opened, and until when it holds.

import type { Mail, User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayMoment, sayShort } from '../i18n/words.ts'
import { mailChip, mailReason } from './mail-chip.ts'

export const invitationPanel = (
  user: Extract<User, { status: 'invited' }>,
  /** The newest first; `null` while they are read. */
  mails: readonly Mail[] | null,
  admin: Admin,
  lost: () => void,
): TemplateResult => {
  const { words, locale, settings } = admin
  const { invitation } = user
  const { timeZone } = settings.organisation
  const moment = (iso: string) => sayMoment(iso, locale, timeZone)
  return html`<section class="card">
    <h2>${words.invitation}</h2>
    <p class=${invitation.expired ? 'notice' : ''}>
      ${fill(invitation.expired ? words.invitationExpired : words.invitationTerm, { time: moment(invitation.expiresAt) })}
    </p>
    <dl class="facts">
      <dt>${words.status}</dt>
      <dd>${invitation.begunAt === null ? words.invitationNotBegun : fill(words.invitationBegun, { time: moment(invitation.begunAt) })}</dd>
      ${invitation.delivery === null ? nothing : html`<dt>${words.delivery}</dt><dd>${deliveryText(invitation.delivery, mails, admin)}</dd>`}
      <dt>${words.carriers}</dt>
      <dd>
        ${
          invitation.carriers.length === 0
            ? words.noCarrier
            : html`<ul class="plain-list">
                ${invitation.carriers.map(({ kind, at }) => html`<li>${words[`carrier_${kind}`]} <span class="muted">${sayShort(at, locale, timeZone)}</span></li>`)}
              </ul>`
        }
      </dd>
    </dl>
    ${
      user.allowedActions.includes('renew') && invitation.carriers.some(({ kind }) => kind === 'sheet')
        ? html`<p><button class="secondary" type="button" @click=${lost}>${words.sheetLost}</button></p>`
        : nothing
    }
  </section>`
}

type Delivery = NonNullable<Extract<User, { status: 'invited' }>['invitation']['delivery']>

/** Since when, and why in the provider's words, as soon as the mail itself was read. */
const deliveryText = (delivery: Delivery, mails: readonly Mail[] | null, admin: Admin): TemplateResult => {
  const mail = mails?.find(({ kind, state }) => kind === 'invitation' && state === delivery)
  const { locale, settings } = admin
  return html`${mailChip({ state: delivery }, admin)}
    ${mail === undefined ? nothing : html`<span class="muted">${sayShort(mail.stateAt, locale, settings.organisation.timeZone)}</span> ${mailReason(mail)}`}`
}
