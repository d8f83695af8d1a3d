// The ways in which a guesser reads one password: without its separators, its disguises and its doubled letters, and backwards.

/** A text and what it may stand for, unit by unit: all of the same length. */
export interface Reading {
  /** In lower case. */
  text: string
  /** `text` itself and with signs read as the letters they look like. */
  disguises: readonly string[]
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
  '+': 't',
  '(': 'c',
}

const SEPARATORS = /[\s\p{Pd}._,;:/|+*#~'"]+/gu

/** At most ten. Takes the password in NFC. */
export function readings(password: string): Reading[] {
  const lower = password.toLowerCase()
  const plain = password.normalize('NFKC').toLowerCase()
  const joined = plain.replace(SEPARATORS, '')
  const texts = [lower, plain, joined, withoutUmlauts(joined), joined.replace(/(.)\1/gsu, '$1')]
  return [...new Set(texts.flatMap((text) => [text, [...text].reverse().join('')]))].map((text) => ({ text, disguises: disguisesOf(text) }))
}

/** ä → ae, ß → ss, é → e. Takes lower case. */
export function withoutUmlauts(text: string): string {
  return text
    .replace(/[äöü]/g, (umlaut) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[umlaut] ?? umlaut)
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
}

function disguisesOf(text: string): string[] {
  const read = text.replace(/[0-9@$!|€+(]/g, (sign) => LOOK_ALIKES[sign] ?? sign)
  const readWithL = text.replace(/[0-9@$!|€+(]/g, (sign) => (sign === '1' || sign === '!' ? 'l' : (LOOK_ALIKES[sign] ?? sign)))
  return [...new Set([text, read, readWithL])]
}
