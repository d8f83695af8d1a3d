// Tests of the token in a link.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FoyerError } from '../foyer-error.ts'
import { fromBase32, toBase32 } from './base32.ts'
import { bytesToHex } from './byte-order.ts'
import { carrierNames, isLinkCarrier } from './carriers.ts'
import { decodeLinkToken, encodeLinkToken, type LinkToken } from './link-token.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const token: LinkToken = {
  keyFingerprint: 'a1b2',
  grantId: '00112233445566ff',
  generation: 1_795_000_000_000,
  carrier: 'mail_link',
  mac: Uint8Array.from({ length: 16 }, (_, at) => at * 16 + 1),
}
const hex = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(bytesToHex)
const tokens: fc.Arbitrary<LinkToken> = fc.record({
  keyFingerprint: hex(2),
  grantId: hex(8),
  generation: fc.maxSafeNat().map((value) => value % 2 ** 48),
  carrier: fc.constantFrom(...carrierNames().filter(isLinkCarrier)),
  mac: fc.uint8Array({ minLength: 16, maxLength: 16 }),
})

describe('a link token', () => {
  it('is 55 lower-case letters and digits, and comes back as it was', () => {
    fc.assert(
      fc.property(tokens, (made) => {
        const text = encodeLinkToken(made)
        expect(text).toMatch(/^[a-z2-7]{55}$/)
        expect(decodeLinkToken(text)).toEqual(made)
      }),
    )
  })

  it('survives a gateway that changes case and a mail client that leaves one sign behind', () => {
    const text = encodeLinkToken(token)
    for (const seen of [text.toUpperCase(), `${text}.`, `${text}>`, `${text.toUpperCase()})`]) expect(decodeLinkToken(seen)).toEqual(token)
  })

  it('is nothing when anything else was added, cut or changed in form', () => {
    const text = encodeLinkToken(token)
    const wrong = [
      '',
      '.',
      text.slice(0, -1),
      text.slice(1),
      `${text}a`,
      `${text}..`,
      `${text},`,
      `${text}=`,
      ` ${text}`,
      `.${text}`,
      `${text}\n`,
      text.replace(/./, '1'),
      text.replace(/.$/, '8'),
      `${text.slice(0, 20)}-${text.slice(20)}`,
      'a'.repeat(55),
      'a'.repeat(1_000_000),
    ]
    expect(wrong.map((seen) => decodeLinkToken(seen))).toEqual(wrong.map(() => null))
  })

  it('reads no letter beyond ASCII as its look-alike', () => {
    const text = encodeLinkToken({ ...token, grantId: '5294a5294a5294a5' })
    for (const [plain, twin] of [
      ['k', '\u212a'],
      ['s', '\u017f'],
      ['i', '\u0130'],
    ] as const) {
      const kept = text.includes(plain) ? text : `${text.slice(0, 30)}${plain}${text.slice(31)}`
      expect(decodeLinkToken(kept)).not.toBeNull()
      expect(decodeLinkToken(kept.replace(plain, twin))).toBeNull()
    }
  })

  it('has one form for one content: whatever is read is written as it was read', () => {
    const made = tokens.map(encodeLinkToken)
    fc.assert(
      fc.property(made, fc.nat(54), fc.constantFrom(...alphabet), (text, at, character) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1)
        const read = decodeLinkToken(changed)
        if (read !== null) expect(encodeLinkToken(read)).toBe(changed)
      }),
      { numRuns: 1000 },
    )
  })

  it('is another one, or none, after any single character changed', () => {
    const text = encodeLinkToken(token)
    for (const at of text.split('').keys()) {
      for (const character of alphabet) {
        if (character === text[at]) continue
        const read = decodeLinkToken(text.slice(0, at) + character + text.slice(at + 1))
        if (read !== null) expect(read).not.toEqual(token)
      }
    }
  })

  it('of another version or a carrier that is no link is nothing', () => {
    const bytes = fromBase32(encodeLinkToken(token), 34) ?? new Uint8Array(34)
    expect(decodeLinkToken(toBase32(bytes))).toEqual(token)
    expect([0, 2, 255].map((version) => decodeLinkToken(toBase32(bytes.with(0, version))))).toEqual([null, null, null])
    expect([0, 2, 3, 7, 8, 255].map((carrier) => decodeLinkToken(toBase32(bytes.with(17, carrier))))).toEqual(Array(6).fill(null))
  })

  it('is not made of fields out of range', () => {
    const wrong: Partial<LinkToken>[] = [
      { keyFingerprint: 'A1B2' },
      { keyFingerprint: 'a1' },
      { grantId: '' },
      { generation: 2 ** 48 },
      { generation: -1 },
      { mac: new Uint8Array(15) },
      { mac: new Uint8Array(32) },
    ]
    for (const part of wrong) expect(() => encodeLinkToken({ ...token, ...part })).toThrow(FoyerError)
  })
})

describe('base32', () => {
  it('agrees with the test vectors of RFC 4648 §10', () => {
    const vectors = { '': '', f: 'my', fo: 'mzxq', foo: 'mzxw6', foob: 'mzxw6yq', fooba: 'mzxw6ytb', foobar: 'mzxw6ytboi' }
    for (const [plain, text] of Object.entries(vectors)) {
      const bytes = new TextEncoder().encode(plain)
      expect(toBase32(bytes)).toBe(text)
      expect(fromBase32(text, bytes.length)).toEqual(bytes)
    }
  })

  it('refuses spare bits that are not zero', () => {
    expect(fromBase32('my', 1)).not.toBeNull()
    expect(fromBase32('mz', 1)).toBeNull()
  })
})
