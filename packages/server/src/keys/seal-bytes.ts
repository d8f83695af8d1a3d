// Bytes sealed as they are: AES-256-GCM under the key of one use, as for tokens, without making text of them.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'
import type { SealUse } from './seal.ts'

const HEAD_BYTES = 2
const IV_BYTES = 12
const TAG_BYTES = 16
/** Bytes never pass for a token of the same use. */
const KIND = Buffer.from('bytes')

export const sealBytes = (keys: KeyRing, use: SealUse, value: Uint8Array): Buffer => {
  const key = keys.key(keys.newest, use)
  if (key === undefined) throw new Error('The newest secret is missing from the key ring.')
  const head = keys.fingerprint(keys.newest)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.concat([head, KIND]))
  const body = [cipher.update(value), cipher.final()]
  return Buffer.concat([head, iv, ...body, cipher.getAuthTag()])
}

/** `undefined` for anything that `sealBytes` did not make for the same use. */
export const unsealBytes = (keys: KeyRing, use: SealUse, sealed: Uint8Array): Buffer | undefined => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < HEAD_BYTES + IV_BYTES + TAG_BYTES) return undefined
  const head = bytes.subarray(0, HEAD_BYTES)
  const id = keys.idOf(head)
  const key = id === undefined ? undefined : keys.key(id, use)
  if (key === undefined) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES)).setAAD(
      Buffer.concat([head, KIND]),
    )
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES + IV_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    return undefined
  }
}
