// What a password must be: long enough, and none that is guessed early. No rules about kinds of characters (NIST SP 800-63B-4 §3.1.1.2).

import { FoyerError } from '../foyer-error.ts'
import { whyGuessable } from './guessable.ts'
import { splitPersonWords } from './person-words.ts'

/** Code points, after NFC. */
export const PASSWORD_MIN_LENGTH = 12
/** Code points, after NFC. */
export const PASSWORD_MAX_LENGTH = 256

export interface PasswordRules {
  /** Code points. Default of the policy: 12. */
  minLength: number
  /** Code points: 256. */
  maxLength: number
  /** Names, address, number of the person; names of the organisation and its applications. */
  personWords: readonly string[]
  /** Is this word, in lower case, on the list of common passwords? */
  isCommon: (candidate: string) => boolean
  /** Is this, in NFC, the initial password that the person was given? */
  isInitial?: (candidate: string) => boolean
}

/** UTF-16 units that one code point in NFC may have been typed with. */
const UNITS_PER_CODE_POINT = 8

/** The form that is counted, compared and hashed. */
export function normalisePassword(password: string): string {
  return password.normalize('NFC')
}

/**
 * Throws `password_too_short`, `password_too_long`, `password_is_initial`, `password_personal` or `password_common`, in this order.
 * Lists and words are met with digits and signs around them, disguised (`P4ssw0rt`), doubled and backwards.
 */
export function checkPassword(password: string, { minLength, maxLength, personWords, isCommon, isInitial }: PasswordRules): void {
  if (password.length > maxLength * UNITS_PER_CODE_POINT) throw new FoyerError('password_too_long', { maxLength })
  const normal = normalisePassword(password)
  const length = [...normal].length
  if (length < minLength) throw new FoyerError('password_too_short', { minLength })
  if (length > maxLength) throw new FoyerError('password_too_long', { maxLength })
  if (isInitial?.(normal)) throw new FoyerError('password_is_initial')

  const why = whyGuessable(normal, { personWords: splitPersonWords(personWords), isCommon, minLength })
  if (why === 'personal') throw new FoyerError('password_personal')
  if (why === 'common') throw new FoyerError('password_common')
}
