// The port for the ledger of legal documents. Entries are written with the decisions that make them; here they are read.

import type { Instant, LedgerEntry } from '@foyer/core'

export interface StoredLedgerEntry extends Omit<LedgerEntry, 'locale' | 'at'> {
  /** Rises with each entry. */
  id: number
  userId: string
  /** Of people who are still there. */
  externalId: string | null
  firstName: string | null
  lastName: string | null
  locale: string | null
  at: Instant
}

export interface LedgerCount {
  document: string
  version: string
  locale: string | null
  sha256: string | null
  act: LedgerEntry['act']
  count: number
  firstAt: Instant
  lastAt: Instant
}

export interface LedgerFilter {
  document?: string | undefined
  version?: string | undefined
  userId?: string | undefined
}

export interface PersonAndEntry {
  userId: string
  externalId: string | null
  firstName: string | null
  lastName: string | null
  entry: Pick<StoredLedgerEntry, 'version' | 'act' | 'at' | 'locale' | 'channel'> | null
}

export interface PeoplePage<Position> {
  items: PersonAndEntry[]
  next: Position | null
}

/** A document, and the applications that ask for it. */
export interface AskedDocument {
  document: string
  version: string
  applications: readonly string[]
}

export interface LegalStore {
  /** Reads the whole ledger: for an answer that is kept a while. */
  countLedger(): Promise<LedgerCount[]>
  /** People who agreed to this version and did not take it back. Reads all of them. */
  countAgreed(document: string, version: string): Promise<number>
  /** People online with real access to one of the applications, without agreement to this version; exact to 10,000. */
  countMissing(asked: AskedDocument): Promise<{ count: number; exact: boolean }>
  /** By the last entry of each, newest first. `version`: of `accepted` alone. */
  listAnswered(
    query: { document: string; act: LedgerEntry['act']; version?: string | undefined },
    page: { after?: number | undefined; limit: number },
  ): Promise<PeoplePage<number>>
  /** By name. */
  listMissing(
    asked: AskedDocument,
    page: { after?: { sortKey: string; id: string } | undefined; limit: number },
  ): Promise<PeoplePage<{ sortKey: string; id: string }>>
  /** Oldest first, at most 500. `until` leaves out what came later, so that an export ends. */
  listLedger(
    filter: LedgerFilter,
    page: { after?: number | undefined; until?: number | undefined; limit: number },
  ): Promise<{ items: StoredLedgerEntry[]; next: number | null }>
  /** Id of the newest entry; 0 for an empty ledger. */
  lastLedgerEntry(): Promise<number>
}
