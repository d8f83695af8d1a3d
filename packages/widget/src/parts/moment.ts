// A point in time in words.

/** Weekday, day and time with the zone, for a deadline. `iso` is ISO 8601. */
export const moment = (iso: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(iso))
