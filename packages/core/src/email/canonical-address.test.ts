// Tests of the canonical form of addresses.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFoyerError } from '../foyer-error.ts'
import { parseAddress } from './canonical-address.ts'

function refusal(entered: string): string {
  try {
    parseAddress(entered)
  } catch (error) {
    if (isFoyerError(error, 'invalid_input')) return error.details.issues.map((issue) => `${issue.path.join('.')}:${issue.code}`).join()
    if (isFoyerError(error)) return error.code
    throw error
  }
  return 'accepted'
}

describe('parseAddress', () => {
  it.each([
    ['Max@Example.DE', 'max@example.de'],
    [' max@example.de ', 'max@example.de'],
    ['\u00a0max@example.de\r\n', 'max@example.de'],
    ['max+list@example.de', 'max+list@example.de'],
    ['M.A.X@gmail.com', 'm.a.x@gmail.com'],
    ["o'neil_{x}~!#$%&*=?^`|/-@example.ie", "o'neil_{x}~!#$%&*=?^`|/-@example.ie"],
    ['info@Müller.de', 'info@xn--mller-kva.de'],
    ['info@xn--mller-kva.de', 'info@xn--mller-kva.de'],
    ['info@faß.de', 'info@xn--fa-hia.de'],
    ['info@ＧＭＸ.de', 'info@gmx.de'],
    ['info@gmx。de', 'info@gmx.de'],
    ['KIM@\u212aiwi.de', 'kim@kiwi.de'],
    ['i@İ.de', 'i@xn--i-9bb.de'],
    ['a@b.co', 'a@b.co'],
    ['a@例え.テスト', 'a@xn--r8jz45g.xn--zckzah'],
    ['1@2.de', '1@2.de'],
  ])('makes of %j the canonical %j', (entered, canonical) => {
    expect(parseAddress(entered)).toEqual({ canonical, entered: entered.trim() })
  })

  it.each(['müller@example.de', '\u212aim@example.de', 'İ@example.de', 'ﬁ@example.de', '\u{1f600}@example.de', 'e\u0301@example.de'])(
    'does not support the local part of %j',
    (entered) => {
      expect(refusal(entered)).toBe('email_unsupported')
    },
  )

  it.each([
    '',
    ' ',
    'max',
    '@example.de',
    'max@',
    'max@localhost',
    'max@@example.de',
    'a@b@example.de',
    '"a@evil.de x"@firma.de',
    '"max"@firma.de',
    'a@firma.de,b@evil.de',
    'a@firma.de;b@evil.de',
    'a,b@firma.de',
    'Max <max@firma.de>',
    '<max@firma.de>',
    'max(comment)@firma.de',
    'max@firma.de(comment)',
    'max mustermann@firma.de',
    'max@fir ma.de',
    'max@firma.de\r\nBcc: b@evil.de',
    'max\n@firma.de',
    'max\u2028@firma.de',
    'max\u200b@firma.de',
    'max@fir\u00adma.de',
    'max@\u202efirma.de',
    'max\0@firma.de',
    'max@firma\0.de',
    '.max@firma.de',
    'max.@firma.de',
    'm..x@firma.de',
    'max@.firma.de',
    'max@firma..de',
    'max@firma.de.',
    'max@-firma.de',
    'max@firma-.de',
    'max@fir_ma.de',
    'max@firma.d',
    'max@firma.123',
    'max@127.0.0.1',
    'max@0x7f.1',
    'max@1.2',
    'max@[127.0.0.1]',
    'max@[IPv6:::1]',
    'max@firma.de:25',
    'max@firma.de/x',
    'max@fir%6dma.de',
    'max@evil.de%40firma.de',
    'max@evil.de／firma.de',
    'max＠firma.de',
    'max\\@firma.de',
    'max@xn--a.de',
    'max@\ud800.de',
    `${'a'.repeat(65)}@firma.de`,
    `max@${'a'.repeat(64)}.de`,
    `max@${'a.'.repeat(130)}de`,
    `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}abcdefg.de`,
  ])('refuses %j', (entered) => {
    expect(refusal(entered)).toBe('email:email_invalid')
  })

  it('takes the longest that RFC 5321 allows', () => {
    const domain = `${`${'b'.repeat(60)}.`.repeat(3)}abc.de`
    const longest = `${'a'.repeat(64)}@${domain}`
    expect(longest.length).toBe(254)
    expect(parseAddress(longest).canonical).toBe(longest)
    expect(refusal(`${'a'.repeat(64)}@b${domain}`)).toBe('email:email_invalid')
  })

  it('makes a form that is its own canonical form, has one @ and is plain ASCII, of whatever was typed', () => {
    const part = fc.string({ unit: fc.constantFrom(...'abkKİßüA.-+_ ,"@％\u212a\u200b019'), maxLength: 12 })
    fc.assert(
      fc.property(part, part, fc.constantFrom('de', 'DE', 'com', 'рф', '1'), (local, domain, top) => {
        const entered = `${local}@${domain}.${top}`
        if (refusal(entered) !== 'accepted') return
        const { canonical } = parseAddress(entered)
        expect(parseAddress(canonical).canonical).toBe(canonical)
        expect(canonical).toMatch(/^[\x21-\x3f\x5b-\x7e]+@[a-z0-9.-]+$/)
        expect(parseAddress(canonical.toUpperCase()).canonical).toBe(canonical)
      }),
      { numRuns: 2000 },
    )
  })
})
