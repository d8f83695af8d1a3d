// The facts about one person that every decision reads and returns.

import type { PostalAddress, Role } from '@foyer/contract'
import type { Carrier, GrantPurpose } from '../grant/carriers.ts'

/** Milliseconds since the epoch, by the database's clock. */
export type Instant = number

export interface Profile {
  externalId: string | null
  firstName: string | null
  lastName: string | null
  location: string | null
  department: string | null
  position: string | null
  locale: string | null
  postalAddress: PostalAddress | null
  /** Values of the configured fields; values of fields that left the configuration stay. */
  fields: Readonly<Record<string, unknown>>
}

export interface EmailFacts {
  canonical: string
  /** The spelling that was typed; mails go to it. */
  entered: string
  setAt: Instant
  setBy: 'manager' | 'holder'
  /** Something was mailed to, or handed over for, this address. */
  issuedAt: Instant | null
  confirmedAt: Instant | null
  /** A mail came back for good. */
  bouncedAt: Instant | null
  /** A mail was reported as unwanted. */
  complainedAt: Instant | null
  /** Somebody there said "not for me"; no mails until the address is edited. */
  refusedAt: Instant | null
}

export interface WaitingEmail {
  canonical: string
  entered: string
  revision: number
  requestedAt: Instant
  by: 'manager' | 'holder'
}

export interface FormerEmail {
  canonical: string
  entered: string
  changedAt: Instant
  undoUntil: Instant
}

export interface AccessFacts {
  application: string
  /** Only at managing applications. */
  role: Role | null
  /** True until the invitation is completed. */
  pending: boolean
  grantedAt: Instant
  /** The application that brought this access along (`includes`), or `null` when it was given itself. */
  via: string | null
  /** When the holder last sent the profile form of this application. */
  profileDoneAt: Instant | null
}

/** A carrier that left the house. Only issued carriers open anything. */
export interface IssuedCarrier {
  carrier: Carrier
  at: Instant
  by: string
  /** Revision of the address it was mailed to; `null` for what was handed over. */
  revision: number | null
}

export interface GrantFacts {
  /** 16 hexadecimal characters, random. */
  id: string
  purpose: GrantPurpose
  application: string | null
  /** Milliseconds of the database's clock when this generation began; rises strictly. */
  generation: number
  /** Which of the deployment's secrets it is derived with. */
  keyId: string
  /** First six characters of the typed code; unique among open grants, new with each generation. `null` where no such code is made. */
  locator: string | null
  carriers: readonly IssuedCarrier[]
  expiresAt: Instant
  endedAt: Instant | null
  endedReason: string | null
  /** Tries at the typed code of this generation, counted before they are judged: the present one is among them. */
  codeTries: number
  begunAt: Instant | null
  /** On `email_proof`: the address that the holder typed; it reserves nothing. On `email_undo`: the one that comes back. */
  typedEmail: { canonical: string; entered: string; setBy?: EmailFacts['setBy'] | undefined } | null
  /** Hash of an initial password that an admin chose, with the name of whom to get it from. */
  chosenPassword: { hash: string; from: string } | null
  /** The last act of an admin on this grant; self-service ends 90 days after it. */
  lastActAt: Instant
  /** Too many wrong answers stopped what was handed over of this generation: the next hand-over begins another. */
  handoverStoppedAt?: Instant | null | undefined
}

export interface LegalAcceptance {
  document: string
  version: string
  acceptedAt: Instant
}

/** A passkey as decisions know it; its key is the store's. */
export interface PasskeyFacts {
  /** Credential id, base64url. */
  id: string
  /** As its holder calls it. */
  name: string
  createdAt: Instant
}

export interface Person {
  id: string
  version: number
  createdAt: Instant
  changedAt: Instant
  profile: Profile
  email: EmailFacts | null
  /** Names the address on file in every secret mailed to it. Each change takes a new one: what was mailed before stays dead, also after A → B → A. */
  emailRevision: number
  /** The highest revision ever given to an address of this person. */
  lastEmailRevision: number
  /** An address that waits beside the account until its mailbox confirms it; it reserves nothing. */
  waitingEmail: WaitingEmail | null
  /** The address before the first change that can still be undone; reserved until then. */
  formerEmail: FormerEmail | null
  activatedAt: Instant | null
  deactivatedAt: Instant | null
  /** After this moment nobody signs in, whether or not the job has set `deactivatedAt` yet. */
  endsAt: Instant | null
  /** The holder wished to be erased: then it happens, unless they think again. */
  eraseAt: Instant | null
  deletedAt: Instant | null
  /** A sign-in name other than the address: the external id of somebody without a mailbox. */
  signInName: string | null
  /** Raised by every change of a credential; sign-in tokens and sessions name it. */
  credentialRevision: number
  hasPassword: boolean
  /** Oldest first. */
  passkeys: readonly PasskeyFacts[]
  /** Since when sign-in with a password asks for a code of an authenticator app; `null` while it does not. */
  totpSince: Instant | null
  /** Tells the holder by mail of a sign-in in a browser that was never seen before. */
  signInNotices: boolean
  access: readonly AccessFacts[]
  /** The one open invitation, expired or not. */
  invitation: GrantFacts | null
  /** Other grants, the open ones at least: confirmation, recovery, change and undo of an address, proofs of typed addresses. */
  grants: readonly GrantFacts[]
  acceptances: readonly LegalAcceptance[]
}

/** What judges and lists of people look at: without what only the person's own flows ask for. */
export type ListedFacts = Pick<
  Person,
  | 'id'
  | 'version'
  | 'createdAt'
  | 'changedAt'
  | 'profile'
  | 'email'
  | 'activatedAt'
  | 'deactivatedAt'
  | 'endsAt'
  | 'eraseAt'
  | 'deletedAt'
  | 'signInName'
> & {
  access: readonly Pick<AccessFacts, 'application' | 'role' | 'pending'>[]
  invitation: Pick<GrantFacts, 'id' | 'application' | 'generation' | 'carriers' | 'expiresAt' | 'begunAt'> | null
}
