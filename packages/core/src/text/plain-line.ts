// What may stand in one line of plain text: a name, a place, a title.

/** Control characters, line and paragraph separators, bidi embeddings, overrides and isolates, lone surrogates. */
const NOT_PLAIN = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** Makes one plain line of at most `max` code points out of anything. */
export const toPlainLine = (text: string, max: number): string => {
  const line = text.slice(0, max * 4).replace(new RegExp(`${NOT_PLAIN.source}|\\s+`, 'gu'), ' ')
  return [...line.replace(/ +/g, ' ').trim()].slice(0, max).join('').trim()
}

export type LineFault = 'too_long' | 'control_characters'

/**
 * `null` when `text` is one plain line of at most `max` code points. Takes the text as it will be stored, trimmed already.
 * Marks that single letters of right-to-left scripts need (U+200E, U+200F, U+061C) are let through.
 */
export function plainLineFault(text: string, max: number): LineFault | null {
  if (text.length > max && (text.length > max * 2 || [...text].length > max)) return 'too_long'
  return NOT_PLAIN.test(text) ? 'control_characters' : null
}
