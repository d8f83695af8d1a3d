// Turns an answer that is no success into the error it stands for.

import type { ErrorCode, ErrorDetails, Problem } from '@foyer/contract'
import { FoyerError } from './errors.ts'

/** Codes for answers that did not come from Foyer itself, but from something in between. */
const codeByStatus: Record<number, ErrorCode> = {
  400: 'malformed_body',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

/** The same call may work later. `in_progress`: an earlier try of ours is still running. */
const isRetryable = (status: number, code: ErrorCode) => [429, 502, 503, 504].includes(status) || code === 'in_progress'

export async function readProblem(response: Response): Promise<FoyerError> {
  const { status } = response
  const problem = await readBody(response)
  const code = problem?.code ?? codeByStatus[status] ?? 'internal'
  const details = (problem?.details ??
    (code === 'rate_limited' ? { retryAfterMs: retryAfterMs(response) ?? 0 } : {})) as ErrorDetails[ErrorCode]
  return new FoyerError(code, details, {
    message: problem?.detail ?? `Foyer answered with status ${status}.`,
    status,
    requestId: problem?.requestId ?? response.headers.get('x-request-id'),
    retryable: isRetryable(status, code),
  })
}

/** RFC 9110 §10.2.3: seconds or a date; `null` when the answer does not say. */
export function retryAfterMs(response: Response): number | null {
  const value = response.headers.get('retry-after')
  if (!value) return null
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(wait) ? Math.max(wait, 0) : null
}

async function readBody(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('json')) return null
  try {
    const body: unknown = await response.json()
    return isProblem(body) ? body : null
  } catch {
    return null
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
