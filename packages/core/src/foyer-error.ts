// The one error that Foyer's own code throws: a stable code and what belongs to it.

import type { ErrorCode, ErrorDetails } from '@foyer/contract'

/** What the constructor takes after the code: details only where the code has some. */
type Rest<C extends ErrorCode> = keyof ErrorDetails[C] extends never
  ? [details?: Record<never, never>, options?: ErrorOptions]
  : [details: ErrorDetails[C], options?: ErrorOptions]

/**
 * Status and words are tables keyed by `code`, elsewhere; `message` is the code, so that nothing personal gets into a log.
 *
 * `new FoyerError('no_access')`, `new FoyerError('email_taken', { userId })`, `new FoyerError('internal', {}, { cause })`
 */
export class FoyerError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'FoyerError'
  readonly code: C
  readonly details: ErrorDetails[C]

  constructor(code: C, ...[details, options]: Rest<C>) {
    super(code, options)
    this.code = code
    this.details = (details ?? {}) as ErrorDetails[C]
  }
}

/** One member for each code, so that comparing `code` narrows `details`. */
export type AnyFoyerError<C extends ErrorCode = ErrorCode> = { [K in C]: FoyerError<K> }[C]

/** True for a FoyerError with one of `codes`; without codes, for any. */
export function isFoyerError<C extends ErrorCode = ErrorCode>(error: unknown, ...codes: C[]): error is AnyFoyerError<C> {
  if (!(error instanceof FoyerError)) return false
  return codes.length === 0 || codes.some((code) => code === error.code)
}
