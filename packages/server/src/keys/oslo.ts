// The one door to the oslo family: texts for random bytes, and comparing without telling by time.

import { randomBytes } from 'node:crypto'
import { constantTimeEqual } from '@oslojs/crypto/subtle'
import { decodeBase64urlIgnorePadding, encodeBase64urlNoPadding } from '@oslojs/encoding'

/** base64url without padding (RFC 4648 §5). */
export const toBase64url = (bytes: Uint8Array): string => encodeBase64urlNoPadding(bytes)

/** `null` for anything that is no base64url. */
export const fromBase64url = (text: string): Uint8Array | null => {
  try {
    return decodeBase64urlIgnorePadding(text)
  } catch {
    return null
  }
}

/** Takes as long for bytes that differ as for bytes that do not; false at once for another length, which is no secret here. */
export const isEqual = (one: Uint8Array, other: Uint8Array): boolean => constantTimeEqual(one, other)

/** A secret of 256 bits as 43 characters: sessions, API keys. */
export const newSecret256 = (): string => toBase64url(randomBytes(32))
