// The port for people: loading the whole aggregate, and saving what a decision made of it.

import type { MailState } from '@foyer/contract'
import type { Decision, GrantFacts, Instant, ListedFacts, Person } from '@foyer/core'
import type { NewPasskey } from './credential.port.ts'

import type { RememberedRequest } from './request.port.ts'
import type { StoreTransaction } from './store.ts'

/** Deleted people are found by `id` alone. `grantId` also finds by grants that ended; `locator` by open ones only. */
export type PersonRef =
  | { id: string }
  | { externalId: string }
  /** Canonical form of the address on file. */
  | { email: string }
  /** The sign-in name of somebody without an address. */
  | { signInName: string }
  | { grantId: string }
  | { locator: string }

export interface LoadedPerson {
  /** `grants` has the open ones, and invitations that were completed: their links say so. */
  person: Person
  now: Instant
  /** State of the last mail of the present generation of the invitation. */
  delivery: MailState | null
}

/** As lists know people. */
export interface ListedPerson extends Omit<LoadedPerson, 'person'> {
  person: ListedFacts
}

export interface PersonReader {
  /** One statement. */
  loadPerson(ref: PersonRef): Promise<LoadedPerson | null>
  /** In the order of `ids`; those unknown are left out. At most 1,000. */
  loadPersons(ids: readonly string[]): Promise<LoadedPerson[]>
}

/** What is written along with a decision, in its transaction. */
export interface SaveOptions {
  /** `actorName(actor)` of core. */
  actor: string
  /** argon2id hash to be the person's password from now on. Needed when a decision sets `hasPassword`. */
  passwordHash?: string | undefined
  /** Needed when a decision adds a passkey. */
  passkey?: NewPasskey | undefined
  /** Needed when a decision adds an authenticator app: its key, sealed, and the counter of the code that proved it. */
  totp?: { sealed: string; lastCounter: number } | undefined
  /** Hashes of new backup codes; all earlier ones go. */
  backupCodes?: readonly Uint8Array[] | undefined
  /** The sign-in that goes on where a decision ends all sessions; it follows the new credential revision. */
  keepFamily?: string | undefined
  /** Keeps the ids touched under an idempotency key. Throws `in_progress` when the same key was finished meanwhile: read it again. */
  remember?: RememberedRequest | undefined
}

export interface ChangeOptions<R> extends SaveOptions {
  /** Throws `changed_meanwhile` when the person has another version. */
  ifVersion?: number | undefined
  /** Runs after the person was written, in the same transaction; not at all when nothing changed. */
  alsoInTransaction?: ((tx: StoreTransaction, after: Person) => Promise<R>) | undefined
}

/** What a decision function may return: a decision, or an object that holds one beside other results. */
export type Deciding = Decision | { decision: Decision }

export interface ChangedPerson<D extends Deciding, R> {
  /** With its new version, as loading it would answer. */
  person: Person
  /** The moment that the decision was made at. */
  now: Instant
  /** False when the decision returned the same person with no events and no jobs: then nothing was written. */
  changed: boolean
  /** What the last call of `decide` returned. */
  made: D
  /** What `alsoInTransaction` returned; undefined when it was not given or not called. */
  result: R | undefined
}

export interface OpenRecovery extends Pick<GrantFacts, 'id' | 'purpose' | 'generation' | 'keyId' | 'locator'> {
  emailRevision: number
}

export interface PersonStore extends PersonReader {
  /**
   * Loads, decides, and writes only if nobody wrote in between; else loads and decides again, at most 8 times. `decide` is pure and may
   * be called several times: it makes fresh random names each time. One statement where `alsoInTransaction` is not given.
   * @returns null when nobody is found
   * @throws FoyerError what `decide` throws; `changed_meanwhile`, `email_taken`, `external_id_taken`, `last_owner`, `busy`, `in_progress`
   */
  changePerson<D extends Deciding, R = undefined>(
    ref: PersonRef,
    decide: (person: Person, now: Instant) => D,
    options: ChangeOptions<R>,
  ): Promise<ChangedPerson<D, R> | null>
  /**
   * Writes a new person with events and jobs; one statement where `alsoInTransaction` is not given. `make` may be called again with
   * another moment, and makes fresh random names each time. The moment is the database's, at most a second old on the way here.
   * @throws FoyerError what `make` throws; `email_taken`, `external_id_taken`, `in_progress`
   */
  addPerson<D extends Deciding, R = undefined>(
    make: (now: Instant) => D,
    options: Omit<ChangeOptions<R>, 'ifVersion'>,
  ): Promise<ChangedPerson<D, R>>
  /**
   * Counts a try at a typed code before it is compared, exactly, however many try at once.
   * @returns tries so far, this one included; null when this generation is not open any more
   */
  countCodeTry(grantId: string, generation: number): Promise<number | null>
  /** The open recovery of whoever has this address. As much is read where there is none, from others. */
  findRecovery(email: string): Promise<OpenRecovery | null>
  /** The hash of the own password; null without one. */
  readPassword(userId: string): Promise<string | null>
  /** Whether somebody who may sign in now is owner of a managing application. */
  hasOwner(): Promise<boolean>
  /** Ids of owners who may sign in now; at most 100. */
  listOwners(): Promise<string[]>
}

export interface PersonWriter {
  /** Writes a new person as `addPerson` does. */
  insertPerson(decision: Decision, options: SaveOptions): Promise<Person>
  /** Writes what a decision made of `before`. @returns null when somebody else wrote since `before` was loaded */
  savePerson(before: Person, decision: Decision, options: SaveOptions): Promise<Person | null>
}
