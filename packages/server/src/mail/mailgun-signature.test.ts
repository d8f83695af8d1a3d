// Tests of Mailgun's signature over timestamp and token.

import { describe, expect, it } from 'vitest'
import { isSignedByMailgun } from './mailgun-signature.ts'
import { signMailgun, WEBHOOK_KEY } from './test/mailgun-stand-in.ts'

describe('a signature', () => {
  it('is right by its key alone, in capitals too', () => {
    const signed = signMailgun()
    expect(isSignedByMailgun(WEBHOOK_KEY, signed)).toBe(true)
    expect(isSignedByMailgun(WEBHOOK_KEY, { ...signed, signature: signed.signature.toUpperCase() })).toBe(true)
    expect(isSignedByMailgun('another', signed)).toBe(false)
  })

  it('is the one that RFC 2104 gives', () => {
    // Worked out with: printf 1529006854a8ce0edb | openssl dgst -sha256 -hmac key
    const signature = 'dfa6721c34b48fae216218a852d89a457dfe84ec5166bff861540fffc182b7f3'
    expect(isSignedByMailgun('key', { timestamp: '1529006854', token: 'a8ce0edb', signature })).toBe(true)
  })

  it('covers every character, and its border cannot be moved', () => {
    const signed = signMailgun({ token: '1234567890abcdef' })
    const { timestamp, token } = signed
    const others = [
      { timestamp: `${timestamp}1`, token: token.slice(1) },
      { timestamp: timestamp.slice(0, -1), token: timestamp.slice(-1) + token },
      { timestamp: ` ${timestamp}`, token },
      { timestamp: String(Number(timestamp) + 1), token },
      { timestamp, token: `${token}0` },
    ]
    for (const other of others) expect(isSignedByMailgun(WEBHOOK_KEY, { ...signed, ...other })).toBe(false)
  })

  it('that is none is refused without a fault', () => {
    const signed = signMailgun()
    for (const signature of ['', 'x', 'ü'.repeat(64), signed.signature.slice(1), `${signed.signature}00`])
      expect(isSignedByMailgun(WEBHOOK_KEY, { ...signed, signature })).toBe(false)
  })
})
