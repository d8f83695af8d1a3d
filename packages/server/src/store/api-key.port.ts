// The port for API keys: found by the hash of the secret, which is stored nowhere.

import type { Role } from '@foyer/contract'
import type { Instant } from '@foyer/core'

export interface NewApiKey {
  id: string
  /** SHA-256 of the secret. */
  hash: Uint8Array
  name: string
  role: Role
  scopes: readonly string[]
  /** Only for this application; null for all. */
  application: string | null
  expiresAt: Instant | null
}

export interface ApiKeyFacts {
  id: string
  name: string
  role: Role
  scopes: string[]
  application: string | null
  createdAt: Instant
  lastUsedAt: Instant | null
  expiresAt: Instant | null
  revokedAt: Instant | null
}

export interface ApiKeyStore {
  /** Neither revoked nor expired ones are found. */
  findApiKey(hash: Uint8Array): Promise<ApiKeyFacts | null>
  insertApiKey(key: NewApiKey): Promise<void>
  /** Newest first, revoked ones included. At most 200. */
  listApiKeys(): Promise<ApiKeyFacts[]>
  /** Writes "last used" at most once a minute. */
  touchApiKey(id: string): Promise<void>
  /** @returns false when it was revoked before, or never there */
  revokeApiKey(id: string): Promise<boolean>
}
