// One message of every kind and variant, and a context to render them in.

import type { MailContext, MailKind, MailLocale, MailMessage } from '../messages.ts'

const link = 'https://id.beispiel.example/l/1k7q2mzn4vt6r8wxa3cbhd5fgjpey0sk7q2mzn4vt6r8wxa3cbhd5fgjpey'
const refuseLink = 'https://id.beispiel.example/l/1refusek7q2mzn4vt6r8wxa3cbhd5fgjpe'
const recoverUrl = 'https://id.beispiel.example/recover'
const expiresAt = new Date('2026-12-06T22:59:00Z')
const at = new Date('2026-11-22T09:41:00Z')
const name = 'Mia Weber'
const signInName = 'mia.weber@beispiel.example'

type Samples = { [K in MailKind]: readonly [MailMessage<K>, ...MailMessage<K>[]] }

/** By kind, so that a new kind does not compile until it has a sample. */
const samples: Samples = {
  invitation: [
    {
      kind: 'invitation',
      data: {
        name,
        entry: { by: 'link', link, code: 'K7MW2XQFH9PDRT3N' },
        expiresAt,
        message: 'Willkommen im Team.\nBei Fragen bin ich im Büro 2.14 zu finden.',
        refuseLink,
      },
    },
    {
      kind: 'invitation',
      data: {
        name,
        entry: { by: 'generated_password', signInName, initialPassword: 'k7mw2xqfh9pdr' },
        expiresAt,
        message: null,
        refuseLink,
      },
    },
    {
      kind: 'invitation',
      data: { name, entry: { by: 'chosen_password', signInName, from: 'Frau Sommer' }, expiresAt, message: null, refuseLink },
    },
  ],
  reminder: [
    { kind: 'reminder', data: { name, entry: { by: 'link', link, code: 'K7MW2XQFH9PDRT3N' }, expiresAt, refuseLink } },
    {
      kind: 'reminder',
      data: { name, entry: { by: 'generated_password', signInName, initialPassword: 'k7mw2xqfh9pdr' }, expiresAt, refuseLink },
    },
    { kind: 'reminder', data: { name, entry: { by: 'chosen_password', signInName, from: 'Frau Sommer' }, expiresAt, refuseLink } },
  ],
  access_granted: [{ kind: 'access_granted', data: { name, signInName } }],
  welcome: [{ kind: 'welcome', data: { name, signInName } }],
  email_code: [{ kind: 'email_code', data: { name, code: 'H9PDRT3N', expiresAt, refuseLink } }],
  email_in_use: [{ kind: 'email_in_use', data: { refuseLink } }],
  confirmation: [{ kind: 'confirmation', data: { name, link, expiresAt, refuseLink } }],
  recovery: [{ kind: 'recovery', data: { name, link, code: 'K7MW2XQF', expiresAt } }],
  recovery_done: [{ kind: 'recovery_done', data: { name, at, recoverUrl } }],
  password_changed: [{ kind: 'password_changed', data: { name, at, recoverUrl } }],
  password_disabled: [{ kind: 'password_disabled', data: { name, at, recoverUrl } }],
  email_change_confirm: [{ kind: 'email_change_confirm', data: { name, link, code: 'K7MW2XQF', expiresAt, refuseLink } }],
  email_change_notice: [{ kind: 'email_change_notice', data: { name, at, newAddress: 'm•••@gmx.example', undoLink: link, expiresAt } }],
  access_reset: [{ kind: 'access_reset', data: { name, at } }],
  handover_stopped: [{ kind: 'handover_stopped', data: { name, who: 'Jan Kowalski', at } }],
  sheet_opened: [{ kind: 'sheet_opened', data: { name, at, refuseLink } }],
  factor_changed: [
    { kind: 'factor_changed', data: { name, change: 'passkey_added', at, recoverUrl } },
    { kind: 'factor_changed', data: { name, change: 'passkey_removed', at, recoverUrl } },
    { kind: 'factor_changed', data: { name, change: 'totp_added', at, recoverUrl } },
    { kind: 'factor_changed', data: { name, change: 'totp_removed', at, recoverUrl } },
    { kind: 'factor_changed', data: { name, change: 'backup_codes_made', at, recoverUrl } },
  ],
  erasure_planned: [{ kind: 'erasure_planned', data: { name, at, keepLink: link, recoverUrl } }],
  erasure_notice: [{ kind: 'erasure_notice', data: { name, who: 'Mia Weber', at } }],
  new_sign_in: [{ kind: 'new_sign_in', data: { name, device: 'Firefox auf Windows', at, recoverUrl } }],
}

export const sampleMessages: readonly MailMessage[] = Object.values(samples).flat()

export function sampleContext(locale: MailLocale, changed: Partial<MailContext> = {}): MailContext {
  return {
    organisation: {
      name: 'Beispiel AG',
      logoUrl: null,
      accent: '#00aa55',
      contact: 'it@beispiel.example',
      timeZone: 'Europe/Berlin',
    },
    application: {
      name: 'Beispiel App',
      url: 'https://app.beispiel.example',
      stores: { apple: 'https://apps.apple.com/app/id1', google: 'https://play.google.com/store/apps/details?id=a' },
    },
    locale,
    ...changed,
  }
}
