// Tests of one-line plain text.

import { expect, it } from 'vitest'
import { plainLineFault } from './plain-line.ts'

it.each(['Mia', '', 'Müller-Lüdenscheid', "O'Neil", '株式会社', 'مرحبا\u200f!', '👩🏽‍🚀', '<b>fett</b>', '=1+1'])('takes %j', (text) => {
  expect(plainLineFault(text, 20)).toBeNull()
})

it.each(['a\nb', 'a\rb', 'a\tb', 'a\0b', 'a\x7fb', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\u202eb', 'a\u2066b', 'a\ud800b'])(
  'refuses %j',
  (text) => {
    expect(plainLineFault(text, 20)).toBe('control_characters')
  },
)

it('counts code points', () => {
  expect(plainLineFault('😀'.repeat(20), 20)).toBeNull()
  expect(plainLineFault('😀'.repeat(21), 20)).toBe('too_long')
  expect(plainLineFault('\n'.repeat(21), 20)).toBe('too_long')
})
