// Sealed tokens: AES-256-GCM over JSON, one derived key per kind, so that one kind never passes for another.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KeyRing, KeyUse } from './key-ring.ts'

export type SealUse = Extract<KeyUse, `seal/${string}`>

const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 2

/** Seals any JSON value; base64url without padding. Who does not hold the deployment's secrets can neither read nor make one. */
export const seal = (keys: KeyRing, use: SealUse, value: unknown): string => {
  const key = keys.key(keys.newest, use)
  if (key === undefined) throw new Error('The newest secret is missing from the key ring.')
  const head = keys.fingerprint(keys.newest)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(head)
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([head, iv, body, cipher.getAuthTag()]).toString('base64url')
}

/** Opens what `seal` made for the same use; `undefined` for anything else. Expiry is part of the value: the caller looks at it. */
export const unseal = (keys: KeyRing, use: SealUse, token: string): unknown => {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length < HEAD_BYTES + IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== token) return undefined
  const head = bytes.subarray(0, HEAD_BYTES)
  const id = keys.idOf(head)
  const key = id === undefined ? undefined : keys.key(id, use)
  if (key === undefined) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES)).setAAD(head)
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const body = bytes.subarray(HEAD_BYTES + IV_BYTES, -TAG_BYTES)
    return JSON.parse(Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8'))
  } catch {
    return undefined
  }
}
