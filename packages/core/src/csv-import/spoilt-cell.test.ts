import { expect, it } from 'vitest'
import { spoiltBy } from './spoilt-cell.ts'

it.each([
  ['4,9E+11', 'excel_number'],
  ['4.90152E+11', 'excel_number'],
  ['1E-05', 'excel_number'],
  ['01. Mrz', 'excel_date'],
  ['Mrz 05', 'excel_date'],
  ['1-Mar', 'excel_date'],
  ['Mar-05', 'excel_date'],
  ['01.03.2026', 'excel_date'],
  ['2026-03-01', 'excel_date'],
  ['2026-03-01 00:00:00', 'excel_date'],
  ['#WERT!', 'excel_error'],
  ['#DIV/0!', 'excel_error'],
  ['########', 'excel_error'],
])('sees that %s was a number of somebody once', (text, code) => {
  expect(spoiltBy('externalId', text)).toBe(code)
})

it.each(['P-1001', '00123', '20260301', '4E12', '12-05', 'MAR-05-A', 'DE1234', '#1', 'Mai'])('leaves the number %s as it is', (text) => {
  expect(spoiltBy('externalId', text)).toBeNull()
})

it('takes days where days belong', () => {
  expect(spoiltBy('endsAt', '01.03.2026')).toBeNull()
  expect(spoiltBy('fields.phone', '4,9E+11')).toBe('excel_number')
})
