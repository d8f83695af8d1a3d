// Tests of masked addresses.

import { expect, it } from 'vitest'
import { maskAddress } from './mask-address.ts'

it.each([
  ['mia.weber@example.com', 'm•••@example.com'],
  ['m@example.com', 'm•••@example.com'],
  ['+x@xn--mller-kva.de', '+•••@xn--mller-kva.de'],
])('shows of %s only %s', (canonical, masked) => {
  expect(maskAddress(canonical)).toBe(masked)
})

it('gives nothing away of what has no @', () => {
  expect(maskAddress('secret')).toBe('•••')
  expect(maskAddress('')).toBe('•••')
})
