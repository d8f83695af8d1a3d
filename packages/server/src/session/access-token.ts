// Bearer access tokens: Ed25519-signed JWTs that any holder of the JWKS can verify without asking Foyer.

import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { KeyRing } from '../keys/key-ring.ts'

export const ACCESS_TOKEN_TTL_MS = 5 * 60_000

/** PKCS #8 head of an Ed25519 seed (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface AccessTokenClaims {
  sub: string
  /** The application. */
  aud: string
  /** The session, so that ending it can be followed. */
  sid: string
}

/** A JWT (RFC 7519) signed with EdDSA (RFC 8037), 5 minutes. Synchronous: nothing waits behind password hashes. */
export const makeAccessToken = (keys: KeyRing, issuer: string, claims: AccessTokenClaims, now: number): string => {
  const key = privateKey(keys, keys.newest)
  if (key === undefined) throw new Error('The newest secret is missing from the key ring.')
  const header = encode({ alg: 'EdDSA', typ: 'at+jwt', kid: keys.newest })
  const payload = encode({ iss: issuer, ...claims, iat: Math.floor(now / 1000), exp: Math.floor((now + ACCESS_TOKEN_TTL_MS) / 1000) })
  const signature = sign(null, Buffer.from(`${header}.${payload}`), key).toString('base64url')
  return `${header}.${payload}.${signature}`
}

/** Public keys of all secrets listed (RFC 7517): nothing is stored. */
export const jwks = (keys: KeyRing): { keys: Record<string, unknown>[] } => ({
  keys: keys.ids.flatMap((id) => {
    const key = privateKey(keys, id)
    return key === undefined ? [] : [{ ...createPublicKey(key).export({ format: 'jwk' }), kid: id, alg: 'EdDSA', use: 'sig' }]
  }),
})

const privateKey = (keys: KeyRing, id: string): KeyObject | undefined => {
  const seed = keys.key(id, 'access-token')
  return seed === undefined ? undefined : createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
