// Why a mail could not be handed over, told apart by what is to be done about it.

/**
 * - `refused`: this recipient or this mail, for good. Do not try again.
 * - `deferred`: not now (429, 5xx, 4yz, timeouts, lost connections, answers that make no sense). Try later.
 * - `misconfigured`: no mail will get through until somebody mends the settings. Raise an alarm, do not hammer.
 */
export type MailErrorKind = 'refused' | 'deferred' | 'misconfigured'

export interface MailErrorOptions {
  cause?: unknown
  /** The provider's own words, as they came. */
  reply?: string | null
  /** What the provider asked for, in milliseconds; between 0 and one day. */
  retryAfterMs?: number | null
}

/** The message and the cause name statuses and replies, never the mail's content and no key. */
export class MailError extends Error {
  override readonly name = 'MailError'
  readonly kind: MailErrorKind
  readonly retryAfterMs: number | null
  readonly reply: string | null

  constructor(kind: MailErrorKind, message: string, { cause, reply = null, retryAfterMs = null }: MailErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause })
    this.kind = kind
    this.retryAfterMs = retryAfterMs
    this.reply = reply
  }
}
