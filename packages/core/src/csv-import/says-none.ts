// Cells that say that there is nothing to say: "-", "keine", "k. A.", "n/a", "#NV".

import { foldHeader, type ImportField } from './import-field.ts'

const SIGNS = /^[-\u2010-\u2015\u2212_./*\u00d7 ]+$/
/** What spreadsheets write for "not available", in German and in English. */
const NOT_AVAILABLE = /^#(?:NV|N\/A|N\/V|NA)!?$/i
/** Short ones are known by their signs: "Na" and "KA" are names. */
const SHORT = /^(?:n\s?\/\s?a|n\.\s?a\.?|k\.\s?a\.?|n\s?\/\s?v|n\.\s?v\.?|k\s?\/\s?a)$/i
/** Folded. People are called Null and None. */
const WORDS: ReadonlySet<string> = new Set(
  [
    'keine',
    'keiner',
    'keins',
    'kein',
    'keine Angabe',
    'keine Angaben',
    'keine E-Mail',
    'keine Mail',
    'keine Adresse',
    'nicht vorhanden',
    'nicht bekannt',
    'unbekannt',
    'entfällt',
    'leer',
    'none',
    'null',
    'nil',
    'not available',
    'not applicable',
    'no email',
    'unknown',
    'empty',
  ].map(foldHeader),
)
const NAMES: ReadonlySet<string> = new Set<ImportField>(['firstName', 'lastName', 'fullName'])
const LONGEST = 24

/** Takes a trimmed cell that is not empty. */
export const saysNone = (field: ImportField, text: string): boolean => {
  if (text.length > LONGEST) return false
  if (SIGNS.test(text) || NOT_AVAILABLE.test(text) || SHORT.test(text)) return true
  return !NAMES.has(field) && mayBeWord(text) && WORDS.has(foldHeader(text))
}

const FIRST_LETTERS: ReadonlySet<string> = new Set([...WORDS].map((word) => word.charAt(0)))

/** Folding is dear and nearly every cell is something else: no word has a digit, and a plain first letter is the word's own. */
const mayBeWord = (text: string): boolean => !/\d/.test(text) && (!/^[a-z]/i.test(text) || FIRST_LETTERS.has(text.charAt(0).toLowerCase()))
