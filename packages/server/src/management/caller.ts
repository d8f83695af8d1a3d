// Who calls a managing route: an API key, or somebody signed in to a managing application.

import { type Actor, FoyerError } from '@foyer/core'
import type { Locale } from '../text.ts'

export interface Caller {
  actor: Actor
  /** The one application that the caller's API key is for; `null` where it is for all. */
  boundTo: string | null
  locale: Locale
  /** From the headers; `undefined` when the caller gave none. */
  ifVersion: number | undefined
  idempotencyKey: string | undefined
  /** SHA-256 of method, path and body: what an idempotency key belongs to. */
  requestHash: string
}

/** @throws FoyerError `forbidden` when the key is for another application alone. */
export const requireOwnApplication = ({ boundTo }: Pick<Caller, 'boundTo'>, application: string): void => {
  if (boundTo !== null && boundTo !== application) throw new FoyerError('forbidden')
}
