// What a person recognises a device by: browser and system in words, from what the browser says about itself.

import type { Locale } from '../text.ts'

/** First match wins: most browsers name others as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]
const between: Record<Locale, string> = { de: 'auf', en: 'on' }
const unknown: Record<Locale, string> = { de: 'Unbekanntes Gerät', en: 'Unknown device' }

/** `Firefox auf Windows`. The text is the browser's claim, and names nothing that is not on this page. */
export const describeDevice = (userAgent: string | null, locale: Locale): string => {
  const nameIn = (table: typeof browsers) => table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  const parts = [nameIn(browsers), nameIn(systems)].filter((part) => part !== undefined)
  return parts.length === 0 ? unknown[locale] : parts.join(` ${between[locale]} `)
}
