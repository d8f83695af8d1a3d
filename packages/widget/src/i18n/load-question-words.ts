// The words of the questions at the end of a sign-in: only the one language that is needed.

import type { Language } from './load-speech.ts'
import type { Words } from './words.ts'

const languages: Readonly<Record<Language, () => Promise<Words<'questions'>>>> = {
  de: async () => (await import('./de-questions.ts')).deQuestions,
  en: async () => (await import('./en-questions.ts')).enQuestions,
}

/** For a BCP 47 tag. Rejects when the file cannot be loaded. */
export const loadQuestionWords = (language: string): Promise<Words<'questions'>> => languages[/^de\b/i.test(language) ? 'de' : 'en']()
