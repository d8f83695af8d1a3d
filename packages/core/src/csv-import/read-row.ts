// Reads one record: every cell as its column wants it, and all that is wrong with them.

import { parseAddress } from '../email/canonical-address.ts'
import { isFoyerError } from '../foyer-error.ts'
import type { ProfileSchema } from '../profile/profile-schema.ts'
import { type StandardField, standardFields } from '../profile/standard-fields.ts'
import { plainLineFault } from '../text/plain-line.ts'
import { endOfDay } from '../time/end-of-day.ts'
import { withFormula } from './formula-cells.ts'
import { foldHeader, type ImportField } from './import-field.ts'
import type { ImportAddress, ImportValues, RowFault, RowFaultCode } from './import-values.ts'
import type { ImportColumn } from './match-columns.ts'
import { readDay } from './read-day.ts'
import { hasOption, readFieldCell } from './read-field.ts'
import { readLanguage } from './read-language.ts'
import { saysNone } from './says-none.ts'
import { spoiltBy } from './spoilt-cell.ts'

export interface RowReader {
  columns: readonly ImportColumn[]
  schema: ProfileSchema
  timeZone: string
  /** A cell that holds exactly this clears the detail; `null`: nothing does. */
  clear: string | null
  /** Checks an initial password and seals it. @returns the code of what is wrong with it */
  sealPassword: (password: string, values: ImportValues) => { sealed: string } | { fault: RowFaultCode }
}

export interface ReadRow {
  values: ImportValues
  faults: RowFault[]
  /** Columns, by their place, whose cell says that there is nothing to say. */
  none: readonly number[]
}

const nowhere: readonly number[] = []

const ADDRESS_MAX: Record<keyof ImportAddress, number> = { street: 200, postcode: 20, town: 100, country: 60 }
/** "Hauptstraße 1, 50667 Köln, Deutschland", on one line or several. */
const WHOLE_ADDRESS = /^(.+?)(?:\s*[,;]\s*|\s*\n\s*)(?:[A-Z]{1,3}-)?(\d{4,5})\s+([^,;\n]+?)(?:(?:\s*[,;]\s*|\s*\n\s*)(.+))?$/
const ACTIVE: ReadonlySet<string> = new Set(
  [
    'aktiv',
    'active',
    'ja',
    'yes',
    'true',
    'wahr',
    '1',
    'x',
    'online',
    'offline',
    'eingeladen',
    'invited',
    'online nutzer',
    'offline nutzer',
    'online user',
    'offline user',
  ].map(foldHeader),
)
const INACTIVE: ReadonlySet<string> = new Set(
  [
    'inaktiv',
    'inactive',
    'nein',
    'no',
    'false',
    'falsch',
    '0',
    'deaktiviert',
    'deactivated',
    'gesperrt',
    'blocked',
    'ausgeschieden',
    'ausgetreten',
    'left',
  ].map(foldHeader),
)

export const readRow = (cells: readonly string[], reader: RowReader): ReadRow => {
  const values: ImportValues = {}
  const faults: RowFault[] = []
  let none = nowhere
  let password: { text: string; column: string } | null = null
  for (const [at, { field, header, rank }] of reader.columns.entries()) {
    if (field === null) continue
    const cell = cellAt(cells, at)
    const text = field === 'address' ? cell.trim() : withSingleSpaces(cell)
    if (text === '') continue
    if (isNone(field, text, reader)) {
      none = [...none, at]
      continue
    }
    if (rank !== undefined && rank > 1 && isSaidBefore(cells, field, rank, reader)) continue
    if (field === 'initialPassword') {
      password = { text: cell.trim(), column: header }
      continue
    }
    const code = text === reader.clear ? clearValue(field, values) : (spoiltBy(field, text) ?? readValue(field, text, values, reader))
    if (code !== null) faults.push({ column: header, code, field })
  }
  const over = cells.length > reader.columns.length && cells.slice(reader.columns.length).some((cell) => cell.trim() !== '')
  if (over) faults.push({ column: null, code: 'too_many_cells' })
  if (password !== null) {
    const sealed = reader.sealPassword(password.text, values)
    if ('fault' in sealed) faults.push({ column: password.column, code: sealed.fault, field: 'initialPassword' })
    else values.password = sealed.sealed
  }
  return { values, faults, none }
}

/** No letter before it is ever joined with another (UAX #15), and asking for it is cheap. */
const MAY_JOIN = /[\u0300-\uffff]/

const cellAt = (cells: readonly string[], at: number): string => {
  const cell = withFormula(cells[at] ?? '')
  return MAY_JOIN.test(cell) ? cell.normalize('NFC') : cell
}

const LOOSE_SPACE = /^\s|\s$|\s\s|[^\S ]/

const withSingleSpaces = (cell: string): string => (LOOSE_SPACE.test(cell) ? cell.replace(/\s+/g, ' ').trim() : cell)

/** The marker that clears is no such word, and neither is an option that is called so. */
const isNone = (field: ImportField, text: string, { clear, schema }: RowReader): boolean =>
  text !== clear && saysNone(field, text) && !(field.startsWith('fields.') && hasOption(schema[field.slice('fields.'.length)], text))

