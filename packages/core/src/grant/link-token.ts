// The token in the path of a link, `/l/<token>`: 34 bytes as 55 letters and digits.

import { fromBase32, toBase32 } from './base32.ts'
import { bytesToHex, bytesToNumber, hexToBytes, joinBytes, numberToBytes } from './byte-order.ts'
import { carriers, type LinkCarrier, linkCarrierFromByte } from './carriers.ts'
import { demand } from './demand.ts'

export interface LinkToken {
  /** Which secret key the MAC was made under: 2 bytes as 4 lower-case hexadecimal digits. */
  keyFingerprint: string
  /** 8 bytes as 16 lower-case hexadecimal digits. */
  grantId: string
  /** Milliseconds since 1970, below 2^48. */
  generation: number
  /** Says the channel as well. */
  carrier: LinkCarrier
  /** The first 16 bytes of the HMAC over `macInput`. Compare it in constant time. */
  mac: Uint8Array
}

const VERSION = 1
export const LINK_MAC_BYTES = 16
const TOKEN_BYTES = 1 + 2 + 8 + 6 + 1 + LINK_MAC_BYTES

/** What a mail client or a person may have left behind the link. */
const LEFT_OVER = /[.>)]$/

/** Lower-case letters and digits only. Throws `internal` for fields out of range. */
export function encodeLinkToken(token: LinkToken): string {
  demand(token.mac.length === LINK_MAC_BYTES, `a MAC of ${LINK_MAC_BYTES} bytes`)
  return toBase32(
    joinBytes([
      numberToBytes(VERSION, 1),
      hexToBytes(token.keyFingerprint, 2),
      hexToBytes(token.grantId, 8),
      numberToBytes(token.generation, 6),
      numberToBytes(carriers[token.carrier].byte, 1),
      token.mac,
    ]),
  )
}

/**
 * `null` for what `encodeLinkToken` never makes, upper case and one full stop, `>` or `)` at the end apart. Proves nothing yet:
 * the MAC is for the caller to check.
 */
export function decodeLinkToken(text: string): LinkToken | null {
  const bytes = fromBase32(text.replace(LEFT_OVER, ''), TOKEN_BYTES)
  if (bytes === null || bytes[0] !== VERSION) return null
  const carrier = linkCarrierFromByte(bytes[17] ?? 0)
  if (carrier === null) return null
  return {
    keyFingerprint: bytesToHex(bytes.subarray(1, 3)),
    grantId: bytesToHex(bytes.subarray(3, 11)),
    generation: bytesToNumber(bytes.subarray(11, 17)),
    carrier,
    mac: bytes.slice(18),
  }
}
