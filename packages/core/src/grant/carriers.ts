// The forms in which a grant's secret leaves the house, and what each one proves.

/** `email` proves the mailbox, for the mail sender alone renders it; `handover` proves nothing about it. */
export type Channel = 'email' | 'handover'

interface CarrierRow {
  channel: Channel
  /** Its byte in a link token. Never given to another carrier. */
  byte: number
}

export const carriers = {
  mail_link: { channel: 'email', byte: 1 },
  mail_code: { channel: 'email', byte: 2 },
  initial_password: { channel: 'email', byte: 3 },
  qr: { channel: 'handover', byte: 4 },
  sheet: { channel: 'handover', byte: 5 },
  link: { channel: 'handover', byte: 6 },
  code: { channel: 'handover', byte: 7 },
  chosen_password: { channel: 'handover', byte: 8 },
} as const satisfies Record<string, CarrierRow>

export type Carrier = keyof typeof carriers

/** The carriers of one channel. */
export type CarrierOf<H extends Channel> = { [C in Carrier]: (typeof carriers)[C]['channel'] extends H ? C : never }[Carrier]

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
  | 'first_owner'
  /** The button "not for you?" under a mail: ends what was mailed. */
  | 'refusal'

const byByte: ReadonlyMap<number, Carrier> = new Map(carrierNames().map((carrier) => [carriers[carrier].byte, carrier]))

export function carrierNames(): Carrier[] {
  return Object.keys(carriers) as Carrier[]
}

/** `null` for a byte that no carrier has. */
export function carrierFromByte(byte: number): Carrier | null {
  return byByte.get(byte) ?? null
}

export function channelOf(carrier: Carrier): Channel {
  return carriers[carrier].channel
}
