// Tests of waiting times and limits.

import { describe, expect, it } from 'vitest'
import { isPasswordDisabled, LONGEST_WAIT_WITHOUT_MAILBOX_MS, limits, waitAfterFailures } from './limits.ts'

const MINUTE_MS = 60_000

describe('waitAfterFailures', () => {
  it('lets five tries go free, then doubles from one minute to an hour', () => {
    const waits = Array.from({ length: 14 }, (_, failures) => waitAfterFailures(failures) / MINUTE_MS)
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('ends at a quarter of an hour for whoever has no mailbox', () => {
    const waits = [8, 9, 10, 100_000].map((failures) => waitAfterFailures(failures, LONGEST_WAIT_WITHOUT_MAILBOX_MS) / MINUTE_MS)
    expect(waits).toEqual([8, 15, 15, 15])
  })

  it('stays a number however often somebody fails', () => {
    expect(waitAfterFailures(Number.MAX_SAFE_INTEGER)).toBe(60 * MINUTE_MS)
  })
})

it('a hundred failures in a row disable the password, so that the next try meets it disabled', () => {
  expect([0, 99, 100, 101].map(isPasswordDisabled)).toEqual([false, false, true, true])
})

it('every limit is a whole number in a whole window', () => {
  for (const { max, windowMs } of Object.values(limits)) {
    expect(Number.isInteger(max) && max > 0).toBe(true)
    expect(windowMs % MINUTE_MS).toBe(0)
  }
})
