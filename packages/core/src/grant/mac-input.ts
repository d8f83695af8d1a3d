// The bytes that a grant's secrets are derived from: every fact that a secret is bound to, and nothing that is secret.

import { hexToBytes, joinBytes, numberToBytes } from './byte-order.ts'
import { type CarrierOf, carriers, formOf, type GrantPurpose } from './carriers.ts'
import { demand } from './demand.ts'

export interface AddressRevision {
  canonical: string
  /** Raised by every change of the address, so that what was mailed before A → B → A stays dead. */
  revision: number
}

interface Grant {
  purpose: GrantPurpose
  /** 8 random bytes as 16 lower-case hexadecimal digits. */
  grantId: string
  /** Milliseconds since 1970 on the database's clock; rises strictly, below 2^48. */
  generation: number
}

/** What is mailed is bound to the address at its revision; what is handed over is bound to none. A chosen password is not derived. */
export type MacFields = Grant &
  (
    | { carrier: CarrierOf<'email'>; address: AddressRevision }
    | { carrier: Exclude<CarrierOf<'handover'>, 'chosen_password'>; address?: undefined }
  )

/** First field: bytes for another use, or of another version, are never equal to these. */
const LABEL = 'foyer.grant.1'

/**
 * Input of HMAC-SHA-256 under the key of the purpose. Each field is preceded by its length in two bytes, so that no two sets of fields
 * give the same bytes. Throws `internal` for fields out of range.
 */
export function macInput(fields: MacFields): Uint8Array {
  const { purpose, grantId, generation, carrier, address } = fields
  const { channel } = carriers[carrier]
  demand(formOf(carrier) !== 'chosen', 'a carrier whose secret is derived')
  demand((channel === 'email') === (address !== undefined), 'an address exactly when the carrier is mailed')

  const parts = [
    textBytes(LABEL),
    textBytes(purpose),
    hexToBytes(grantId, 8),
    numberToBytes(generation, 6),
    textBytes(channel),
    textBytes(carrier),
  ]
  if (address !== undefined) parts.push(textBytes(address.canonical), numberToBytes(address.revision, 6))
  return joinBytes(parts.flatMap((part) => [numberToBytes(part.length, 2), part]))
}

function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
