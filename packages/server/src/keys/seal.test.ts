import { describe, expect, it } from 'vitest'
import { newSecret, parseSecrets } from './key-ring.ts'
import { seal, unseal } from './seal.ts'

describe('sealed tokens', () => {
  const keys = parseSecrets(newSecret('k1'))

  it('come back as they went in', () => {
    expect(unseal(keys, 'seal/flow', seal(keys, 'seal/flow', { name: 'Zoë', n: 1 }))).toEqual({ name: 'Zoë', n: 1 })
  })

  it('of one kind never pass for another', () => {
    expect(unseal(keys, 'seal/continuation', seal(keys, 'seal/flow', 1))).toBeUndefined()
  })

  it('are refused with any byte changed', () => {
    const bytes = Buffer.from(seal(keys, 'seal/flow', { a: 1 }), 'base64url')
    for (let index = 0; index < bytes.length; index += 1) {
      const forged = Buffer.from(bytes)
      forged[index] = (forged[index] ?? 0) ^ 1
      expect(unseal(keys, 'seal/flow', forged.toString('base64url'))).toBeUndefined()
    }
  })

  it('of an older secret open while it is listed, and not after it was retired', () => {
    const old = newSecret('old')
    const token = seal(parseSecrets(old), 'seal/flow', 'kept')
    const rotated = newSecret('new')
    expect(unseal(parseSecrets(`${rotated},${old}`), 'seal/flow', token)).toBe('kept')
    expect(unseal(parseSecrets(rotated), 'seal/flow', token)).toBeUndefined()
  })
})

describe('FOYER_SECRETS', () => {
  it.each([
    ['', 'empty'],
    ['k1:c2hvcnQ=', 'shorter than 32 bytes'],
    [`K1:${Buffer.alloc(32, 7).toString('base64')}`, 'must be 1 to 16'],
    [`k1:${Buffer.alloc(32, 7).toString('base64')}`, 'placeholder'],
    [`k1:${Buffer.from('please-change-this-secret-before-production').toString('base64')}`, 'placeholder'],
  ])('%s is refused with what to do', (text, reason) => {
    expect(() => parseSecrets(text)).toThrow(reason)
  })

  it('twice the same id is refused', () => {
    expect(() => parseSecrets(`${newSecret('k1')},${newSecret('k1')}`)).toThrow('twice')
  })
})
