// The port for mails: the ledger of what became of each, and the mailbox of a deployment without a provider.

import type { MailKind, MailState } from '@foyer/contract'
import type { Instant } from '@foyer/core'

export interface MailRecord {
  /** That of the job that sent it; rises with the order in which mails were queued. */
  jobId: number
  /** Random; with the job's id it is what the provider gives back. */
  token: string
  userId: string | null
  /** First and last name as they are now; `null` without one. */
  name: string | null
  kind: string
  state: MailState
  /** Revision of the address that it went to: 0 for one that was not on file, `null` before it was handed over. */
  revision: number | null
  /** It went to another address than the one on file now. */
  toOtherAddress: boolean
  queuedAt: Instant
  sentAt: Instant | null
  stateAt: Instant
  reason: string | null
  messageId: string | null
  providerId: string | null
}

export interface MailFilter {
  userId?: string | undefined
  state?: readonly MailState[] | undefined
  kind?: readonly MailKind[] | undefined
}

/** How news name a mail: by what we gave along with it, or by its Message-Id without angle brackets. */
export type MailName = { jobId: number; token: string } | { messageId: string }

/** What a provider told about a mail. */
export interface DeliveryNews {
  mail: MailName
  state: 'delivered' | 'delayed' | 'bounced' | 'complained'
  /** Of the address that it went to, where the news say it. */
  revision: number | null
  /** Cleaned: see `cleanReason`. */
  reason: string | null
}

export interface MailStore extends MailWriter {
  /** Newest first. `after` is `next` of the page before; `limit`: 1 to 200. */
  listMails(filter: MailFilter, page: { after?: number | undefined; limit: number }): Promise<{ items: MailRecord[]; next: number | null }>
  /** A row stands from the moment the job was written, as `queued`. A state never goes back; what else is given is kept in any case. */
  setMailState(jobId: number, state: MailState, facts?: MailFacts): Promise<void>
}

export interface MailFacts {
  messageId?: string | undefined
  providerId?: string | undefined
  revision?: number | null | undefined
  reason?: string | null | undefined
}

export interface MailWriter {
  /** Burns a webhook's token. False when it was taken before, or was signed too long ago or in the future by the database's clock. */
  takeWebhook(nonce: string, signedAt: Instant): Promise<boolean>
  /** @returns the mail when this is news; null when it is unknown, or what is known already is later */
  noteDelivery(news: DeliveryNews): Promise<{ userId: string | null; kind: string; revision: number | null } | null>
}

/** A mail of the embedded mailbox. `sealed` is encrypted by whoever hands it over. */
export interface CapturedMail {
  id: number
  at: Instant
  sealed: Uint8Array
}

export interface CapturedMailStore {
  addCapturedMail(sealed: Uint8Array): Promise<number>
  /** Newest first; `before` is the id of the last one seen. */
  listCapturedMails(options: { before?: number | undefined; limit: number }): Promise<CapturedMail[]>
  readCapturedMail(id: number): Promise<CapturedMail | null>
  countCapturedMails(): Promise<number>
}
