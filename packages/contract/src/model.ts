// The nouns of the public interface as types: users, invitations, access. No run-time code.

import type { ErrorCode } from './error-codes.ts'

/** A custom profile field as configured. */
export type FieldSpec =
  | { type: 'text' | 'phone' | 'url' | 'email' | 'date' }
  | { type: 'number' }
  | { type: 'yes-no' }
  | { type: 'choice'; options: readonly string[] }
  | { type: 'choices'; options: readonly string[] }

/** The part of a configuration that types depend on. `Foyer<typeof config>` reads it; nothing is there at run time. */
export interface ConfigShape {
  applications: Record<string, object>
  profile?: Record<string, FieldSpec>
}

type FieldValue<S> = S extends { type: 'choice'; options: readonly (infer O)[] }
  ? O
  : S extends { type: 'choices'; options: readonly (infer O)[] }
    ? O[]
    : S extends { type: 'number' }
      ? number
      : S extends { type: 'yes-no' }
        ? boolean
        : string

/** The values of the custom fields: text unless the field's type says otherwise; `null` clears. */
export type Fields<C extends ConfigShape> =
  C['profile'] extends Record<string, FieldSpec>
    ? { [K in keyof C['profile']]?: FieldValue<C['profile'][K]> | null }
    : Record<string, unknown>

export type ApplicationKey<C extends ConfigShape> = keyof C['applications'] & string

/** Can this person sign in? `deactivated` keeps what the person was before. */
export type AccountStatus = 'offline' | 'invited' | 'online' | 'deactivated'

/** Does the mailbox belong to this person? Absent (`null`) without an address. */
export type EmailStatus = 'unconfirmed' | 'pending' | 'confirmed'

/** What somebody with access to a managing application may do there; each includes the ones after it. */
export type Role = 'owner' | 'manager' | 'helper' | 'viewer'

/** What may be done to a person: each is the name of one method of the SDK. */
export type UserAction =
  | 'send'
  | 'renew'
  | 'revoke'
  | 'handOver'
  | 'changeEmail'
  | 'sendConfirmation'
  | 'sendRecovery'
  | 'grantAccess'
  | 'withdrawAccess'
  | 'deactivate'
  | 'reactivate'
  | 'resetAccess'
  | 'delete'

/** Who is meant: Foyer's id, the organisation's own number, or the address. */
export type UserRef = string | { externalId: string } | { email: string }

/** In what form an invitation has left the house. */
export type CarrierKind = 'mail' | 'qr' | 'sheet' | 'link' | 'code' | 'initial_password'

export interface Invitation {
  /** The application last invited to. */
  application: string
  expired: boolean
  /** ISO 8601, UTC. */
  expiresAt: string
  carriers: { kind: CarrierKind; at: string; by: string }[]
  /** State of the last mail; `null` when none was sent. */
  delivery: 'queued' | 'sent' | 'delayed' | 'delivered' | 'bounced' | 'complained' | 'failed' | null
  /** When the holder first pressed the button behind the link, or typed the code. */
  begunAt: string | null
}

/** Why nothing is mailed to an address: mails came back, were reported as unwanted, or somebody there is not meant. */
export type MailStop = 'bounced' | 'complained' | 'refused'

export interface PostalAddress {
  street: string
  postcode: string
  town: string
  country?: string | undefined
}

export interface UserBase<C extends ConfigShape> {
  id: string
  /** Rises with every change; give it back as `ifVersion` to refuse overwriting somebody else's. */
  version: number
  createdAt: string
  changedAt: string
  externalId: string | null
  firstName: string | null
  lastName: string | null
  location: string | null
  department: string | null
  position: string | null
  /** BCP 47 tag of the language that mails and screens use for this person; `null`: the organisation's. */
  locale: string | null
  postalAddress: PostalAddress | null
  /** ISO 8601. After this moment nobody signs in with this account. */
  endsAt: string | null
  /** ISO 8601. The holder wished to be erased: then it happens, unless they think again. */
  eraseAt: string | null
  fields: Fields<C>
  /** `m•••@example.com` where the holder typed the address; `email` is null then. */
  emailMasked: string | null
  /** Nothing is mailed to the address on file until it is edited or the mark is cleared; `null` where mails may go. */
  mailStop: { because: MailStop; at: string } | null
  access: readonly { application: ApplicationKey<C>; role: Role | null; pending: boolean }[]
  /** What the caller may do now, by the names of methods. */
  allowedActions: readonly UserAction[]
  /** Why the others are not open. */
  blockedActions: Readonly<Partial<Record<UserAction, ErrorCode>>>
}

