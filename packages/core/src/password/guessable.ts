// Decides whether a password is one that a guesser tries early: one listed or personal word with trimmings, a run, a repetition.

import { isLetter, letterCount } from './letters.ts'
import { markWords } from './person-words.ts'
import { markRuns } from './predictable-runs.ts'
import { type Reading, readings } from './readings.ts'
import { repeatedUnit } from './repetition.ts'

export interface Guesser {
  /** Lower case, from `splitPersonWords`. */
  personWords: readonly string[]
  /** Gets candidates in lower case. */
  isCommon: (candidate: string) => boolean
  minLength: number
}

/** So many characters must be left when runs, repeats and the person's own words are taken away. */
const FREE_CHARACTERS = 6
/** So many different characters, at least. */
const DIFFERENT_CHARACTERS = 5
/** Letters that a word may have beside it and still be that word with trimmings: `xPasswort1`. */
const LETTERS_BESIDE = 1
const LISTED_MIN = 4
const LISTED_MAX = 32
/** Fewer letters than these make no word; what is left is judged by its digits and signs. */
const WORD_LETTERS = 3
/** So many letters of the person's own words, undisguised, make a password theirs. */
const PERSONAL_LETTERS = 2

/** `personal` only where the person's own words make the difference. Takes the password in NFC, of bounded length. */
export function whyGuessable(password: string, { personWords, isCommon, minLength }: Guesser): 'personal' | 'common' | null {
  if (isRepetition(password.toLowerCase(), minLength)) return 'common'
  const all = readings(password)
  if (all.some((reading) => isGuessable(reading, { personWords: [], isCommon, minLength }))) return 'common'
  return all.some((reading) => isGuessable(reading, { personWords, isCommon, minLength })) ? 'personal' : null
}

function isGuessable(reading: Reading, { personWords, isCommon, minLength }: Guesser): boolean {
  const { text } = reading
  const personal = markWords(reading, personWords)
  const runs = markRuns(text)
  const isFree = runs.map((isRun, at) => !isRun && !personal[at])

  const half = Math.ceil(minLength / 2)
  if (isFree.filter(Boolean).length < Math.min(FREE_CHARACTERS, half)) return true
  if (new Set(text).size < Math.min(DIFFERENT_CHARACTERS, half)) return true

  const letters = lettersWhere(text, isFree)
  if (letters.length <= LETTERS_BESIDE && lettersWhere(text, personal).length >= PERSONAL_LETTERS) return true
  return hasListedWord(reading, isFree, letters, isCommon)
}

function lettersWhere(text: string, flags: readonly boolean[]): number[] {
  return [...flags.keys()].filter((at) => flags[at] && isLetter(text.charAt(at)))
}

/** Is there a listed word with nothing beside it but digits, signs, runs and a letter; or, without letters, hardly anything? */
function hasListedWord(
  { text, disguises }: Reading,
  isFree: readonly boolean[],
  letters: readonly number[],
  isCommon: Guesser['isCommon'],
): boolean {
  const hasLetters = letters.length >= WORD_LETTERS
  const marked = hasLetters ? letters : [...isFree.keys()].filter((at) => isFree[at])
  const besides = hasLetters ? LETTERS_BESIDE : FREE_CHARACTERS - 1

  for (let skipped = 0; skipped <= besides; skipped += 1) {
    // the word holds all marked places but `skipped` at the beginning and the others allowed at the end
    const first = marked[skipped]
    const last = marked[marked.length - 1 - (besides - skipped)]
    if (first === undefined || last === undefined || first > last) continue
    const from = (marked[skipped - 1] ?? -1) + 1
    for (let start = Math.max(from, last + 1 - LISTED_MAX); start <= first; start += 1) {
      for (let end = Math.max(last + 1, start + LISTED_MIN); end <= Math.min(text.length, start + LISTED_MAX); end += 1) {
        if (disguises.some((disguise) => isCommon(disguise.slice(start, end)))) return true
      }
    }
  }
  return false
}

/** A doubled password counts once, whatever stands between its halves. */
function isRepetition(lower: string, minLength: number): boolean {
  const trimmed = lower.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  const joined = trimmed.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
  const letters = joined.replace(/[^\p{L}\p{M}]+/gu, '')
  const texts = letterCount(lower) * 2 >= lower.length ? [lower, trimmed, joined, letters] : [lower, trimmed, joined]
  return texts.some((text) => {
    const unit = repeatedUnit(text)
    return unit.length < text.length && [...unit].length < minLength
  })
}
