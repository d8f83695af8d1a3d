// Turns a loaded catalogue into sentences: placeholders and plurals.

import type { FirstKey, LaterKey, PluralForms, Values, WordKey, Words } from './words.ts'

/** `Key`: which words are loaded. */
export interface Speech<Key extends WordKey = WordKey> {
  /** Language of the words. */
  readonly locale: string
  /** The sentence with its values. `count` also chooses the plural form. */
  say<K extends Key>(key: K, ...values: Values<K, string | number>): string
  /** The same in pieces, where a value is a template. */
  weave<K extends Key>(key: K, ...values: Values<K, unknown>): unknown[]
  /** Speech with the words of another file as well. */
  learn(more: Words<'later'>): Speech<FirstKey | LaterKey>
  learn(more: Words<'handover'> | Words<'factors'> | Words<'legal'> | Words<'questions'>): Speech
}

type Catalogue = Partial<Record<WordKey, string | PluralForms>>

export const speak = (words: Words<'first'>, locale: string): Speech<FirstKey> => speakFrom(words, locale)

function speakFrom(words: Catalogue, locale: string): Speech {
  const weave = (key: WordKey, values: Record<string, unknown> = {}): unknown[] => {
    const entry = words[key] ?? ''
    const text = typeof entry === 'string' ? entry : (entry[new Intl.PluralRules(locale).select(Number(values.count))] ?? entry.other)
    return text.split(/\{(\w+)\}/).map((piece, index) => (index % 2 ? values[piece] : piece))
  }
  return {
    locale,
    weave,
    say: (key, values?: object) => weave(key, { ...values }).join(''),
    learn: (more: Words<'later'> | Words<'handover'> | Words<'factors'> | Words<'legal'> | Words<'questions'>) =>
      speakFrom({ ...words, ...more }, locale),
  }
}
