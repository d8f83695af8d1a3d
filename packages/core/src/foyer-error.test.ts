// Tests of FoyerError and isFoyerError.

import type { ErrorCode } from '@foyer/contract'
import { describe, expect, it } from 'vitest'
import { FoyerError, isFoyerError } from './foyer-error.ts'

describe('FoyerError', () => {
  it('has empty details where its code has none', () => {
    const error = new FoyerError('no_access')
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'FoyerError', code: 'no_access', details: {}, message: 'no_access' })
  })

  it('demands the details of its code, and no others', () => {
    expect(new FoyerError('password_too_short', { minLength: 12 }).details.minLength).toBe(12)
    // @ts-expect-error details are missing
    expect(new FoyerError('email_taken').details).toEqual({})
    // @ts-expect-error details of another code
    expect(new FoyerError('email_taken', { current: 1 }).code).toBe('email_taken')
  })

  it('keeps its cause', () => {
    const cause = new Error('lost')
    expect(new FoyerError('unavailable', {}, { cause }).cause).toBe(cause)
    expect(new FoyerError('rate_limited', { retryAfterMs: 5 }, { cause }).cause).toBe(cause)
  })
})

describe('isFoyerError', () => {
  it('knows its own by code and nothing else', () => {
    const error: unknown = new FoyerError('email_taken', { userId: 'u1' })
    expect(isFoyerError(error)).toBe(true)
    expect(isFoyerError(error, 'email_taken')).toBe(true)
    expect(isFoyerError(error, 'no_access', 'email_taken')).toBe(true)
    expect(isFoyerError(error, 'no_access')).toBe(false)
    expect(isFoyerError({ code: 'email_taken' })).toBe(false)
    expect(isFoyerError(null)).toBe(false)
  })

  it('narrows details by code', () => {
    const error: unknown = new FoyerError('changed_meanwhile', { current: 7 })
    if (!isFoyerError(error, 'changed_meanwhile', 'email_taken')) throw new Error('not narrowed')
    if (error.code !== 'changed_meanwhile') throw new Error('another code')
    expect(error.details.current).toBe(7)
  })

  it('lets a code that is known only at run time through', () => {
    const code: ErrorCode = 'busy'
    expect(isFoyerError(new FoyerError('busy'), code)).toBe(true)
  })
})
