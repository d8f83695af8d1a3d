// The one error that the SDK throws, and how to tell by its code what happened.

import type { ErrorCode, ErrorDetails } from '@foyer/contract'

export interface FoyerErrorOptions {
  /** A sentence that says what to do; from the server in the language asked for. */
  message?: string | undefined
  /** HTTP status; 0 when there was no answer. */
  status?: number | undefined
  requestId?: string | null | undefined
  retryable?: boolean | undefined
  cause?: unknown
}

/** Tell errors apart by `code` (see {@link isFoyerError}), never by their text. */
export class FoyerError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  /** What the code's entry in the catalogue promises; an empty object for most. */
  readonly details: ErrorDetails[C]
  /** HTTP status of the answer; 0 when there was none. */
  readonly status: number
  /** Names the request in the server's log; `null` when it never got there. */
  readonly requestId: string | null
  /** The same call may succeed later, unchanged. */
  readonly retryable: boolean

  constructor(code: C, details: ErrorDetails[C], { message, status, requestId, retryable, cause }: FoyerErrorOptions = {}) {
    super(message ?? code, cause === undefined ? undefined : { cause })
    this.name = 'FoyerError'
    this.code = code
    this.details = details
    this.status = status ?? 0
    this.requestId = requestId ?? null
    this.retryable = retryable ?? false
  }
}

/**
 * True for an error of Foyer with one of these codes, or with any when none is named. Narrows `details`.
 * Goes by name and code, so it also knows errors of another copy of this package.
 */
export function isFoyerError<C extends ErrorCode = ErrorCode>(error: unknown, ...codes: C[]): error is { [K in C]: FoyerError<K> }[C] {
  if (!(error instanceof Error) || error.name !== 'FoyerError' || !('code' in error)) return false
  return codes.length === 0 || (codes as unknown[]).includes(error.code)
}
