// The words of all screens but the first: only the one language that is needed.

import type { Language } from './load-speech.ts'
import type { Words } from './words.ts'

const languages: Readonly<Record<Language, () => Promise<Words<'later'>>>> = {
  de: async () => (await import('./de-later.ts')).deLater,
  en: async () => (await import('./en-later.ts')).enLater,
}

/** For a BCP 47 tag. Rejects when the file cannot be loaded. */
export const loadLaterWords = (language: string): Promise<Words<'later'>> => languages[/^de\b/i.test(language) ? 'de' : 'en']()
