// The words of the screens for what was handed over: only the one language that is needed.

import type { Language } from './load-speech.ts'
import type { Words } from './words.ts'

const languages: Readonly<Record<Language, () => Promise<Words<'handover'>>>> = {
  de: async () => (await import('./de-handover.ts')).deHandover,
  en: async () => (await import('./en-handover.ts')).enHandover,
}

/** For a BCP 47 tag. Rejects when the file cannot be loaded. */
export const loadHandoverWords = (language: string): Promise<Words<'handover'>> => languages[/^de\b/i.test(language) ? 'de' : 'en']()
