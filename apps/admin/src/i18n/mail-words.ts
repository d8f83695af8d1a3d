// Kinds of mails and what became of them, in words.

import type { MailKind, MailState } from '@foyer/sdk'
import type { Locale } from '../app/admin.ts'

type Sentence = Readonly<Record<Locale, string>>
const say = (de: string, en: string): Sentence => ({ de, en })

/** A kind without words does not compile. */
const kinds: Readonly<Record<MailKind, Sentence>> = {
  invitation: say('Einladung', 'Invitation'),
  reminder: say('Erinnerung', 'Reminder'),
  access_granted: say('Neuer Zugang', 'New access'),
  welcome: say('Konto ist aktiv', 'Account is active'),
  email_code: say('Code zur Adresse', 'Code for the address'),
  email_in_use: say('Adresse wird schon verwendet', 'Address is in use'),
  confirmation: say('Bestätigungslink', 'Confirmation link'),
  recovery: say('Neues Passwort', 'New password'),
  recovery_done: say('Neues Passwort gesetzt', 'New password set'),
  password_changed: say('Passwort geändert', 'Password changed'),
  password_disabled: say('Passwort gesperrt', 'Password disabled'),
  email_change_confirm: say('Neue Adresse bestätigen', 'Confirm the new address'),
  email_change_notice: say('Adresse geändert', 'Address changed'),
  access_reset: say('Zugang zurückgesetzt', 'Access reset'),
  sheet_opened: say('Infoblatt geöffnet', 'Sheet opened'),
  factor_changed: say('Passkey oder zweiter Schritt geändert', 'Passkey or second step changed'),
  erasure_planned: say('Konto wird gelöscht', 'Account will be erased'),
  erasure_notice: say('Jemand löscht das eigene Konto', 'Somebody erases their own account'),
  new_sign_in: say('Anmeldung an neuem Gerät', 'Sign-in on a new device'),
  handover_stopped: say('Ausgehändigtes gestoppt', 'Handed-over secret stopped'),
  sample: say('Test an sich selbst', 'Test to oneself'),
}

const states: Readonly<Record<MailState, Sentence>> = {
  queued: say('Wartet', 'Waiting'),
  dropped: say('Nicht gesendet', 'Not sent'),
  failed: say('Ließ sich nicht senden', 'Could not be sent'),
  sent: say('Gesendet', 'Sent'),
  delayed: say('Verzögert', 'Delayed'),
  delivered: say('Zugestellt', 'Delivered'),
  bounced: say('Kam zurück', 'Came back'),
  complained: say('Als unerwünscht gemeldet', 'Reported as unwanted'),
}

const meanings: Readonly<Record<MailState, Sentence>> = {
  queued: say('Geht gleich hinaus.', 'Goes out in a moment.'),
  dropped: say('Der Anlass war entfallen, bevor sie hinausging.', 'Its reason was gone before it went out.'),
  failed: say('Nach vielen Versuchen aufgegeben.', 'Given up after many tries.'),
  sent: say('Der Anbieter hat sie angenommen.', 'The provider took it.'),
  delayed: say('Das Postfach nimmt sie noch nicht an. Es wird weiter versucht.', 'The mailbox does not take it yet. It is tried again.'),
  delivered: say('Das Postfach hat sie angenommen.', 'The mailbox took it.'),
  bounced: say('Das Postfach nimmt sie nicht an.', 'The mailbox does not take it.'),
  complained: say('Jemand hat sie als unerwünscht gemeldet.', 'Somebody reported it as unwanted.'),
}

export const MAIL_KINDS = Object.keys(kinds) as MailKind[]
export const MAIL_STATES = Object.keys(states) as MailState[]

export const mailKindText = (kind: string, locale: Locale): string =>
  Object.hasOwn(kinds, kind) ? (kinds[kind as MailKind][locale] ?? kind) : kind

export const mailStateText = (state: MailState, locale: Locale): string => states[state][locale]

export const mailStateMeaning = (state: MailState, locale: Locale): string => meanings[state][locale]
