// Writes down who was refused what, for whoever watches over attacks: bounded, so that nobody fills a disk by being refused.

import { type ErrorCode, errorStatus } from '@foyer/contract'
import type { Logger } from 'pino'

export interface Refusal {
  code: ErrorCode
  requestId: string
  /** Its pattern, never the path. */
  route: string
  method: string
}

/** Attempts at something that one may not do or has done too often. Input that is merely wrong is none. */
const TOLD: ReadonlySet<ErrorCode> = new Set([
  'unauthenticated',
  'forbidden',
  'role_too_low',
  'origin_not_allowed',
  'cross_site',
  'https_required',
  'credentials_wrong',
  'no_access',
  'link_invalid',
  'code_wrong',
  'code_exhausted',
  'sign_in_code_invalid',
  'rate_limited',
  'too_many_addresses',
  'malformed_body',
  'body_too_large',
  'request_timeout',
])

/** Parts that are out of reach or have no room. */
const FAULTS: ReadonlySet<ErrorCode> = new Set(['busy', 'unavailable'])

const WINDOW_MS = 10_000

/** The first of each code at once, then one line in ten seconds with the number of those that were left out. */
export const createRefusalLog = (log: Logger, now: () => number = () => performance.now()): ((refusal: Refusal) => void) => {
  const windows = new Map<ErrorCode, { until: number; leftOut: number }>()
  return ({ code, ...refusal }) => {
    const fault = FAULTS.has(code)
    if (!fault && !TOLD.has(code)) return
    const window = windows.get(code)
    if (window !== undefined && now() < window.until) {
      window.leftOut += 1
      return
    }
    windows.set(code, { until: now() + WINDOW_MS, leftOut: 0 })
    const line = { ...refusal, code, status: errorStatus[code], leftOut: window?.leftOut ?? 0 }
    if (fault) log.warn(line, 'answered that it cannot be done now')
    else log.info(line, 'refused')
  }
}
