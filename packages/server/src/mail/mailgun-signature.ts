// Whether Mailgun signed a webhook: HMAC-SHA-256 under the webhook signing key, compared in constant time.

import { createHmac, timingSafeEqual } from 'node:crypto'

/** As it stands in the body. */
export interface MailgunSignature {
  /** Seconds since the epoch, ten digits. */
  timestamp: string
  token: string
  /** 64 hexadecimal characters. */
  signature: string
}

/**
 * The MAC covers timestamp and token joined without a separator, and nothing else of the body: whoever holds one signed pair could move
 * the border between them. A timestamp of exactly ten digits leaves a moved one decades away.
 */
export const isSignedByMailgun = (signingKey: string, { timestamp, token, signature }: MailgunSignature): boolean => {
  if (!/^\d{10}$/.test(timestamp) || !/^[0-9a-f]{64}$/i.test(signature)) return false
  const expected = createHmac('sha256', signingKey).update(timestamp).update(token).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}
