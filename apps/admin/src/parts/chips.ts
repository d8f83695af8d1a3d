// Both statuses of a person, with icon and word: colour is never alone.

import type { User } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill } from '../i18n/words.ts'

type Icon = 'ring' | 'clock' | 'check' | 'bar' | 'dots'

const paths: Record<Icon, string> = {
  ring: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2 1.3',
  check: 'm3.5 8.5 3 3 6-7',
  bar: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.2 11.8l7.6-7.6',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
}

const icon = (name: Icon): TemplateResult => html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${paths[name]} /></svg>`

const accountIcon: Record<User['status'], Icon> = { offline: 'ring', invited: 'clock', online: 'check', deactivated: 'bar' }
const emailIcon = { none: 'ring', unconfirmed: 'dots', pending: 'clock', confirmed: 'check' } as const satisfies Record<string, Icon>

export const statusChip = (user: User, admin: Admin): TemplateResult =>
  html`<span class="chip ${user.status}">${icon(accountIcon[user.status])}<span>${statusText(user, admin)}</span></span>`

export const emailChip = (user: User, admin: Admin): TemplateResult => {
  const status = user.emailStatus ?? 'none'
  return html`<span class="chip email-${status}">${icon(emailIcon[status])}<span>${emailStatusText(status, admin)}</span></span>`
}

export const statusText = (user: User, { words, settings }: Admin): string => {
  if (user.status !== 'invited') return words[user.status]
  const application = settings.applications.find(({ key }) => key === user.invitation.application)?.name ?? user.invitation.application
  const text = fill(words.invitedTo, { application })
  return user.invitation.expired ? `${text} (${words.expired})` : text
}

export const emailStatusText = (status: keyof typeof emailIcon, { words }: Admin): string =>
  status === 'none' ? words.noEmail : words[status]
