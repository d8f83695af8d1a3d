// Days as offices write them: 31.12.2026, 2026-12-31, 31/12/2026.

import { isDay } from '../time/end-of-day.ts'

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?: 00:00(?::00)?)?$/
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** `never`: personnel systems write 31.12.9999 for "without an end". */
export type DayReading = { day: string } | 'never' | 'invalid' | 'ambiguous'

/** With slashes the day and the month cannot be told apart unless one is above 12. Years of two digits are of this century. */
export const readDay = (text: string): DayReading => {
  const iso = ISO.exec(text) ?? COMPACT.exec(text)
  if (iso !== null) return dayOf(iso[1], iso[2], iso[3])
  const dotted = DOTTED.exec(text)
  if (dotted !== null) return dayOf(dotted[3], dotted[2], dotted[1])
  const slashed = SLASHED.exec(text)
  if (slashed === null) return 'invalid'
  const [, first, second, year] = slashed
  if (first === second || Number(first) > 12) return dayOf(year, second, first)
  return Number(second) > 12 ? dayOf(year, first, second) : 'ambiguous'
}

const dayOf = (year = '', month = '', day = ''): DayReading => {
  if (year === '9999') return 'never'
  const text = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? { day: text } : 'invalid'
}
