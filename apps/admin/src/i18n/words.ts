// The words of a language, and how numbers and moments are said in it.

import type { Locale } from '../app/admin.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export type Words = { readonly [K in keyof typeof de]: string }

export const wordsOf: Record<Locale, Words> = { de, en }

const STORED = 'foyer-admin-language'

/** The one chosen before in this browser, else the browser's own, else English. */
export const pickLocale = (): Locale => {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages]
  for (const tag of wanted) {
    if (tag?.startsWith('de')) return 'de'
    if (tag?.startsWith('en')) return 'en'
  }
  return 'en'
}

export const keepLocale = (locale: Locale): void => localStorage.setItem(STORED, locale)

/** `{name}` in a text becomes the value of that name. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))

export const sayNumber = (value: number, locale: Locale): string => new Intl.NumberFormat(locale).format(value)

/** With the zone, because deadlines count. */
export const sayMoment = (iso: string, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(iso))

export const sayShort = (iso: string, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))

export const sayDay = (iso: string, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium' }).format(new Date(iso))

/** `YYYY-MM-DD` in the organisation's zone, as a field for days takes it. */
export const dayOf = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(iso))
