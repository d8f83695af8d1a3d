// What can go wrong with a call, in the one shape that the screens know.

import type { ErrorCode, InputIssue, Problem } from '@foyer/contract'

/** `wrong_server`: something answered that is not Foyer. `exchange_failed`: the page's own routes did not take the sign-in code. */
export type FaultCode = ErrorCode | 'wrong_server' | 'exchange_failed'

export interface Fault {
  readonly code: FaultCode
  /** The server's sentence in the caller's language; absent where the widget has to find its own words. */
  readonly detail?: string | undefined
  /** What is wrong with single fields. A document without consent has the path `consent-<key>`. */
  readonly issues?: readonly Pick<InputIssue, 'path' | 'message'>[] | undefined
  /** When to try again, as milliseconds since the epoch; absent when waiting does not help. */
  readonly retryAt?: number | undefined
}

type AnyDetails = { retryAfterMs?: number; issues?: InputIssue[]; documents?: string[] }

/** Reads an error answer: RFC 9457 with Foyer's members, or the bare status of something in between. */
export function readFault({ status, headers }: Response, body: unknown): Fault {
  const { code, detail = '', details }: Partial<Problem> = body ?? {}
  const { retryAfterMs, issues, documents }: AnyDetails = details ?? {}
  const waitMs = retryAfterMs ?? Number(headers.get('Retry-After')) * 1000
  return {
    code: code ?? (status === 429 ? 'rate_limited' : status >= 500 ? 'unavailable' : 'wrong_server'),
    detail,
    issues: issues ?? documents?.map((key) => ({ path: [`consent-${key}`], message: detail })),
    retryAt: status === 429 && waitMs > 0 ? Date.now() + waitMs : undefined,
  }
}
