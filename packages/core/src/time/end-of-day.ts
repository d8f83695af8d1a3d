// When a day ends in a time zone, and what moment a caller means.

import { FoyerError } from '../foyer-error.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAY = /^([12]\d{3})-(\d{2})-(\d{2})$/
/** RFC 3339 with an offset; seconds and fractions may be missing. */
const MOMENT = /^([12]\d{3}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** True for a `YYYY-MM-DD` that is in the calendar, from 1000 to 2999. */
export function isDay(text: string): boolean {
  return DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}

/**
 * The last millisecond of that local day, in milliseconds since 1970. `timeZone` is an IANA name. Also right where midnight is skipped or
 * met twice. Throws `invalid_input` (issue `invalid_date`, at `path`) for what is no day, `internal` for an unknown time zone.
 */
export function endOfDay(day: string, timeZone: string, path: (string | number)[] = []): number {
  if (!isDay(day)) throw invalidDate(path)
  const dayOf = localDays(timeZone)
  const nextMidnightUtc = Date.parse(`${day}T00:00:00Z`) + DAY_MS

  // Offsets lie between -12 and +14 hours: the first of these is in the day or before it, the last after it.
  const steps = Array.from({ length: 31 }, (_, at) => nextMidnightUtc - 15 * HOUR_MS + at * HOUR_MS)
  const before = steps.findLast((moment) => dayOf(moment) <= day) ?? nextMidnightUtc - 15 * HOUR_MS
  return lastMoment(before, before + HOUR_MS, (moment) => dayOf(moment) <= day)
}

/**
 * A day (then its end in `timeZone`) or an ISO 8601 moment with an offset, in milliseconds since 1970.
 * Throws `invalid_input` (issue `invalid_date`, at `path`) for anything else.
 */
export function parseMoment(value: string, timeZone: string, path: (string | number)[] = []): number {
  if (DAY.test(value)) return endOfDay(value, timeZone, path)
  const [, day] = MOMENT.exec(value) ?? []
  if (day === undefined || !isDay(day)) throw invalidDate(path)
  return Date.parse(value)
}

/** Halves the time between a moment where `holds` is true and one where it is not. */
function lastMoment(from: number, to: number, holds: (moment: number) => boolean): number {
  let last = from
  let beyond = to
  while (beyond - last > 1) {
    const middle = Math.floor((last + beyond) / 2)
    if (holds(middle)) last = middle
    else beyond = middle
  }
  return last
}

/** Tells the local day, `YYYY-MM-DD`, of a moment. */
function localDays(timeZone: string): (moment: number) => string {
  try {
    const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    return (moment) => {
      const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
      return `${parts.year}-${parts.month}-${parts.day}`
    }
  } catch (cause) {
    throw new FoyerError('internal', {}, { cause })
  }
}

function invalidDate(path: (string | number)[]): FoyerError<'invalid_input'> {
  const message = 'This is neither a day (2027-03-31) nor a moment with an offset (2027-03-31T12:00:00Z).'
  return new FoyerError('invalid_input', { issues: [{ path, code: 'invalid_date', message }] })
}
