// Folds text so that sorting and searching mean the same letters everywhere, whatever the database's collation.

/** Letters that are not a base letter with a mark; the keys are lower case. */
const UNMARKED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ĸ: 'k',
  ς: 'σ',
  ŀ: 'l',
  ŉ: 'n',
  ſ: 's',
  ﬁ: 'fi',
  ﬂ: 'fl',
}
const UNMARKED_LETTERS = new RegExp(`[${Object.keys(UNMARKED).join('')}]`, 'gu')

/** Code points of input and of output. */
const SORT_MAX = 200
/** Code points of input and of output: names, address, number, place and department together. */
const SEARCH_MAX = 1000

/** `Łukasz Müller` → `lukasz muller`. At most 200 code points; folding twice changes nothing. */
export function foldForSort(text: string): string {
  return fold(text, SORT_MAX)
}

/**
 * As for sorting, and `Anne-Marie O’Neil` → `anne marie oneil`, so that each part is the start of a word. At most 1,000 code points. Text and
 * what is searched for go through the same function; `%` and `_` stay, and are for the caller to escape.
 */
export function foldForSearch(text: string): string {
  return fold(
    text
      .slice(0, SEARCH_MAX * 2)
      .replace(/['\u2018\u2019\u02bc`\u00b4]/g, '')
      .replace(/\p{Pd}/gu, ' '),
    SEARCH_MAX,
  )
}

function fold(text: string, max: number): string {
  const cut = bounded(text, max)
  const letters = HAS_MARKS.test(cut) ? foldLetters(cut) : cut.replace(LATIN_LETTERS, foldLatin).toLowerCase()
  return bounded(letters.replace(/[\s\p{Cc}]+/gu, ' ').trim(), max).trim()
}

/** From here on letters may belong together; before it each can be folded by itself, which is several times cheaper. */
const HAS_MARKS = /[\u0300-\uffff]/
const LATIN_LETTERS = /[\x80-\u02ff]/g
const latin = new Map<string, string>()

function foldLatin(letter: string): string {
  const known = latin.get(letter)
  if (known !== undefined) return known
  const folded = foldLetters(letter)
  latin.set(letter, folded)
  return folded
}

const foldLetters = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{Mn}\p{Cf}\p{Cs}]/gu, '')
    .replace(UNMARKED_LETTERS, (letter) => UNMARKED[letter] ?? letter)
    .normalize('NFC')

/** Cut between code points. */
function bounded(text: string, max: number): string {
  return text.length <= max ? text : [...text.slice(0, max * 2)].slice(0, max).join('')
}
