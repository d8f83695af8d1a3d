// The newest mails to a person, with what became of each.

import type { Mail, User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import type { Loading } from '../data/loading.ts'
import { mailsPath } from '../data/mails-query.ts'
import { mailKindText } from '../i18n/mail-words.ts'
import { sayShort } from '../i18n/words.ts'
import { mailChip, mailReason } from './mail-chip.ts'
import { errorText } from './problem.ts'

/** As many as stand on a person's page. */
export const PERSON_MAILS = 5

export const personMails = (user: User, mails: Loading<Mail[]>, admin: Admin): TemplateResult => {
  const { words, href } = admin
  return html`<section class="card">
    <h2>${words.mails}</h2>
    ${body(mails, admin)}
    ${mails.value === null || mails.value.length === 0 ? nothing : html`<p><a href=${href(mailsPath({ user: user.id }))}>${words.mailsAll}</a></p>`}
  </section>`
}

const body = ({ state, value }: Loading<Mail[]>, admin: Admin): TemplateResult => {
  const { words, locale, settings } = admin
  if (state.kind === 'failed') return html`<p class="error" role="alert">${errorText(state.error)}</p>`
  if (value === null) return html`<p class="muted">${words.loading}</p>`
  if (value.length === 0) return html`<p class="muted">${words.mailsNone}</p>`
  return html`<ul class="lines">
    ${value.map(
      (mail) => html`<li><p>
        <span>${mailKindText(mail.kind, locale)} <span class="muted">${sayShort(mail.stateAt, locale, settings.organisation.timeZone)}</span></span>
        <span>${mailChip(mail, admin)}</span>
        ${mailReason(mail)}
      </p></li>`,
    )}
  </ul>`
}
