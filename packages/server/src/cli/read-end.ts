// When something ends, as people type it: days from now, or a day or moment.

import { CommandError, EXIT } from './exit-codes.ts'

const DAY_MS = 86_400_000
const MAX_DAYS = 3650

/** `30` or `30d`: so many days from now. Anything else goes on as it is, to be read as a day (`2027-03-31`) or a moment. */
export const readEnd = (flag: string, text: string | undefined): string | null => {
  if (text === undefined) return null
  const [, digits] = /^(\d{1,6})d?$/.exec(text) ?? []
  if (digits === undefined) {
    if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return text
    throw new CommandError(`${flag}: give a number of days, or a day such as 2027-03-31.`, EXIT.usage)
  }
  const days = Number(digits)
  if (days >= 1 && days <= MAX_DAYS) return new Date(Date.now() + days * DAY_MS).toISOString()
  throw new CommandError(`${flag}: give 1 to ${MAX_DAYS} days.`, EXIT.usage)
}
