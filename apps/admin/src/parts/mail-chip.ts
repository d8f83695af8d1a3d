// What became of a mail, with icon and word, and the provider's reason where there is one.

import type { Mail, MailState } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { mailStateMeaning, mailStateText } from '../i18n/mail-words.ts'

const waits = 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2 1.3'
const failed = 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.5M8 11h.01'

const looks: Readonly<Record<MailState, { look: 'waits' | 'good' | 'bad' | 'plain'; path: string }>> = {
  queued: { look: 'waits', path: 'M3.5 8h.01M8 8h.01M12.5 8h.01' },
  dropped: { look: 'plain', path: 'M4 8h8' },
  failed: { look: 'bad', path: failed },
  sent: { look: 'plain', path: 'M3 8h9M9 4.5 12.5 8 9 11.5' },
  delayed: { look: 'waits', path: waits },
  delivered: { look: 'good', path: 'm3.5 8.5 3 3 6-7' },
  bounced: { look: 'bad', path: 'M13 8H4M7.5 4.5 4 8l3.5 3.5' },
  complained: { look: 'bad', path: failed },
}

export const mailChip = ({ state }: Pick<Mail, 'state'>, { locale }: Admin): TemplateResult => {
  const { look, path } = looks[state]
  return html`<span class="chip mail-${look}" title=${mailStateMeaning(state, locale)}><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>${mailStateText(state, locale)}</span>`
}

/** In the provider's own words, whatever language those are. */
export const mailReason = ({ reason }: Pick<Mail, 'reason'>): TemplateResult | typeof nothing =>
  reason === null ? nothing : html`<span class="muted reason">${reason}</span>`
