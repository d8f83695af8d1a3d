// Which language a visitor reads: what was chosen on the page, else what the browser asks for.

import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

export type Language = 'de' | 'en'

const COOKIE = 'beispiel-language'
const YEAR_S = 31_536_000

const asLanguage = (value: string | undefined): Language | null => (value === 'de' || value === 'en' ? value : null)

/** `?lang=` chooses and is remembered. */
export function languageOf(c: Context): Language {
  const chosen = asLanguage(c.req.query('lang'))
  if (chosen) setCookie(c, COOKIE, chosen, { path: '/', maxAge: YEAR_S, sameSite: 'Lax', httpOnly: true })
  return chosen ?? asLanguage(getCookie(c, COOKIE)) ?? preferred(c.req.header('accept-language') ?? '')
}

/** The first of German and English by weight (RFC 9110 §12.5.4); English when neither is asked for. */
export function preferred(header: string): Language {
  const wishes = header.split(',').map((part, index) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined)
    return { language: asLanguage(tag.split('-')[0]), weight: weight === undefined ? 1 : Number(weight), index }
  })
  const usable = wishes.filter(({ language, weight }) => language !== null && weight > 0)
  usable.sort((a, b) => b.weight - a.weight || a.index - b.index)
  return usable[0]?.language ?? 'en'
}
