// What stands on an info sheet: one person's part, and what all sheets of a batch share. Plain data, without any way to make more of it.

import type { Locale } from '../text.ts'

export interface SheetPerson {
  userId: string
  /** Both names, or the number where there is none. */
  name: string
  /** Lines of the window envelope: the postal address, else location, department and number for the in-house post. */
  address: readonly string[]
  /** Not where the hand-over asks for it. */
  number: string | null
  location: string | null
  department: string | null
  purpose: 'activation' | 'recovery'
  link: string
  /** Four groups of four. */
  code: string
  /** Milliseconds since 1970. */
  expiresAt: number
  /** An earlier sheet was lost: it is dead. */
  replaces: boolean
  /** Language of the person, where the batch names none. */
  locale: Locale
}

export interface SheetFrame {
  organisation: {
    name: string
    contact: string | null
    timeZone: string
    accent: string
    postalLine: string | null
    logo: Uint8Array | null
  }
  application: { name: Readonly<Record<Locale, string>>; url: string | null; stores: { apple: string | null; google: string | null } }
  /** Where the code is typed. */
  activateUrl: string
  /** One or two languages for every sheet; `null`: each in its person's own. */
  locales: readonly Locale[] | null
  /** The organisation's own sentence. */
  message: string | null
  /** People may go without an address, under their number. */
  withoutEmail: boolean
  /** What the hand-over asks for, by language; `null` where nothing. */
  asks: Readonly<Record<Locale, string>> | null
}

/** The one or two languages of a person's sheet, the first one large. */
export const localesOf = (frame: Pick<SheetFrame, 'locales'>, person: Pick<SheetPerson, 'locale'>): readonly Locale[] =>
  frame.locales ?? [person.locale]
