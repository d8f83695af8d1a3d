// The port for counting tries and for things that may be used once.

import type { Instant } from '@foyer/core'

/** `key` names what is counted; callers pass a keyed hash, never an address in plain text. */
export type Limit =
  | WindowLimit
  /**
   * `free` tries, then a wait that doubles from `baseMs` to `maxMs` with each further one. A try inside the wait is refused and not
   * counted. Forgotten `forgetMs` after the last counted try.
   */
  | { key: string; kind: 'doubling'; free: number; baseMs: number; maxMs: number; forgetMs: number }

/** At most `max` in a window that begins with the first try. */
export interface WindowLimit {
  key: string
  kind: 'window'
  windowMs: number
  max: number
}

export interface Tally {
  key: string
  /** Tries counted, this one included when admitted. A window counts refused ones too. */
  count: number
  admitted: boolean
  /** When the next try will be admitted; null when it is at once. */
  retryAt: Instant | null
}

export interface RateLimitStore {
  /** Counts one try on every limit in one statement on the database's clock, exactly, never inside another transaction. */
  countTry(limits: readonly Limit[]): Promise<{ tallies: Tally[]; now: Instant }>
  /** Reads without counting; limits without a row are left out. */
  readTries(keys: readonly string[]): Promise<{ key: string; count: number; retryAt: Instant | null }[]>
  clearTries(keys: readonly string[]): Promise<void>
  /** Takes back one counted try on each of these windows: it turned out to be none of those that are counted. */
  uncountTries(keys: readonly string[]): Promise<void>
}

export interface NonceStore {
  /** True for exactly one caller, ever, until `expiresAt`. Burn before verifying. */
  burnNonce(nonce: string, expiresAt: Instant): Promise<boolean>
}
