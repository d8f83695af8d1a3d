// The port for mails: what became of each, and the mailbox of a deployment without a provider.

import type { Instant } from '@foyer/core'

export type MailState = 'queued' | 'sent' | 'delivered' | 'bounced' | 'dropped' | 'failed'

export interface MailRecord {
  /** That of the job that sent it. */
  id: number
  userId: string | null
  kind: string
  state: MailState
  at: Instant
  messageId: string | null
  providerId: string | null
}

export interface MailStore {
  /** A row stands from the moment the job was written, as `queued`. This changes it; `delivered` and `bounced` are never taken back by `sent`. */
  setMailState(jobId: number, state: MailState, ids?: { messageId?: string | undefined; providerId?: string | undefined }): Promise<void>
  /** What the provider told about a mail it took. @returns the mail; null when it is unknown */
  setMailStateByMessageId(messageId: string, state: 'delivered' | 'bounced'): Promise<MailRecord | null>
  /** Of one person, newest first. At most 100. */
  listMails(userId: string): Promise<MailRecord[]>
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
