// The one door to the oslo family: texts for random bytes, and comparing without telling by time.

import { randomBytes } from 'node:crypto'
import { constantTimeEqual } from '@oslojs/crypto/subtle'
import { decodeBase64urlIgnorePadding, encodeBase32UpperCaseNoPadding, encodeBase64urlNoPadding } from '@oslojs/encoding'
import { createTOTPKeyURI, generateHOTP } from '@oslojs/otp'

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

/** base32 without padding (RFC 4648 §6), as authenticator apps take keys. */
export const toBase32 = (bytes: Uint8Array): string => encodeBase32UpperCaseNoPadding(bytes)

/** RFC 4226. `digits` 6 to 8. */
export const hotp = (key: Uint8Array, counter: number, digits: number): string => generateHOTP(key, BigInt(counter), digits)

/** `otpauth://totp/…`, as authenticator apps read it from a QR code. */
export const totpUri = (issuer: string, account: string, key: Uint8Array, periodS: number, digits: number): string =>
  createTOTPKeyURI(issuer, account, key, periodS, digits)
