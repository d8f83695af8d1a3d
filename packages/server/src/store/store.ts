// The store's port: everything the rest of the server may ask of the database.

import type { Instant } from '@foyer/core'
import type { ApiKeyStore } from './api-key.port.ts'
import type { CampaignStore } from './campaign.port.ts'
import type { CredentialStore } from './credential.port.ts'
import type { DatabaseFigures } from './database/database.ts'
import type { EventStore, EventWriter } from './event.port.ts'
import type { ImportStore, ImportWriter } from './import.port.ts'
import type { JobStore, JobWriter } from './job.port.ts'
import type { LastDayStore } from './last-day.port.ts'
import type { LegalStore } from './legal.port.ts'
import type { CapturedMailStore, MailStore, MailWriter } from './mail.port.ts'
import type { OverviewStore } from './overview.port.ts'
import type { PersonReader, PersonStore, PersonWriter } from './person.port.ts'
import type { PersonSelectionStore } from './person-selection.port.ts'
import type { NonceStore, RateLimitStore } from './rate-limit.port.ts'
import type { ReminderStore } from './reminder.port.ts'
import type { RequestStore, RequestWriter } from './request.port.ts'
import type { SessionStore, SessionWriter } from './session.port.ts'
import type { SheetBatchStore, SheetBatchWriter } from './sheet-batch.port.ts'
import type { UserListStore } from './user-list.port.ts'

/**
 * Every method throws FoyerError `busy` when the database has no room or time, `unavailable` when it is out of reach.
 * All times come from the database's clock.
 */
export interface Store
  extends PersonStore,
    UserListStore,
    PersonSelectionStore,
    OverviewStore,
    SessionStore,
    EventStore,
    JobStore,
    MailStore,
    CapturedMailStore,
    RateLimitStore,
    NonceStore,
    ApiKeyStore,
    CredentialStore,
    RequestStore,
    ImportStore,
    CampaignStore,
    LegalStore,
    MetaStore,
    ReminderStore,
    LastDayStore,
    SheetBatchStore {
  now(): Promise<Instant>
  /** How many open grants have secrets that were derived from the secret with this id. */
  countOpenGrants(keyId: string): Promise<number>
  /** Runs `work` in one transaction. Inside, only `tx` may be used: on the embedded database the outer store would wait for itself. */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>
  /** Moves the database's clock, for tests and demo data: everything after it happens `ms` later than now; 0 sets it right again. */
  shiftClock(ms: number): Promise<void>
  /** Deletes what has run out, a bounded number of rows of each kind. @returns rows deleted; call again while it is large */
  cleanUp(): Promise<number>
  /** Connections at this moment; asks nobody. */
  figures(): Promise<DatabaseFigures>
  /** Round trip to the database. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface StoreTransaction
  extends PersonReader,
    PersonWriter,
    SessionWriter,
    EventWriter,
    JobWriter,
    RequestWriter,
    ImportWriter,
    ApiKeyStore,
    MetaStore,
    MailWriter,
    SheetBatchWriter {
  now(): Promise<Instant>
}

/** Small facts about the deployment, such as the id of the key that sealed something. No secrets. */
export interface MetaStore {
  readMeta(key: string): Promise<string | null>
  /** Sets the value only while there is none. @returns the value that stands */
  keepMeta(key: string, value: string): Promise<string>
  writeMeta(key: string, value: string): Promise<void>
}
