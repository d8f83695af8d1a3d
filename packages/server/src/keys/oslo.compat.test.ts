import { randomBytes } from 'node:crypto'
import { constantTimeEqual } from 'oslo/crypto'
import { base64url } from 'oslo/encoding'
import { Argon2id } from 'oslo/password'
import { describe, expect, it } from 'vitest'
import { ARGON2_PARAMETERS, createPasswordHasher } from '../password/hash-password.ts'
import { fromBase64url, isEqual, newSecret256, toBase64url } from './oslo.ts'

const samples = Array.from({ length: 40 }, (_, length) => new Uint8Array(randomBytes(length)))

describe('what oslo wrote', () => {
  it('reads as base64url here, and the other way round', () => {
    for (const bytes of samples) {
      const theirs = base64url.encode(bytes, { includePadding: false })
      expect(toBase64url(bytes)).toBe(theirs)
      expect(fromBase64url(theirs)).toEqual(bytes)
      expect(base64url.decode(toBase64url(bytes), { strict: false })).toEqual(bytes)
    }
  })

  it('compares alike', () => {
    for (const bytes of samples) {
      const changed = new Uint8Array([...bytes, 1])
      expect(isEqual(bytes, new Uint8Array(bytes))).toBe(constantTimeEqual(bytes, new Uint8Array(bytes)))
      expect(isEqual(bytes, changed)).toBe(constantTimeEqual(bytes, changed))
    }
  })

  const theirs = new Argon2id({
    memorySize: ARGON2_PARAMETERS.memoryCost,
    iterations: ARGON2_PARAMETERS.timeCost,
    parallelism: ARGON2_PARAMETERS.parallelism,
  })
  const ours = createPasswordHasher()

  it('as a password hash is verified here, and ours there', async () => {
    expect(await ours.verify(await theirs.hash('geduldig wandern 3 Berge'), 'geduldig wandern 3 Berge')).toBe(true)
    expect(await theirs.verify(await ours.hash('geduldig wandern 3 Berge'), 'geduldig wandern 3 Berge')).toBe(true)
    expect(await ours.verify(await theirs.hash('geduldig wandern 3 Berge'), 'geduldig wandern 4 Berge')).toBe(false)
  })

  it('differs for characters that NFKC folds and NFC keeps: a password with a ligature is hashed as typed here', async () => {
    const ligature = 'eﬃziente Kreise im Sand'
    const folded = ligature.normalize('NFKC')
    expect(await theirs.verify(await theirs.hash(ligature), folded)).toBe(true)
    expect(await ours.verify(await ours.hash(ligature), folded)).toBe(false)
    expect(await ours.verify(await ours.hash('Zoe\u0308s Kreise im Sand'), 'Zo\u00ebs Kreise im Sand')).toBe(true)
  })
})

describe('a new secret', () => {
  it('has 256 bits in 43 characters, and no two are alike', () => {
    const secrets = Array.from({ length: 1000 }, newSecret256)
    expect(new Set(secrets).size).toBe(1000)
    for (const secret of secrets) expect(fromBase64url(secret)?.length).toBe(32)
  })
})
