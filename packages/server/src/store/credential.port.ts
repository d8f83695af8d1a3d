// The port for what a credential's use reads and writes: everything else about credentials is written along with a decision.

import type { Instant } from '@foyer/core'

/** Saved with a decision that adds a passkey. */
export interface NewPasskey {
  /** Domain that the passkey is for (WebAuthn, relying party id). */
  relyingParty: string
  /** COSE key. */
  publicKey: Uint8Array
  counter: number
  transports: readonly string[]
  /** Copied between the holder's devices; else bound to one. */
  synced: boolean
  backedUp: boolean
}

export interface StoredPasskey extends Omit<NewPasskey, 'synced' | 'backedUp'> {
  id: string
  userId: string
}

/** A passkey as its holder sees it. */
export interface PasskeyListing {
  id: string
  name: string
  createdAt: Instant
  lastUsedAt: Instant | null
  /** The browser that it was last used in, in words. */
  lastUsedOn: string | null
  synced: boolean
  relyingParty: string
}

export interface CredentialStore {
  findPasskey(id: string): Promise<StoredPasskey | null>
  /**
   * Takes the counter forward with the time and place of use.
   * @returns false when the passkey is gone, or somebody took the counter as far meanwhile; authenticators that do not count stay at 0
   */
  usePasskey(id: string, use: { counter: number; backedUp: boolean; on: string }): Promise<boolean>
  /** Oldest first. */
  listPasskeys(userId: string): Promise<PasskeyListing[]>
  /** Another domain that passkeys are kept for; `null` when there is none. */
  otherRelyingParty(relyingParty: string): Promise<string | null>
  readTotp(userId: string): Promise<{ sealed: string; lastCounter: number } | null>
  /** True for exactly one caller for each counter, and for rising ones only (RFC 6238 §5.2). */
  useTotp(userId: string, counter: number): Promise<boolean>
  /** Deletes the one code that is among the hashes. True for exactly one caller. */
  useBackupCode(userId: string, hashes: readonly Uint8Array[]): Promise<boolean>
  countBackupCodes(userId: string): Promise<number>
}
