// Moments as text, for lists that are full of them: RFC 3339 in UTC with milliseconds, as `Date.prototype.toISOString` writes them.

const DAY_MS = 86_400_000
/** About eleven years; beyond it all are forgotten. */
const MAX_DAYS = 4_000

const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const three = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, '0'))
/** `2026-11-22T` by its day since 1970: most moments of a list share a few days, and writing one out costs most. */
const days = new Map<number, string>()

/**
 * @param instant milliseconds since 1970, a whole number
 * @throws RangeError for what is no moment
 */
export const isoText = (instant: number): string => {
  const day = Math.floor(instant / DAY_MS)
  const second = Math.floor((instant - day * DAY_MS) / 1_000)
  const minute = Math.floor(second / 60)
  return `${dayText(day)}${two[Math.floor(minute / 60)]}:${two[minute % 60]}:${two[second % 60]}.${three[instant - day * DAY_MS - second * 1_000]}Z`
}

const dayText = (day: number): string => {
  const known = days.get(day)
  if (known !== undefined) return known
  const text = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length)
  if (days.size >= MAX_DAYS) days.clear()
  days.set(day, text)
  return text
}
