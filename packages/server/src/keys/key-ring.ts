// The deployment's secrets: parsed, checked, and one derived key per use.

import { createHash, hkdfSync, randomBytes } from 'node:crypto'

/** What a derived key is for. Two uses never share one. */
export type KeyUse =
  | `grant/${string}`
  | 'seal/flow'
  | 'seal/continuation'
  | 'seal/authorize'
  | 'seal/sign-in-code'
  | 'seal/mailbox'
  | 'seal/cursor'
  | 'seal/job'
  | 'seal/import'
  | 'seal/device'
  | 'seal/totp'
  | 'seal/account'
  | 'backup-code'
  | 'bucket'
  | 'access-token'

export interface KeyRing {
  /** Id of the newest secret: everything new is made with it. */
  readonly newest: string
  readonly ids: readonly string[]
  /** Key of 32 bytes for one use; `undefined` when that secret was retired. */
  key(id: string, use: KeyUse): Buffer | undefined
  /** Two bytes that name a secret in a token. */
  fingerprint(id: string): Buffer
  idOf(fingerprint: Uint8Array): string | undefined
}

const ID = /^[a-z0-9][a-z0-9-]{0,15}$/
const MIN_BYTES = 32
const MAX_SECRETS = 16

/**
 * Reads `FOYER_SECRETS`: `id:base64,id:base64`, newest first, each at least 32 bytes.
 * Each key is derived by HKDF-SHA-256 (RFC 5869) with its use as the label.
 * @throws Error that says which entry is wrong and how to make a good one. It never shows a secret.
 */
export const parseSecrets = (text: string): KeyRing => {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  if (entries.length === 0) throw new Error(`FOYER_SECRETS is empty. ${HOW_TO}`)
  if (entries.length > MAX_SECRETS)
    throw new Error(`FOYER_SECRETS holds more than ${MAX_SECRETS} secrets. Retire old ones with: foyer secrets retire ID`)
  const secrets = new Map<string, Buffer>()
  for (const [index, entry] of entries.entries()) {
    const colon = entry.indexOf(':')
    const id = entry.slice(0, Math.max(colon, 0))
    const bytes = Buffer.from(entry.slice(colon + 1), 'base64')
    const which = `entry ${index + 1} of FOYER_SECRETS`
    if (!isSecretId(id)) throw new Error(`The id of ${which} must be 1 to 16 of a-z, 0-9 and "-". ${HOW_TO}`)
    if (secrets.has(id)) throw new Error(`FOYER_SECRETS names the id "${id}" twice.`)
    if (bytes.length < MIN_BYTES)
      throw new Error(`The secret of ${which} ("${id}") is shorter than ${MIN_BYTES} bytes of base64. ${HOW_TO}`)
    if (looksLikePlaceholder(bytes)) throw new Error(`The secret of ${which} ("${id}") looks like a placeholder. ${HOW_TO}`)
    secrets.set(id, bytes)
  }
  return keyRing(secrets)
}

/** 1 to 16 of a-z, 0-9 and "-". */
export const isSecretId = (id: string): boolean => ID.test(id)

/** A fresh secret in the form that `FOYER_SECRETS` takes. */
export const newSecret = (id: string): string => `${id}:${randomBytes(MIN_BYTES).toString('base64')}`

const HOW_TO = 'Make one with: foyer secrets new'

const looksLikePlaceholder = (bytes: Buffer): boolean =>
  new Set(bytes).size < 12 || /change|secret|example|placeholder|password/i.test(bytes.toString('latin1'))

const fingerprintOf = (id: string): Buffer => createHash('sha256').update(`foyer/key-id/${id}`).digest().subarray(0, 2)

const keyRing = (secrets: ReadonlyMap<string, Buffer>): KeyRing => {
  const ids = [...secrets.keys()]
  const newest = ids[0]
  if (newest === undefined) throw new Error(`FOYER_SECRETS is empty. ${HOW_TO}`)
  const byFingerprint = new Map(ids.map((id) => [fingerprintOf(id).toString('hex'), id]))
  if (byFingerprint.size !== ids.length) throw new Error('Two ids of FOYER_SECRETS cannot be told apart in a token. Rename the newest one.')
  const derived = new Map<string, Buffer>()
  return {
    newest,
    ids,
    key(id, use) {
      const cached = derived.get(`${id} ${use}`)
      if (cached !== undefined) return cached
      const secret = secrets.get(id)
      if (secret === undefined) return undefined
      const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `foyer/v1/${use}`, 32))
      derived.set(`${id} ${use}`, key)
      return key
    },
    fingerprint: fingerprintOf,
    idOf: (fingerprint) => byFingerprint.get(Buffer.from(fingerprint).toString('hex')),
  }
}
