// Tests of codes that people type.

import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FoyerError } from '../foyer-error.ts'
import {
  activationCodeFrom,
  checkFrom,
  codeAlphabet,
  formatGroups,
  formatInitialPassword,
  initialPasswordFrom,
  locatorFrom,
  macToCharacters,
  mailCodeFrom,
  normaliseTyped,
  readActivationCode,
  readTypedCode,
} from './typed-code.ts'

const macs = fc.uint8Array({ minLength: 16, maxLength: 32 })
const mac = new Uint8Array(createHmac('sha256', 'key').update('input').digest())

describe('the alphabet', () => {
  it('has 31 different characters without look-alikes', () => {
    expect(new Set(codeAlphabet).size).toBe(31)
    expect(codeAlphabet).not.toMatch(/[01iloA-Z]/)
  })
})

describe('normaliseTyped', () => {
  it.each([
    ['ABCD-EFGH', 'abcdefgh'],
    [' ab cd\tef\ngh ', 'abcdefgh'],
    ['ab\u2010cd\u2011ef\u2012gh\u2013jk\u2014mn\u2212pq', 'abcdefghjkmnpq'],
    ['ab\u00a0cd\u202fef\u200bgh\u00adjk\ufeffmn', 'abcdefghjkmn'],
  ])('reads %j as %s', (typed, code) => {
    expect(normaliseTyped(typed)).toBe(code)
  })

  it('maps nothing else', () => {
    expect(normaliseTyped('0O1Il.\u212a_ß')).toBe('0o1il.\u212a_ß')
  })

  it('is bounded', () => {
    expect(normaliseTyped('a'.repeat(1_000_000)).length).toBe(200)
    expect(readTypedCode(`abcdefgh${' '.repeat(500)}`, 8)).toBeNull()
  })
})

describe('an activation code', () => {
  it('is read again however it is grouped and cased', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 16 }), macs, fc.integer({ min: 1, max: 16 }), (random, made, size) => {
        const locator = locatorFrom(random)
        const code = activationCodeFrom(locator, made)
        expect(code).toHaveLength(16)
        expect(readActivationCode(formatGroups(code, size).toUpperCase())).toEqual({ locator, check: checkFrom(made) })
      }),
    )
  })

  it('shows in four groups of four', () => {
    expect(formatGroups(activationCodeFrom('abcdef', mac), 4)).toMatch(/^abcd-ef[2-9a-z]{2}-[2-9a-z]{4}-[2-9a-z]{4}$/)
  })

  it('is nothing when it is too short, too long or has a foreign character', () => {
    const code = activationCodeFrom('abcdef', mac)
    const wrong = ['', code.slice(1), `${code}a`, `0${code.slice(1)}`, `${code.slice(1)}l`, `${code.slice(1)}\u212a`, `${code.slice(1)}.`]
    expect(wrong.map(readActivationCode)).toEqual(wrong.map(() => null))
  })

  it('keeps its locator apart from the secret', () => {
    expect(activationCodeFrom('abcdef', mac).slice(6)).toBe(activationCodeFrom('ghjkmn', mac).slice(6))
    expect(() => activationCodeFrom('ABCDEF', mac)).toThrow(FoyerError)
    expect(() => activationCodeFrom('abcde', mac)).toThrow(FoyerError)
    expect(() => activationCodeFrom('abcde0', mac)).toThrow(FoyerError)
  })
})

describe('macToCharacters', () => {
  it('reads the bytes as one big number in base 31', () => {
    const one = new Uint8Array(16).with(15, 1)
    const radix = new Uint8Array(16).with(15, 31)
    expect(macToCharacters(new Uint8Array(16), 4)).toBe('2222')
    expect(macToCharacters(one, 4)).toBe('3222')
    expect(macToCharacters(radix, 4)).toBe('2322')
    expect(macToCharacters(new Uint8Array(16).with(0, 1), 16)).not.toBe('2'.repeat(16))
  })

  it('gives every character as often as the others', () => {
    const counts = new Map<string, number>()
    for (let at = 0; at < 2000; at += 1) {
      const bytes = new Uint8Array(createHmac('sha256', 'key').update(String(at)).digest())
      for (const character of macToCharacters(bytes, 13)) counts.set(character, (counts.get(character) ?? 0) + 1)
    }
    const expected = (2000 * 13) / 31
    const chiSquare = [...codeAlphabet].reduce((sum, character) => sum + ((counts.get(character) ?? 0) - expected) ** 2 / expected, 0)
    expect(counts.size).toBe(31)
    expect(chiSquare).toBeLessThan(60)
  })

  it('changes with any byte of a MAC of 16', () => {
    const short = mac.slice(0, 16)
    for (const at of short.keys()) {
      expect(macToCharacters(short.with(at, (short[at] ?? 0) ^ 1), 16)).not.toBe(macToCharacters(short, 16))
    }
  })

  it('refuses less than 16 bytes and counts out of range', () => {
    expect(() => macToCharacters(new Uint8Array(15), 8)).toThrow(FoyerError)
    for (const count of [0, 17, 1.5, Number.NaN]) expect(() => macToCharacters(mac, count)).toThrow(FoyerError)
    expect(() => locatorFrom(new Uint8Array(3))).toThrow(FoyerError)
  })
})

describe('other codes', () => {
  it('have the length and the groups they are shown in', () => {
    expect(formatGroups(mailCodeFrom(mac), 4)).toMatch(/^[2-9a-z]{4}-[2-9a-z]{4}$/)
    expect(formatInitialPassword(initialPasswordFrom(mac))).toMatch(/^[2-9a-z]{4}-[2-9a-z]{5}-[2-9a-z]{4}$/)
    expect(normaliseTyped(formatInitialPassword(initialPasswordFrom(mac)).toUpperCase())).toBe(initialPasswordFrom(mac))
    expect(formatGroups('abcde', 2)).toBe('ab-cd-e')
    expect(formatGroups('', 4)).toBe('')
    expect(() => formatGroups('abc', 0)).toThrow(FoyerError)
  })

  it('are read only at their own length', () => {
    expect(readTypedCode(formatGroups(mailCodeFrom(mac), 4), 8)).toBe(mailCodeFrom(mac))
    expect(readTypedCode(mailCodeFrom(mac), 16)).toBeNull()
  })
})
