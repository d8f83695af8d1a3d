// What a column of a file may hold, with the words that headers use for it.

import type { ProfileSchema } from '../profile/profile-schema.ts'
import { foldForSearch } from '../text/fold.ts'

/** A detail of a person, a part of the postal address, or one of the configured fields. */
export type ImportField = BuiltInField | `fields.${string}`

export type BuiltInField =
  | 'externalId'
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'location'
  | 'department'
  | 'position'
  | 'locale'
  | 'status'
  | 'endsAt'
  | 'initialPassword'
  | 'street'
  | 'postcode'
  | 'town'
  | 'country'
  | 'address'

/** In the order of templates and exports. The first two words are the headers written in German and in English. */
const words: Record<BuiltInField, readonly [de: string, en: string, ...others: string[]]> = {
  externalId: [
    'Personalnummer',
    'External ID',
    'Personalnr',
    'Pers Nr',
    'PNr',
    'Identifikation',
    'Identifikationsnummer',
    'Mitarbeiternummer',
    'Mitarbeiternr',
    'Mitarbeiter ID',
    'Personal ID',
    'Externe ID',
    'Kennung',
    'ID',
    'Staff number',
    'Staff no',
    'Staff ID',
    'Employee number',
    'Employee no',
    'Employee ID',
    'Personnel number',
    'Personnel no',
  ],
  email: ['E-Mail', 'Email', 'Mail', 'E-Mail-Adresse', 'Mailadresse', 'E-mail address', 'Mail address', 'E-Mail dienstlich', 'Work email'],
  firstName: ['Vorname', 'First name', 'Rufname', 'Given name', 'Forename'],
  lastName: ['Nachname', 'Last name', 'Name', 'Familienname', 'Zuname', 'Surname', 'Family name'],
  fullName: [
    'Nachname, Vorname',
    'Last name, first name',
    'Name, Vorname',
    'Familienname, Vorname',
    'Name und Vorname',
    'Nachname und Vorname',
    'Surname, first name',
    'Surname, given name',
  ],
  location: ['Standort', 'Location', 'Site', 'Niederlassung', 'Werk', 'Branch'],
  department: ['Abteilung', 'Department', 'Bereich', 'Organisationseinheit', 'Org Einheit', 'Team', 'Unit'],
  position: ['Position', 'Position', 'Stelle', 'Funktion', 'Stellenbezeichnung', 'Tätigkeit', 'Job title', 'Job'],
  locale: ['Sprache', 'Language', 'Locale', 'Lang', 'Sprachcode', 'Language code'],
  status: ['Status', 'Status', 'Kontostatus', 'Account status', 'Aktiv', 'Active'],
  endsAt: [
    'Austrittsdatum',
    'Last day',
    'Austritt',
    'Letzter Tag',
    'Letzter Arbeitstag',
    'Enddatum',
    'Leaving date',
    'End date',
    'Ends at',
    'Exit date',
    'Termination date',
  ],
  initialPassword: ['Initial-Passwort', 'Initial password', 'Startpasswort', 'Passwort', 'Kennwort', 'Initialkennwort', 'Password'],
  street: ['Straße', 'Street', 'Straße und Hausnummer', 'Straße Nr', 'Strasse Hausnr', 'Street address'],
  postcode: ['PLZ', 'Postcode', 'Postleitzahl', 'ZIP', 'ZIP code', 'Postal code'],
  town: ['Ort', 'Town', 'Stadt', 'Wohnort', 'City'],
  country: ['Land', 'Country'],
  address: ['Anschrift', 'Address', 'Adresse', 'Postanschrift', 'Postal address'],
}

export const builtInFields = Object.keys(words) as BuiltInField[]

let madeByWord: ReadonlyMap<string, BuiltInField> | undefined

/** Made at the first file: no server needs it to start. */
const byWord = (): ReadonlyMap<string, BuiltInField> => {
  madeByWord ??= new Map(builtInFields.flatMap((field) => [field, ...words[field]].map((word) => [foldHeader(word), field] as const)))
  return madeByWord
}

/** `E-Mail Adresse:` and `email_adresse` are one. */
export function foldHeader(text: string): string {
  return foldForSearch(text).replace(/[^\p{L}\p{N}]/gu, '')
}

export const headerOf = (field: ImportField, locale: 'de' | 'en', schema: ProfileSchema): string => {
  if (isBuiltIn(field)) return words[field][locale === 'de' ? 0 : 1]
  const key = field.slice('fields.'.length)
  const label = schema[key]?.label ?? key
  return typeof label === 'string' ? label : (label[locale] ?? key)
}

/** The field that a header means; configured fields by key or by label in any language. */
export const fieldFor = (header: string, schema: ProfileSchema): ImportField | null => {
  const folded = foldHeader(header)
  if (folded === '') return null
  const known = byWord().get(folded)
  if (known !== undefined) return known
  for (const [key, { label }] of Object.entries(schema)) {
    const labels = typeof label === 'string' ? [label] : Object.values(label)
    if ([key, `fields.${key}`, ...labels].some((word) => foldHeader(word) === folded)) return `fields.${key}`
  }
  return null
}

export const isBuiltIn = (field: string): field is BuiltInField => Object.hasOwn(words, field)
