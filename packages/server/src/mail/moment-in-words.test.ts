import { expect, it } from 'vitest'
import { momentInWords } from './moment-in-words.ts'

const winter = new Date('2026-12-06T22:59:00Z')
const summer = new Date('2027-07-01T22:05:00Z')

it('writes German dates with the zone that holds on that day', () => {
  expect(momentInWords(winter, 'Europe/Berlin', 'de')).toBe('Sonntag, 6. Dezember 2026, 23:59 Uhr (MEZ)')
  expect(momentInWords(summer, 'Europe/Berlin', 'de')).toBe('Freitag, 2. Juli 2027, 00:05 Uhr (MESZ)')
})

it('writes English dates alike', () => {
  expect(momentInWords(winter, 'Europe/Berlin', 'en')).toBe('Sunday, 6 December 2026, 23:59 (CET)')
  expect(momentInWords(winter, 'America/New_York', 'en')).toBe('Sunday, 6 December 2026, 17:59 (GMT-5)')
})
