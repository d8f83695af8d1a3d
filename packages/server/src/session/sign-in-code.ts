// The code that carries a sign-in to a host's backend: sealed, 60 seconds, burnt by its first use.

import { createHash, randomBytes } from 'node:crypto'
import { FoyerError } from '@foyer/core'
import type { KeyRing } from '../keys/key-ring.ts'
import { fromBase64url, isEqual, toBase64url } from '../keys/oslo.ts'
import { seal, unseal } from '../keys/seal.ts'

export const SIGN_IN_CODE_TTL_MS = 60_000

export interface SignInCode {
  userId: string
  familyId: string
  application: string
  origin: string
  /** S256 of the verifier that the host's page or backend keeps (RFC 7636 §4.2). */
  challenge: string
  nonce: string
  expiresAt: number
}

export const makeSignInCode = (keys: KeyRing, input: Omit<SignInCode, 'nonce' | 'expiresAt'>, now: number): string =>
  seal(keys, 'seal/sign-in-code', {
    ...input,
    nonce: toBase64url(randomBytes(16)),
    expiresAt: now + SIGN_IN_CODE_TTL_MS,
  } satisfies SignInCode)

/** Reads a code without checking whether it was used. @throws FoyerError `sign_in_code_invalid`. */
export const readSignInCode = (keys: KeyRing, code: string, now: number): SignInCode => {
  const value = unseal(keys, 'seal/sign-in-code', code) as SignInCode | undefined
  if (value === undefined || value.expiresAt <= now) throw new FoyerError('sign_in_code_invalid')
  return value
}

/** S256 in constant time (RFC 7636 §4.6). */
export const verifierMatches = (verifier: string, challenge: string): boolean => {
  const expected = createHash('sha256').update(verifier, 'ascii').digest()
  const given = fromBase64url(challenge)
  return given !== null && isEqual(given, expected)
}
