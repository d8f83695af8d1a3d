// Every mail that Foyer sends: its kind, what it says, and in whose name it goes out.

import type { FactorChange } from '@foyer/core'

export type MailLocale = 'de' | 'en'

/**
 * In whose name a mail is written. `accent` is `#rrggbb`; `logoUrl` and `url` are absolute http(s) addresses; `timeZone` is an IANA
 * name; `contact` is an address or a sentence fragment that can follow "wenden Sie sich an".
 */
export interface MailContext {
  organisation: { name: string; logoUrl: string | null; accent: string; contact: string | null; timeZone: string }
  application: { name: string; url: string | null; stores: { apple?: string | undefined; google?: string | undefined } } | null
  locale: MailLocale
  /** It is only looked at: the mail says so at its top, and in its subject. */
  sample?: boolean
}

/** How an invitation lets its reader in. A chosen initial password stands in no mail: `from` is the person who hands it over. */
export type InvitationEntry =
  | { by: 'link'; link: string; code: string }
  | { by: 'generated_password'; signInName: string; initialPassword: string }
  | { by: 'chosen_password'; signInName: string; from: string | null }

/** `name` greets the reader; it is untrusted text. `null` greets without a name. */
interface ToPerson {
  name: string | null
}

/** `refuseLink` is the "Nicht für Sie?" link; `null` only where the address is proved. */
interface ToUnproved extends ToPerson {
  refuseLink: string | null
}

/**
 * What each kind of mail needs. Links and codes are ready-made secrets; `recoverUrl` is the public page of "Passwort vergessen?".
 * Codes may come grouped, and stay so, or not: then the mail groups them by four.
 */
export interface MailData {
  /** Opens the activation. `message` is a manager's own words, at most 2,000 characters of them are shown. */
  invitation: ToUnproved & { entry: InvitationEntry; expiresAt: Date; message: string | null }
  /** The invitation once more, before its term ends; its secrets are those that were mailed before. */
  reminder: ToUnproved & { entry: InvitationEntry; expiresAt: Date }
  /** Someone who is online already may now use one more application. */
  access_granted: ToPerson & { signInName: string }
  /** The account has just been activated. */
  welcome: ToPerson & { signInName: string }
  /** Proves the address inside an activation; alone it opens nothing. */
  email_code: ToUnproved & { code: string; expiresAt: Date }
  /** The address typed in an activation belongs to another account. Carries no name: the reader may be either of two people. */
  email_in_use: { refuseLink: string | null }
  /** Confirms the address apart from an activation. */
  confirmation: ToUnproved & { link: string; expiresAt: Date }
  recovery: ToPerson & { link: string; code: string; expiresAt: Date }
  recovery_done: ToPerson & { at: Date; recoverUrl: string }
  password_changed: ToPerson & { at: Date; recoverUrl: string }
  /** The password is refused after too many failures in a row. */
  password_disabled: ToPerson & { at: Date; recoverUrl: string }
  /** Goes to the new address, which the holder asked for. */
  email_change_confirm: ToUnproved & { link: string; code: string; expiresAt: Date }
  /** Goes to the old address. `newAddress` is shown as given: mask it first. `expiresAt` ends the undo. */
  email_change_notice: ToPerson & { at: Date; newAddress: string; undoLink: string; expiresAt: Date }
  /** Goes to the address on file before an owner reset the access. */
  access_reset: ToPerson & { at: Date }
  /** A printed sheet opened the account of somebody who has a mailbox. */
  sheet_opened: ToUnproved & { at: Date }
  /** To the manager who gave something out: too many wrong answers ended it. `who` it was for is untrusted text. */
  handover_stopped: ToPerson & { who: string; at: Date }
  factor_changed: ToPerson & { change: FactorChange; at: Date; recoverUrl: string }
  /** `device` is what the browser said about itself, untrusted. */
  new_sign_in: ToPerson & { device: string; at: Date; recoverUrl: string }
  /** To the holder who wished to be erased. `at` is when it happens, `keepLink` keeps the account. */
  erasure_planned: ToPerson & { at: Date; keepLink: string; recoverUrl: string }
  /** To an owner: the holder `who`, untrusted text, wished to be erased. */
  erasure_notice: ToPerson & { who: string; at: Date }
}

export type MailKind = keyof MailData

/** One mail to write: a kind and its data. With a kind named, the mail of that kind alone. */
export type MailMessage<K extends MailKind = MailKind> = { [P in K]: { kind: P; data: MailData[P] } }[K]
