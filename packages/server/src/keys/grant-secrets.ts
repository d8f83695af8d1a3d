// Derives every mailed or printed secret of a grant, and checks what somebody presents. Nothing is stored.

import { createHmac } from 'node:crypto'
import {
  type AddressRevision,
  activationCodeFrom,
  type Carrier,
  channelOf,
  decodeLinkToken,
  encodeLinkToken,
  type GrantFacts,
  initialPasswordFrom,
  LINK_MAC_BYTES,
  type LinkCarrier,
  type LinkToken,
  type MacFields,
  macInput,
  mailCodeFrom,
} from '@foyer/core'
import type { KeyRing } from './key-ring.ts'
import { isEqual } from './oslo.ts'

/** The parts of a grant that its secrets are bound to. */
export type Derivable = Pick<GrantFacts, 'id' | 'purpose' | 'generation' | 'keyId' | 'locator'>

/** Whatever derives throws for a grant whose secret was retired: ask `canDerive` first. */
export interface GrantSecrets {
  /** False once the deployment's secret that this grant was made with is retired: then nothing of it opens anything. */
  canDerive(grant: Pick<GrantFacts, 'keyId'>): boolean
  /** The token of `/l/<token>`. */
  linkToken(grant: Derivable, carrier: LinkCarrier, address: AddressRevision | null): string
  /** 16 characters: six locate, ten prove. */
  activationCode(grant: Derivable, carrier: 'mail_code' | 'code', address: AddressRevision | null): string
  /** 8 characters, for codes that are typed where the flow is known. */
  mailCode(grant: Derivable, address: AddressRevision): string
  /** 13 characters, 64 bit. */
  initialPassword(grant: Derivable, address: AddressRevision): string
  /** Reads a token without believing it. */
  readLink(token: string): LinkToken | null
  /** True when the token was made for this grant, and the address as it stands now. Constant time. */
  verifyLink(token: LinkToken, grant: Derivable, address: AddressRevision | null): boolean
  /** Compares in constant time; false for what cannot be derived any more. */
  isRight(typed: string, expected: string | null): boolean
}

export const createGrantSecrets = (keys: KeyRing): GrantSecrets => {
  const mac = (grant: Derivable, carrier: Carrier, address: AddressRevision | null): Buffer | null => {
    const key = keys.key(grant.keyId, `grant/${grant.purpose}`)
    const fields = macFields(grant, carrier, address)
    if (key === undefined || fields === null) return null
    return createHmac('sha256', key).update(macInput(fields)).digest()
  }
  const must = (value: Buffer | null): Buffer => {
    if (value === null) throw new Error('This secret cannot be derived: its key was retired, or the address is gone.')
    return value
  }
  return {
    canDerive: ({ keyId }) => keys.ids.includes(keyId),
    linkToken: (grant, carrier, address) =>
      encodeLinkToken({
        keyFingerprint: keys.fingerprint(grant.keyId).toString('hex'),
        grantId: grant.id,
        generation: grant.generation,
        carrier,
        mac: must(mac(grant, carrier, address)).subarray(0, LINK_MAC_BYTES),
      }),
    activationCode: (grant, carrier, address) => activationCodeFrom(grant.locator ?? '', must(mac(grant, carrier, address))),
    mailCode: (grant, address) => mailCodeFrom(must(mac(grant, 'mail_code', address))),
    initialPassword: (grant, address) => initialPasswordFrom(must(mac(grant, 'initial_password', address))),
    readLink: decodeLinkToken,
    verifyLink(token, grant, address) {
      if (token.keyFingerprint !== keys.fingerprint(grant.keyId).toString('hex')) return false
      const expected = mac({ ...grant, generation: token.generation }, token.carrier, address)
      return expected !== null && isEqual(expected.subarray(0, LINK_MAC_BYTES), token.mac)
    },
    isRight(typed, expected) {
      const length = Math.max(typed.length, expected?.length ?? 0, 1)
      const left = Buffer.alloc(length)
      const right = Buffer.alloc(length)
      left.write(typed)
      right.write(expected ?? '')
      return isEqual(left, right) && expected !== null && typed.length === expected.length
    },
  }
}

const macFields = (grant: Derivable, carrier: Carrier, address: AddressRevision | null): MacFields | null => {
  const base = { purpose: grant.purpose, grantId: grant.id, generation: grant.generation }
  if (channelOf(carrier) === 'handover') return { ...base, carrier } as MacFields
  return address === null ? null : ({ ...base, carrier, address } as MacFields)
}
