// Phone numbers in one spelling: digits, with + before a country code.

const SEPARATORS = /[\s\p{Pd}\u2212./()\u200e\u202a-\u202c]+/gu
/** With + the digits of ITU-T E.164 and some for extensions; without, a national number with its leading zero. */
const NUMBER = /^(?:\+[1-9]\d{4,16}|0\d{4,16})$/
const TYPED_MAX = 60

/**
 * `0049 (0) 221 / 123-45` → `+4922112345`, `0221 12345` → `022112345`; `null` for what is no number. Takes any country's digits on trust:
 * whether somebody answers there is nothing that a pattern can tell.
 */
export function normalisePhone(typed: string): string | null {
  if (typed.length > TYPED_MAX) return null
  // the (0) that is dialled only from within the country
  const international = typed.trim().replace(/^00/, '+')
  const isInternational = international.startsWith('+')
  const digits = (isInternational ? international.replace(/\(0\)/, '') : international).replace(SEPARATORS, '')
  return NUMBER.test(digits) ? digits : null
}
