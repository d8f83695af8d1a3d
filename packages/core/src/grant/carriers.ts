// The forms in which a grant's secret leaves the house, and what each one proves.

/** `email` proves the mailbox, for the mail sender alone renders it; `handover` proves nothing about it. */
export type Channel = 'email' | 'handover'

interface CarrierRow {
  channel: Channel
  /** How it is used: followed, typed, or chosen by an admin, in which case nothing is derived and only its hash is kept. */
  form: 'link' | 'typed' | 'chosen'
  /** Its byte in a link token. Never given to another carrier. */
  byte: number
}

export const carriers = {
  mail_link: { channel: 'email', form: 'link', byte: 1 },
  mail_code: { channel: 'email', form: 'typed', byte: 2 },
  initial_password: { channel: 'email', form: 'typed', byte: 3 },
  qr: { channel: 'handover', form: 'link', byte: 4 },
  sheet: { channel: 'handover', form: 'link', byte: 5 },
  link: { channel: 'handover', form: 'link', byte: 6 },
  code: { channel: 'handover', form: 'typed', byte: 7 },
  chosen_password: { channel: 'handover', form: 'chosen', byte: 8 },
} as const satisfies Record<string, CarrierRow>

type Carriers = typeof carriers
export type Carrier = keyof Carriers

/** The carriers of one channel. */
export type CarrierOf<H extends Channel> = { [C in Carrier]: Carriers[C]['channel'] extends H ? C : never }[Carrier]
/** The carriers whose secret is a link token. */
export type LinkCarrier = { [C in Carrier]: Carriers[C]['form'] extends 'link' ? C : never }[Carrier]

/** What a grant is for. Secrets of one purpose are never right for another. */
export type GrantPurpose =
  | 'invitation'
  | 'confirmation'
  | 'recovery'
  /** Takes an address change back; mailed to the old address. */
  | 'email_undo'
  /** Confirms the new address of somebody who is online. */
  | 'email_change'
  /** Proves an address that the holder typed while activating; opens nothing by itself. */
  | 'email_proof'
  /** Keeps an account whose holder wished to be erased. */
  | 'erasure_undo'
  | 'first_owner'
  /** The button "not for you?" under a mail: ends what was mailed. */
  | 'refusal'

export function carrierNames(): Carrier[] {
  return Object.keys(carriers) as Carrier[]
}

/** `null` for a byte that no carrier of links has. */
export function linkCarrierFromByte(byte: number): LinkCarrier | null {
  return (
    carrierNames()
      .filter(isLinkCarrier)
      .find((carrier) => carriers[carrier].byte === byte) ?? null
  )
}

export function isLinkCarrier(carrier: Carrier): carrier is LinkCarrier {
  return formOf(carrier) === 'link'
}

export function channelOf(carrier: Carrier): Channel {
  return carriers[carrier].channel
}

export function formOf(carrier: Carrier): CarrierRow['form'] {
  return carriers[carrier].form
}
