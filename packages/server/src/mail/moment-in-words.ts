// Writes a moment in words with the name of its time zone: "Sonntag, 6. Dezember 2026, 23:59 Uhr (MEZ)".

import type { MailLocale } from './messages.ts'

const INTL_LOCALE: Record<MailLocale, string> = { de: 'de-DE', en: 'en-GB' }

/** `timeZone` is an IANA name. Zones without a short name of their own read as "GMT-5". */
export function momentInWords(moment: Date, timeZone: string, locale: MailLocale): string {
  const tag = INTL_LOCALE[locale]
  const day = new Intl.DateTimeFormat(tag, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const time = new Intl.DateTimeFormat(tag, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' })
  const parts = time.formatToParts(moment)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  const clock = `${part('hour')}:${part('minute')}`
  return `${weekdayFirst(day.format(moment))}, ${locale === 'de' ? `${clock} Uhr` : clock} (${part('timeZoneName')})`
}

/** British English writes no comma behind the weekday; with the time behind it the date reads better with one. */
function weekdayFirst(date: string): string {
  return date.replace(/^(\p{L}+),? /u, '$1, ')
}
