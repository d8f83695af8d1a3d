// Calendar days up to today, as a chart shows them.

import { DAY_MS } from '@foyer/core'

/** Oldest first, `YYYY-MM-DD`; counted back from today at noon, so that a change of the clocks skips none. */
export const lastDays = (now: number, timeZone: string, count: number): string[] => {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
  const noon = Date.parse(`${today}T12:00:00Z`)
  return Array.from({ length: count }, (_, index) => new Date(noon - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10))
}
