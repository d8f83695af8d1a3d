// Who calls a managing route: an API key, or somebody signed in to a managing application.

import type { Actor } from '@foyer/core'
import type { Locale } from '../text.ts'

export interface Caller {
  actor: Actor
  locale: Locale
  /** From the headers; `undefined` when the caller gave none. */
  ifVersion: number | undefined
  idempotencyKey: string | undefined
  /** SHA-256 of method, path and body: what an idempotency key belongs to. */
  requestHash: string
}
