// Who calls a managing route: an API key, somebody signed in to a managing application, or somebody at the terminal.

import type { Scope } from '@foyer/contract'
import { type Actor, FoyerError } from '@foyer/core'
import type { Locale } from '../text.ts'

export interface Caller {
  actor: Actor
  /** What the caller's API key may do; `null` for people, whom their role alone limits. */
  scopes: readonly Scope[] | null
  /** The one application that the caller's API key is for; `null` where it is for all. */
  boundTo: string | null
  locale: Locale
  /** From the headers; `undefined` when the caller gave none. */
  ifVersion: number | undefined
  idempotencyKey: string | undefined
  /** SHA-256 of method, path and body: what an idempotency key belongs to. */
  requestHash: string
}

/** Whether a key's scopes allow it; `owner` is enough for everything. */
export const hasScope = ({ scopes }: Pick<Caller, 'scopes'>, scope: Scope): boolean =>
  scopes === null || scopes.includes(scope) || scopes.includes('owner')

/** @throws FoyerError `scope_missing`. */
export const requireScope = (caller: Pick<Caller, 'scopes'>, scope: Scope): void => {
  if (!hasScope(caller, scope)) throw new FoyerError('scope_missing', { scope })
}

/** For what tells about people of every application. @throws FoyerError `forbidden` when the key is for one alone. */
export const requireAllApplications = ({ boundTo }: Pick<Caller, 'boundTo'>): void => {
  if (boundTo !== null) throw new FoyerError('forbidden')
}

/** @throws FoyerError `forbidden` when the key is for another application alone. */
export const requireOwnApplication = ({ boundTo }: Pick<Caller, 'boundTo'>, application: string): void => {
  if (boundTo !== null && boundTo !== application) throw new FoyerError('forbidden')
}
