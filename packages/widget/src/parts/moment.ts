// A point in time in words.

/** Weekday, day and time with the zone, for a deadline. `iso` is ISO 8601, `timeZone` an IANA name. */
export const moment = (iso: string, locale: string, timeZone: string): string =>
  // Time and zone stay on one line.
  new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
    .format(new Date(iso))
    .replace(/ (?=\S+$)/, '\u00a0')
