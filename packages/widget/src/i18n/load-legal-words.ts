// The words of the screens about legal documents: only the one language that is needed.

import type { Language } from './load-speech.ts'
import type { Words } from './words.ts'

const languages: Readonly<Record<Language, () => Promise<Words<'legal'>>>> = {
  de: async () => (await import('./de-legal.ts')).deLegal,
  en: async () => (await import('./en-legal.ts')).enLegal,
}

/** For a BCP 47 tag. Rejects when the file cannot be loaded. */
export const loadLegalWords = (language: string): Promise<Words<'legal'>> => languages[/^de\b/i.test(language) ? 'de' : 'en']()
