// Where somebody's invitation stands, what was given out of it, and every way to give out more.

import type { Mail, User, UserAction } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayMoment, sayShort } from '../i18n/words.ts'
import { mailChip, mailReason } from './mail-chip.ts'

interface InvitationPanel {
  user: User
  /** The newest first; `null` while they are read. */
  mails: readonly Mail[] | null
  admin: Admin
  /** A button for what may be done, nothing for what may not. */
  act: (action: UserAction) => TemplateResult | typeof nothing
  /** Asks for an info sheet; `lost`: in the place of one that is gone. */
  sheet: (kind: 'first' | 'lost') => void
}

export const invitationPanel = ({ user, mails, admin, act, sheet }: InvitationPanel): TemplateResult => {
  const { words } = admin
  const printed = user.invitation?.carriers.some(({ kind }) => kind === 'sheet') === true
  const maySheet = user.allowedActions.includes('handOver')
  const mayLose = printed && user.allowedActions.includes('renew')
  return html`<section class="card">
    <h2>${words.invitation}</h2>
    ${user.invitation === null ? html`<p class="muted">${words.invitationNone}</p>` : facts(user.invitation, mails, admin)}
    <div class="row">
      ${act('send')} ${act('handOver')}
      ${maySheet ? html`<button class="secondary" type="button" @click=${() => sheet('first')}>${words.sheet}</button>` : nothing}
      ${mayLose ? html`<button class="secondary" type="button" @click=${() => sheet('lost')}>${words.sheetLost}</button>` : nothing}
      ${act('renew')} ${act('revoke')}
    </div>
  </section>`
}

type Invitation = NonNullable<User['invitation']>

const facts = (invitation: Invitation, mails: readonly Mail[] | null, admin: Admin): TemplateResult => {
  const { words, locale, settings } = admin
  const { timeZone } = settings.organisation
  const moment = (iso: string) => sayMoment(iso, locale, timeZone)
  const application = settings.applications.find(({ key }) => key === invitation.application)?.name ?? invitation.application
  return html`<p class=${invitation.expired ? 'notice' : ''}>
      ${fill(invitation.expired ? words.invitationExpired : words.invitationTerm, { time: moment(invitation.expiresAt) })}
    </p>
    <dl class="facts">
      <dt>${words.application}</dt>
      <dd>${application}</dd>
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
    </dl>`
}

/** Since when, and why in the provider's words, as soon as the mail itself was read. */
const deliveryText = (delivery: NonNullable<Invitation['delivery']>, mails: readonly Mail[] | null, admin: Admin): TemplateResult => {
  const mail = mails?.find(({ kind, state }) => kind === 'invitation' && state === delivery)
  const { locale, settings } = admin
  return html`${mailChip({ state: delivery }, admin)}
    ${mail === undefined ? nothing : html`<span class="muted">${sayShort(mail.stateAt, locale, settings.organisation.timeZone)}</span> ${mailReason(mail)}`}`
}