export type User<C extends ConfigShape = ConfigShape> = UserBase<C> &
  (
    | { status: 'offline'; email: string | null; emailStatus: EmailStatus | null; invitation: null }
    | { status: 'invited'; email: string | null; emailStatus: EmailStatus | null; invitation: Invitation }
    | { status: 'online'; email: string | null; emailStatus: 'confirmed' | null; invitation: null }
    | { status: 'deactivated'; email: string | null; emailStatus: EmailStatus | null; invitation: null }
  )

/** How somebody is invited. */
export interface Invite<C extends ConfigShape> {
  application: ApplicationKey<C>
  /** Only for a managing application; `viewer` when not given. */
  role?: Role | undefined
  /** Days until the invitation expires, 1 to 90. Default: `policy.invitationDays` (14). */
  validDays?: number | undefined
  /** One own sentence in the mail: plain text, at most 500 characters. */
  message?: string | undefined
}

/** An invitation by mail, now or at a time. */
export interface SendInvite<C extends ConfigShape> extends Invite<C> {
  /** When the mail leaves, at most 30 days ahead; the term begins then. Default: at once. */
  sendAt?: Date | string | undefined
}

/** Invitations by mail to many. */
export interface BulkInvite<C extends ConfigShape> extends SendInvite<C> {
  /** Whoever was mailed an invitation so many days ago or less is left out (`invited_lately`), 0 to 90. Default: 3. */
  coolDownDays?: number | undefined
}

/** Generated: mailed, never answered. Chosen: handed over by you, never mailed. */
export type InitialPassword = 'generate' | { value: string }

export interface NewUser<C extends ConfigShape> {
  externalId?: string | null | undefined
  email?: string | null | undefined
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  location?: string | null | undefined
  department?: string | null | undefined
  position?: string | null | undefined
  locale?: string | null | undefined
  fields?: Fields<C> | undefined
  /** A moment, or a day (`2027-03-31`): then the end of that day in the organisation's time zone. */
  endsAt?: Date | string | null | undefined
  postalAddress?: PostalAddress | null | undefined
}

type OneOrMore<T> = T | readonly T[]

export interface UserFilter<C extends ConfigShape> {
  status?: OneOrMore<AccountStatus> | undefined
  emailStatus?: OneOrMore<EmailStatus | 'none'> | undefined
  application?: ApplicationKey<C> | undefined
  /** Any of these. `bounced`, `complained` and `refused` are about the address on file. */
  invitation?: OneOrMore<'expired' | 'not_begun' | 'no_carrier' | MailStop> | undefined
  location?: OneOrMore<string> | undefined
  department?: OneOrMore<string> | undefined
  /** One or two letters match the start of a word, three and more anywhere in name, address or number. */
  search?: string | undefined
  changedAfter?: Date | string | undefined
  /** People whom this import made. */
  importId?: string | undefined
  /** Default: `lastName`. */
  sort?: 'lastName' | '-createdAt' | '-changedAt' | undefined
}

/** Whom a call on many people means: references, or everybody whom a filter finds (`sort` has no meaning there). `{}` is everybody. */
export type Selection<C extends ConfigShape> = readonly UserRef[] | UserFilter<C>

/** What became of a call on many people. */
export interface BulkResult {
  /** How many it was done to. */
  done: number
  /** Who was left out, and why; at most 10,000. `userId` is null for references that name nobody. */
  skipped: { userId: string | null; ref: UserRef; code: ErrorCode }[]
  /** How many more were left out than are listed. */
  skippedMore: number
}

/** One entry of the trail. */
export interface FoyerEvent {
  /** Cursor position as well: give the last one back as `after`. */
  id: string
  type: string
  at: string
  userId: string | null
  /** `user:<id>`, `api_key:<id>`, `holder:<id>`, `system` or `terminal`. */
  actor: string
  data: unknown
}

export interface Page<T> {
  items: T[]
  /** Cursor for the next page; `null` at the end. */
  next: string | null
}

/** What a row of an import comes to. */
export type ImportOutcome = 'create' | 'update' | 'unchanged' | 'reactivate' | 'deactivate' | 'revoke' | 'conflict' | 'error' | 'skip'
