// Picks the text of a language.

import type { Text } from './config-types.ts'

export type Locale = 'de' | 'en'

/** The text in that language, else in the organisation's, else any. */
export const localText = (text: Text, locale: string, fallback = 'de'): string => {
  if (typeof text === 'string') return text
  return text[locale] ?? text[fallback] ?? Object.values(text)[0] ?? ''
}

/** The best of our languages for a tag such as `de-CH`, or an `Accept-Language` header. */
export const pickLocale = (wanted: string | null | undefined, fallback: Locale): Locale => {
  if (wanted === null || wanted === undefined || wanted === '') return fallback
  const tags = wanted
    .slice(0, 300)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = parameters.map((parameter) => /^\s*q=([0-9.]+)$/.exec(parameter)?.[1]).find((value) => value !== undefined)
      return { tag, q: q === undefined ? 1 : Number(q) }
    })
    .sort((a, b) => b.q - a.q)
  for (const { tag } of tags) {
    if (tag === 'de' || tag.startsWith('de-')) return 'de'
    if (tag === 'en' || tag.startsWith('en-')) return 'en'
  }
  return fallback
}
