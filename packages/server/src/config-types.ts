// What an operator writes: the configuration, field by field.

import type { ConfigShape } from '@foyer/contract'
import type { MailTransport } from './mail/transport.ts'

/** One text for all languages, or one by language tag (`{ de: 'Telefon', en: 'Phone' }`). */
export type Text = string | Readonly<Record<string, string>>

export interface OrganisationConfig {
  name: string
  /** IANA name. Last days end and deadlines are printed in it. Default: `Europe/Berlin`. */
  timeZone?: string
  /** Path of a PNG or SVG file, relative to the working directory. */
  logo?: string
  /** `#rgb` or `#rrggbb`; corrected to AA contrast wherever text stands on it. */
  accent?: string
  /** Address or page that people are sent to when nothing else helps. */
  contact?: string
  /** Small, above the address on printed sheets: who sends it back, such as `Beispiel AG · Werkstraße 1 · 50667 Köln`. Default: the name. */
  postalLine?: string
  /** Language of people who have none on file: `de` (default) or `en`. */
  locale?: 'de' | 'en'
}

export interface ApplicationConfig {
  name: Text
  /** The application's own address; where people go when they are done. */
  url?: string
  /** Exact origins that may embed the widget, beside Foyer's own. */
  origins?: readonly string[]
  /** Pages of the application that take over from Foyer's landing page. */
  pages?: { auth?: string }
  stores?: { apple?: string; google?: string }
  /** Keys of `legal` that people accept before their account opens. */
  legal?: readonly string[]
  /** Keys of `profile` that people are asked for when they activate. */
  askAtActivation?: readonly string[]
  /** Its users manage people, as far as their role goes. */
  manages?: boolean
  /** Applications whose access comes along. */
  includes?: readonly string[]
  /** Default `['email']`. With `external_id` people without a mailbox sign in by their number. */
  signInWith?: readonly ('email' | 'external_id')[]
  /** Instead of `policy.passkeys`, for this application alone. */
  passkeys?: 'off' | 'offer' | 'require'
  /** Instead of `policy.mfa`, for this application alone. */
  mfa?: 'off' | 'optional' | 'required'
  /** Managers see addresses that holders typed themselves. Default false. */
  showsTypedAddresses?: boolean
  /**
   * What the holder of a QR code, sheet, copied link or typed code is asked for before it opens anything: `externalId`, or the key of a
   * profile field (text, number, date, phone). It stands on no sheet. Five wrong answers end what was handed over. Without it whoever
   * holds the paper may use it.
   */
  handoverAsks?: string
  session?: { idleMinutes?: number; absoluteMinutes?: number }
}

export interface LegalDocumentConfig {
  version: string
  title: Text
  /** HTML or PDF files by language, or one for all. */
  file?: Text
  /** Instead of a file: a page elsewhere. Then no hash of the text can be kept. */
  url?: Text
  /** A new version asks everybody again at the next sign-in. Default true. */
  substantial?: boolean
  /** Asked beside the others, never in the way, and taken back by its holder at any time: a newsletter. Default false. */
  optional?: boolean
}

interface FieldBase {
  label: Text
  hint?: Text
  required?: boolean
  /** Who sees it beside the holder. Default `all`. */
  visibleTo?: 'holder' | 'managers' | 'all'
  /** Default `all`. */
  editableBy?: 'holder' | 'managers' | 'all'
}

export type ProfileFieldConfig = FieldBase &
  (
    | { type: 'text' | 'phone' | 'url' | 'email' | 'date' | 'yes-no' }
    | { type: 'number'; min?: number; max?: number }
    | { type: 'choice' | 'choices'; options: readonly string[]; optionLabels?: Readonly<Record<string, Text>> }
  )

export interface DatabaseConfig {
  url: string
  /** Behind PgBouncer in transaction mode: no named statements, no start-up parameters. */
  pooler?: 'transaction'
  /** Past the pooler, for migrations. */
  directUrl?: string
  /** Connections at most. Default 10. */
  max?: number
}

export interface FoyerConfig extends ConfigShape {
  /** Where people and hosts reach Foyer, without a trailing slash. https outside demo mode. All links are made from it. */
  url: string
  organisation: OrganisationConfig
  /** PostgreSQL; absent: embedded, in `dataDirectory`. */
  database?: string | DatabaseConfig | undefined
  /** For the embedded database, its secrets and its lock. Default `./data`. */
  dataDirectory?: string
  /** `id:base64,…`, newest first. Default: the variable `FOYER_SECRETS`; embedded: made once in `dataDirectory`. */
  secrets?: string | undefined
  /**
   * `perMinute`: mails that leave at most, over all servers together, spread evenly; those that somebody waits for go before invitations.
   * Default: as fast as the provider takes them.
   */
  mail: { from: string; replyTo?: string; perMinute?: number; transport: MailTransport | 'capture' }
  applications: Record<string, ApplicationConfig>
  legal?: Record<string, LegalDocumentConfig>
  profile?: Record<string, ProfileFieldConfig>
  /** The domain that passkeys are for: the host of `url` or one above it that all origins share. It cannot change while there are passkeys. */
  passkeys?: { relyingParty: string }
  policy?: {
    /**
     * `leaked: 'refuse'` asks api.pwnedpasswords.com whether a new password leaked anywhere: five of forty digits of its SHA-1 go there. An
     * address in its place names a service that answers alike. Default `off`: nobody is asked.
     */
    password?: { minLength?: number; leaked?: 'off' | 'refuse' | { url: string } }
    /** Days an invitation lives. Default 14. */
    invitationDays?: number
    /** Days when printed; at least 60. */
    printedInvitationDays?: number
    /** Days before an invitation by mail ends on which whoever is not online yet is reminded, once. 0 to 30; 0 reminds nobody. Default 3. */
    reminderDays?: number
    /**
     * `offer`: a passkey beside or instead of a password; `require`: instead of one, whenever a new one would be set. Default: `offer` where
     * `passkeys.relyingParty` covers all origins, else `off`.
     */
    passkeys?: 'off' | 'offer' | 'require'
    /** A second step after a password: code of an authenticator app, or a backup code. Default `optional`. */
    mfa?: 'off' | 'optional' | 'required'
    /**
     * `ask`: whoever signs in is asked once in each browser whether the device is their own. On a shared one the sign-in ends with the browser
     * and after 30 minutes without use, and nothing there remembers them. Default `off`: nobody is asked.
     */
    sharedDevices?: 'off' | 'ask'
    /** After a sign-in with a password, people without a passkey are offered one, at most once in so many days (1 to 90). Absent: never. */
    passkeyOfferDays?: number
    /** Days that holders who wish to be erased have to think again, 1 to 90; `off`: only the organisation erases. Default 14. */
    erasureDays?: number | 'off'
  }
  /** Addresses or CIDR blocks of proxies whose `X-Forwarded-For` counts. Default none. */
  trustedProxies?: readonly string[]
  /**
   * Who may read `/metrics`: whoever sends this token as `Authorization: Bearer …` (at least 32 characters), or `loopback`: processes
   * of this machine. Absent: nobody, and nothing is measured.
   */
  metrics?: 'loopback' | { token: string }
  /**
   * For trying out on this machine: http is allowed on loopback and in the local network, mails are kept for
   * `/mailbox`, which answers loopback only.
   */
  demo?: boolean
}

/** Types a configuration without widening it, so that `Foyer<typeof config>` knows applications and fields. */
export const defineConfig = <const C extends FoyerConfig>(config: C): C => config
