// What every page is given: the calls, who is signed in, the words, and the way to other pages.

import type { Foyer, Settings } from '@foyer/sdk'
import type { Words } from '../i18n/words.ts'

export type Locale = 'de' | 'en'

export interface Admin {
  foyer: Foyer
  settings: Settings
  words: Words
  locale: Locale
  /** Path below the app's base, such as `/people?status=invited`. */
  go(path: string, options?: { replace?: boolean }): void
  /** The address of a path, for links. */
  href(path: string): string
  /** A short message for what succeeded. */
  tell(message: string): void
}
