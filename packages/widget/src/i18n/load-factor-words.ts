// The words of the second factor's screens: only the one language that is needed.

import type { Language } from './load-speech.ts'
import type { Words } from './words.ts'

const languages: Readonly<Record<Language, () => Promise<Words<'factors'>>>> = {
  de: async () => (await import('./de-factors.ts')).deFactors,
  en: async () => (await import('./en-factors.ts')).enFactors,
}

/** For a BCP 47 tag. Rejects when the file cannot be loaded. */
export const loadFactorWords = (language: string): Promise<Words<'factors'>> => languages[/^de\b/i.test(language) ? 'de' : 'en']()
