import { expect, it } from 'vitest'
import { saysNone } from './says-none.ts'

it.each([
  '-',
  '–',
  '—',
  '---',
  '. / .',
  'keine',
  'Keine E-Mail',
  'k. A.',
  'k.A.',
  'K.A',
  'n/a',
  'N/A',
  'n. a.',
  '#NV',
  '#N/A',
  'nicht vorhanden',
  'none',
  'NULL',
  'entfällt',
  '(keine)',
])('takes %s for no address', (text) => {
  expect(saysNone('email', text)).toBe(true)
})

it.each(['Null', 'None', 'Na', 'Ka', 'Leer', 'Kein'])('takes %s for a name where a name stands', (text) => {
  expect(saysNone('lastName', text)).toBe(false)
  expect(saysNone('lastName', '–')).toBe(true)
})

it.each(['0', 'nein', 'x', 'keine Ahnung wo das liegt, bitte nachfragen', 'N-1', '-1'])('takes %s for what it says', (text) => {
  expect(saysNone('location', text)).toBe(false)
})
