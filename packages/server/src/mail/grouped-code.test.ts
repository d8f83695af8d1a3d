import { expect, it } from 'vitest'
import { groupedCode } from './grouped-code.ts'

it.each([
  ['K7MW2XQFH9PDRT3N', 'K7MW-2XQF-H9PD-RT3N'],
  ['K7MW 2XQF', 'K7MW-2XQF'],
  ['k7mw2xqfh9pdr', 'k7mw-2xqf-h9pdr'],
  ['k7mw-2xqfh-9pdr', 'k7mw-2xqfh-9pdr'],
  ['ABCDEF', 'ABCD-EF'],
  ['ABC', 'ABC'],
])('sets %s as %s', (code, grouped) => {
  expect(groupedCode(code)).toBe(grouped)
  expect(groupedCode(grouped)).toBe(grouped)
})
