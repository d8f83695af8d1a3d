// The words that belong to one person, their organisation and its applications, and where a password uses them.

import { letterCount } from './letters.ts'
import { type Reading, withoutUmlauts } from './readings.ts'

const WORD_MIN = 3
const NUMBER_MIN = 4
/** Words beyond these bounds are left out, so that a long profile cannot make the check slow. */
const WORDS_MAX = 200
const WORD_MAX = 100
/** `.com` belongs to nobody. */
const ADDRESS_ENDING = /(?<=@.*)\.\p{L}+\s*$/u
/** A disguised word counts only where some of its letters stand undisguised: `7144` is not Tiaa. */
const UNDISGUISED_MIN = 2

/** Whole, in parts (`mia.weber@example.com` → mia, weber, example) and without umlauts; lower case, each once. */
export function splitPersonWords(personWords: readonly string[]): string[] {
  const words = new Set<string>()
  for (const entry of personWords) {
    const lower = entry.slice(0, WORD_MAX).normalize('NFKC').toLowerCase()
    const parts = lower.replace(ADDRESS_ENDING, '').split(/[^\p{L}\p{M}\p{N}]+/u)
    for (const part of [parts.join(''), ...parts]) {
      if (words.size >= WORDS_MAX) return [...words]
      if (!isLongEnough(part)) continue
      words.add(part)
      words.add(withoutUmlauts(part))
      words.add(part.normalize('NFD').replace(/\p{Mn}/gu, ''))
    }
  }
  return [...words]
}

/** One flag for each UTF-16 unit of the reading: true where one of `words` stands. */
export function markWords({ text, disguises }: Reading, words: readonly string[]): boolean[] {
  const marks = Array.from({ length: text.length }, () => false)
  for (const disguise of disguises) {
    for (const word of words) {
      for (let at = disguise.indexOf(word); at >= 0; at = disguise.indexOf(word, at + 1)) {
        const original = text.slice(at, at + word.length)
        if (original === word || letterCount(original) >= UNDISGUISED_MIN) marks.fill(true, at, at + word.length)
      }
    }
  }
  return marks
}

function isLongEnough(word: string): boolean {
  return word.length >= (/^\d+$/.test(word) ? NUMBER_MIN : WORD_MIN)
}
