// The port for API keys: found by the hash of the secret, which is stored nowhere.

import type { Scope } from '@foyer/contract'
import type { Instant } from '@foyer/core'

export interface NewApiKey {
  id: string
  /** SHA-256 of the secret. */
  hash: Uint8Array
  name: string
  scopes: readonly Scope[]
  /** Only for this application; null for all. */
  application: string | null
  expiresAt: Instant | null
}

export interface ApiKeyFacts {
  id: string
  name: string
  scopes: Scope[]
  application: string | null
  createdAt: Instant
  lastUsedAt: Instant | null
  expiresAt: Instant | null
  revokedAt: Instant | null
  /** Until when the secret before the present one is found; null without one. */
  oldUntil: Instant | null
}

export interface ApiKeyStore {
  /** By the present secret, or by the one before it while that lives. Neither revoked nor expired keys are found. */
  findApiKey(hash: Uint8Array): Promise<ApiKeyFacts | null>
  readApiKey(id: string): Promise<ApiKeyFacts | null>
  insertApiKey(key: NewApiKey): Promise<void>
  /** Those not revoked first, then newest first. At most 200. */
  listApiKeys(): Promise<ApiKeyFacts[]>
  /** Writes "last used" at most once a minute. */
  touchApiKey(id: string): Promise<void>
  /**
   * Puts another secret in the present one's place, which is found until `oldUntil`; one that was replaced before ends now.
   * @returns false when the key is revoked, expired, or not there
   */
  rotateApiKey(id: string, next: { hash: Uint8Array; oldUntil: Instant }): Promise<boolean>
  /** @returns false when it was revoked before, or never there */
  revokeApiKey(id: string): Promise<boolean>
}
