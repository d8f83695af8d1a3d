// Chooses the language and loads its first words: only the one language that is needed.

import { type Speech, speak } from './speak.ts'
import type { FirstKey } from './words.ts'

const languages = {
  de: async () => (await import('./de.ts')).de,
  en: async () => (await import('./en.ts')).en,
}

/** The languages that are spoken here. */
export type Language = keyof typeof languages

const isSpoken = (tag: string): tag is Language => tag in languages

/** Words for a BCP 47 tag; English where the language is not spoken here. Rejects when the file cannot be loaded. */
export async function loadSpeech(tag: string): Promise<Speech<FirstKey>> {
  const language = tag.slice(0, 2).toLowerCase()
  const spoken = isSpoken(language) ? language : 'en'
  return speak(await languages[spoken](), spoken)
}

/** The language to ask for: the element's attribute, else the document's, else the browser's. */
export const wantedLanguage = (attribute: string): string => attribute || document.documentElement.lang || navigator.language
