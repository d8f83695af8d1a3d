// The part of the configuration that decisions depend on.

import type { LegalDocument } from '../legal/outstanding-documents.ts'
import type { ProfileSchema } from '../profile/profile-schema.ts'

export interface ApplicationSettings {
  key: string
  /** Its users may manage others, as far as their role goes. */
  manages: boolean
  /** Applications whose access comes along. */
  includes: readonly string[]
  signInWith: readonly ('email' | 'external_id')[]
  /** Keys of legal documents, in the order asked. */
  legal: readonly string[]
  /** Keys of profile fields asked when activating. */
  askAtActivation: readonly string[]
  /** Whether passkeys may be made and used here; `require`: instead of a password when one is made. */
  passkeys: 'off' | 'offer' | 'require'
  /** A second factor after a password. */
  mfa: 'off' | 'optional' | 'required'
  /** Managers see addresses that holders typed. */
  showsTypedAddresses: boolean
  /** What the holder of a QR code, sheet, link or code is asked for before it opens anything: `externalId` or a key of `profile`. */
  handoverAsks?: string | undefined
}

export interface Settings {
  applications: Readonly<Record<string, ApplicationSettings>>
  legal: Readonly<Record<string, LegalDocument>>
  profile: ProfileSchema
  timeZone: string
  /** Days, 1 to 90. */
  invitationDays: number
  /** Days, at least 60 for anything printed. */
  printedInvitationDays: number
  /** Days before the end of its term on which an invitation that was mailed is sent once more; 0: never. */
  reminderDays: number
  /** Days between a holder's wish to be erased and the erasure; `null`: holders cannot wish for it. */
  erasureDays: number | null
  /** Whether whoever signs in is asked if the device is their own. */
  sharedDevices: 'off' | 'ask'
  /** After a sign-in without one a passkey is offered, at most once in so many days; `null`: never. */
  passkeyOfferDays: number | null
}
