// The port for sign-in and sessions: one statement each on the hot path.

import type { Role } from '@foyer/contract'
import type { Instant, NewEvent, NewJob } from '@foyer/core'
import type { LoadedPerson } from './person.port.ts'
import type { Limit, Tally, WindowLimit } from './rate-limit.port.ts'

/** `foyer`: a cookie on Foyer's own origin. `host`: a secret that a host's backend holds. */
export type SessionKind = 'foyer' | 'host'

export interface NewSession {
  id: string
  userId: string
  application: string
  /** Sessions that one sign-in brought about end together. */
  familyId: string
  kind: SessionKind
  /** SHA-256 of the secret. */
  secretHash: Uint8Array
  /** The session begins only while the person still has this one, and ends with it. */
  credentialRevision: number
  idleMs: number
  /** Absolute length of the session. */
  ttlMs: number
  /** What a person recognises the device by; cut at 200 characters. */
  userAgent: string | null
  /** A credential was shown just now: what is sensitive need not ask again at once. Default false. */
  proven?: boolean | undefined
  /** On a device that others use too. Default false. */
  shared?: boolean | undefined
}

export interface SessionFacts {
  id: string
  userId: string
  application: string
  familyId: string
  kind: SessionKind
  credentialRevision: number
  createdAt: Instant
  lastUsedAt: Instant
  idleMs: number
  expiresAt: Instant
  userAgent: string | null
  /** When a credential was last shown in it; `null` when it began without one. */
  provenAt: Instant | null
  shared: boolean
}

export interface SessionHolder {
  id: string
  email: string | null
  externalId: string | null
  firstName: string | null
  lastName: string | null
  locale: string | null
  fields: Readonly<Record<string, unknown>>
  /** At the session's application. */
  role: Role | null
}

export interface CheckedSession {
  session: Pick<SessionFacts, 'id' | 'userId' | 'application' | 'familyId' | 'lastUsedAt' | 'idleMs' | 'expiresAt' | 'shared'>
  user: SessionHolder
  now: Instant
}

export interface SignInTry {
  /** As LoadedPerson, with the hash of the password; null when nobody has this name. */
  found: (LoadedPerson & { passwordHash: string | null }) | null
  now: Instant
  /** One for each limit, in the order given. */
  tallies: Tally[]
  /** One for each limit that was only looked at: what was counted before. */
  watched: Tally[]
}

/** A canonical address, or an external id that is a sign-in name. */
export type SignInName = { email: string } | { signInName: string }

export interface SessionStart {
  session: NewSession
  event: NewEvent
  actor: string
  /** Written along with it. */
  jobs?: readonly NewJob[] | undefined
  /** Rate-limit rows to clear. */
  clearKeys?: readonly string[] | undefined
  /** The same password hashed with today's parameters. */
  rehashed?: string | undefined
}

/** Which sessions to end. */
export type SessionSelection =
  /** All that began with the same sign-in, Foyer's own and those of hosts. */
  | { secretHash: Uint8Array }
  | { familyId: string }
  | { userId: string; sessionId: string }
  | { userId: string; application?: string | undefined; exceptFamilyId?: string | undefined }

export interface SessionStore extends SessionWriter {
  /**
   * Counts the try on every limit, looks at others, and reads the person: one statement, committed on its own.
   * @param watched limits that count failures only, so that a row which many share is not written by every try
   */
  beginSignIn(name: SignInName, limits: readonly Limit[], watched?: readonly WindowLimit[]): Promise<SignInTry>
  /**
   * The session that this secret opens, by every rule: not ended, neither idle nor absolute time over, the credential unchanged, the
   * person neither blocked nor erased, the access real. One prepared statement.
   */
  checkSession(secretHash: Uint8Array, application: string): Promise<CheckedSession | null>
  /** Writes "last used" when the last time is at least a tenth of the idle time ago. */
  touchSession(id: string): Promise<void>
  /** `null` for one that has ended. */
  readSession(id: string): Promise<SessionFacts | null>
  /** Open sessions of a person, newest first. At most 100. */
  listSessions(userId: string): Promise<SessionFacts[]>
}

export interface SessionWriter {
  /**
   * Begins a session, writes the event and jobs, clears the counts: one statement.
   * @returns null when the credential changed, the person is blocked or not active, or has no real access to the application
   */
  startSession(start: SessionStart): Promise<SessionFacts | null>
  /**
   * Gives a session a new secret: its old one is worth nothing from now on. `proven`: a credential was shown just now.
   * @returns false when it has ended
   */
  renewSession(id: string, secretHash: Uint8Array, options?: { proven?: boolean }): Promise<boolean>
  /** Ends sessions and writes `session.ended` for each. @returns how many ended */
  endSessions(selection: SessionSelection, actor: string): Promise<number>
}
