// Tests of what is kept of a provider's words.

import { expect, it } from 'vitest'
import { cleanReason } from './clean-reason.ts'

it.each([
  ['550 5.1.1 <mia@example.com>: Recipient address rejected', '550 5.1.1 …: Recipient address rejected'],
  ['452 4.2.2 The mailbox mia.weber+x@sub.example.com is over quota', '452 4.2.2 The mailbox … is over quota'],
  ['554 blocked: https://id.example.com/l/abc234 and id.example.com/l/def567', '554 blocked: … and …'],
  ['550 content: K7MW-2XQF-H9PD-RT3N', '550 content: …'],
  ['550 content: 7k3m-9xq2w-4hjp and ab2c-9xyz', '550 content: … and …'],
  ['550 token abcdefghijklmnopqrstuvwxyz234567', '550 token …'],
  ['421 try again\r\nBcc: x\u0000\u202e', '421 try again Bcc: x'],
  ['552 Mail-Box over-quota, user-name unknown', '552 Mail-Box over-quota, user-name unknown'],
])('%j is kept as %j', (text, kept) => {
  expect(cleanReason(text)).toBe(kept)
})

it('is one short line, or nothing', () => {
  expect(cleanReason('550 '.padEnd(5000, 'no such user. '))?.length).toBeLessThanOrEqual(160)
  for (const nothing of [null, undefined, '', '  ', '\r\n']) expect(cleanReason(nothing)).toBeNull()
})
