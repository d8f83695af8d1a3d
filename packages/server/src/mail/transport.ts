// The port through which mails leave: what a transport must do, and what it is given.

import type { MailAddress } from './mail-address.ts'

/** A mail ready to leave. Made by `outgoingMail`, which checks every part that becomes a header. */
export interface OutgoingMail {
  /** `local@domain` without angle brackets. The same for every try of one mail, so that a mail sent twice can be seen to be one. */
  messageId: string
  /** An address, with a display name or without. */
  from: string
  to: MailAddress
  replyTo?: string
  subject: string
  html: string
  text: string
  headers?: Readonly<Record<string, string>>
  /** What the provider gives back with everything that it tells about the mail. No personal data; providers may show it in a header. */
  variables?: Readonly<Record<string, string>>
}

export interface SendOptions {
  signal: AbortSignal
}

export interface MailTransport {
  readonly name: string
  /** Rejects with a MailError and nothing else. `providerId` is what the provider calls the mail, without angle brackets. */
  send(mail: OutgoingMail, options: SendOptions): Promise<{ providerId: string | null }>
  /** Tries the settings without sending; rejects with a MailError. */
  verify?(): Promise<void>
  /** Whether the provider signed a webhook. Absent where it has none, or its signing key is not configured. */
  signed?(signature: { timestamp: string; token: string; signature: string }): boolean
  /** Lets go of connections. Mails on their way still finish. */
  close?(): void
}
