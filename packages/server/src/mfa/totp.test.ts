// Codes of authenticator apps, against RFC 6238's own numbers.

import { describe, expect, it } from 'vitest'
import { parseSecrets } from '../keys/key-ring.ts'
import { counterOf, newTotpKey, openTotpKey, sealTotpKey, totpAt, totpSetup } from './totp.ts'

const keys = parseSecrets(`a:${Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64')}`)
const KEY = Buffer.from('12345678901234567890')

describe('a code', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %i seconds is %s (RFC 6238, appendix B, SHA-1)', (seconds, code) => {
    expect(totpAt(KEY, seconds * 1000, 8)).toBe(code)
  })

  it('is right for its own step and one to either side, and names the step', () => {
    const now = 1_700_000_015_000
    const step = Math.floor(now / 30_000)
    for (const off of [-1, 0, 1]) expect(counterOf(KEY, totpAt(KEY, now + off * 30_000), now)).toBe(step + off)
    for (const off of [-2, 2]) expect(counterOf(KEY, totpAt(KEY, now + off * 30_000), now)).toBeNull()
  })

  it.each(['', '12345', '1234567', 'abcdef', '００００００'])('%j is none', (typed) => {
    expect(counterOf(KEY, typed, 1_700_000_015_000)).toBeNull()
  })
})

describe('a key', () => {
  it('has 160 bits and is another each time', () => {
    expect(newTotpKey()).toHaveLength(20)
    expect(newTotpKey()).not.toEqual(newTotpKey())
  })

  it('is sealed for one person', () => {
    const sealed = sealTotpKey({ keys }, 'mia', KEY)
    expect(sealed).not.toContain(KEY.toString('base64url'))
    expect([...(openTotpKey({ keys }, 'mia', sealed) ?? [])]).toEqual([...KEY])
    expect(openTotpKey({ keys }, 'jan', sealed)).toBeNull()
    expect(openTotpKey({ keys }, 'mia', 'x')).toBeNull()
  })

  it('is shown to be typed and to be scanned', async () => {
    const config = { organisation: { name: 'Beispiel & Söhne' } } as never
    const setup = await totpSetup({ config }, KEY, 'mia@example.com')
    expect(setup.secret).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
    expect(setup.uri).toContain('otpauth://totp/Beispiel%20%26%20S%C3%B6hne:mia%40example.com?')
    expect(new URL(setup.uri).searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    expect(setup.qr.size).toBeGreaterThan(20)
    expect(setup.qr.path).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/)
  })
})