/** Whether a column that comes first says something. */
const isSaidBefore = (cells: readonly string[], field: ImportField, rank: number, reader: RowReader): boolean =>
  reader.columns.some((other, at) => {
    if (other.field !== field || (other.rank ?? 1) >= rank) return false
    const text = cellAt(cells, at).trim()
    return text !== '' && !isNone(field, text, reader)
  })

const readValue = (field: ImportField, text: string, values: ImportValues, reader: RowReader): RowFaultCode | null => {
  if (isStandard(field)) {
    const fault = plainLineFault(text, standardFields[field].max ?? 100)
    if (fault !== null) return fault
    values[field] = text
    return null
  }
  if (field.startsWith('fields.')) return readCustom(field.slice('fields.'.length), text, values, reader.schema)
  return (readers[field as keyof typeof readers] as CellReader)(text, values, reader)
}

type CellReader = (text: string, values: ImportValues, reader: RowReader) => RowFaultCode | null

const part =
  (key: keyof ImportAddress): CellReader =>
  (text, values) => {
    const fault = plainLineFault(text, ADDRESS_MAX[key])
    if (fault !== null) return fault
    values.postalAddress = { ...values.postalAddress, [key]: text }
    return null
  }

const readers = {
  email: (text, values) => {
    try {
      values.email = parseAddress(text)
      return null
    } catch (error) {
      if (isFoyerError(error, 'email_unsupported')) return 'email_unsupported'
      if (isFoyerError(error)) return 'email_invalid'
      throw error
    }
  },
  locale: (text, values) => {
    const locale = readLanguage(text)
    if (locale === null) return 'locale_unknown'
    values.locale = locale
    return null
  },
  status: (text, values) => {
    const word = foldHeader(text)
    if (!ACTIVE.has(word) && !INACTIVE.has(word)) return 'status_unknown'
    values.status = ACTIVE.has(word) ? 'active' : 'inactive'
    return null
  },
  endsAt: (text, values, { timeZone }) => {
    const read = lastMomentOf(text, timeZone)
    if (read === 'invalid') return 'invalid_date'
    if (read === 'ambiguous') return 'date_ambiguous'
    values.endsAt = read === 'never' ? null : read
    return null
  },
  fullName: (text, values) => {
    const [lastName = '', firstName = '', ...others] = text.split(',').map((name) => name.trim())
    if (lastName === '' || firstName === '' || others.length > 0) return 'name_unreadable'
    const fault =
      plainLineFault(lastName, standardFields.lastName.max ?? 100) ?? plainLineFault(firstName, standardFields.firstName.max ?? 100)
    if (fault !== null) return fault
    Object.assign(values, { firstName, lastName })
    return null
  },
  street: part('street'),
  postcode: part('postcode'),
  town: part('town'),
  country: part('country'),
  address: (text, values) => {
    const [, street, postcode, town, country] = WHOLE_ADDRESS.exec(text) ?? []
    if (street === undefined || postcode === undefined || town === undefined) return 'address_unreadable'
    const whole = { street: street.replace(/\s+/g, ' '), postcode, town, ...(country === undefined ? {} : { country }) }
    for (const key of Object.keys(whole) as (keyof ImportAddress)[]) {
      const fault = plainLineFault(whole[key] ?? '', ADDRESS_MAX[key])
      if (fault !== null) return fault
    }
    values.postalAddress = whole
    return null
  },
} satisfies Record<string, CellReader>

const readCustom = (key: string, text: string, values: ImportValues, schema: ProfileSchema): RowFaultCode | null => {
  const field = schema[key]
  if (field === undefined) return null
  const { value, fault } = readFieldCell(field, text)
  if (fault !== null) return fault as RowFaultCode
  values.fields = { ...values.fields, [key]: value }
  return null
}

const clearValue = (field: ImportField, values: ImportValues): RowFaultCode | null => {
  if (field === 'externalId' || field === 'status' || field === 'initialPassword') return 'required'
  if (field.startsWith('fields.')) values.fields = { ...values.fields, [field.slice('fields.'.length)]: null }
  else if (field === 'street' || field === 'postcode' || field === 'town' || field === 'country' || field === 'address')
    values.postalAddress = null
  else if (field === 'fullName') Object.assign(values, { firstName: null, lastName: null })
  else values[field as 'email'] = null
  return null
}

const isStandard = (field: ImportField): field is StandardField => Object.hasOwn(standardFields, field)

type LastMoment = number | 'never' | 'invalid' | 'ambiguous'

/** Thousands of people have the same last day, and finding its end is slow. */
const lastMoments = new Map<string, LastMoment>()
const REMEMBERED_DAYS = 5_000
const LONGEST_DAY = 40

const lastMomentOf = (text: string, timeZone: string): LastMoment => {
  if (text.length > LONGEST_DAY) return 'invalid'
  const key = `${timeZone} ${text}`
  const known = lastMoments.get(key)
  if (known !== undefined) return known
  const read = readDay(text)
  const moment = typeof read === 'string' ? read : endOfDay(read.day, timeZone)
  if (lastMoments.size >= REMEMBERED_DAYS) lastMoments.clear()
  lastMoments.set(key, moment)
  return moment
}
