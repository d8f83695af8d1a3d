// What each type of field accepts, and the form in which its value is kept.

import { parseAddress } from '../email/canonical-address.ts'
import { isFoyerError } from '../foyer-error.ts'
import { plainLineFault } from '../text/plain-line.ts'
import { isDay } from '../time/end-of-day.ts'
import { normalisePhone } from './phone-number.ts'
import type { ProfileField, ProfileFieldType } from './profile-schema.ts'
import { normaliseWebAddress } from './web-address.ts'

/** Issue codes of `invalid_input` for profile fields; stable, for they have words in every language. */
export type FieldFault =
  | 'unknown_field'
  | 'not_editable'
  | 'required'
  | 'wrong_type'
  | 'too_long'
  | 'control_characters'
  | 'not_an_option'
  | 'invalid_date'
  | 'invalid_phone'
  | 'invalid_url'
  | 'invalid_email'
  | 'out_of_range'

export type FieldReading = { value: unknown; fault: null } | { value: null; fault: FieldFault }

/** Code points of a text, where the field sets no `max`. */
const TEXT_MAX = 500

type Reader<T extends ProfileFieldType> = (value: unknown, field: Extract<ProfileField, { type: T }>) => FieldReading

const readers: { [T in ProfileFieldType]: Reader<T> } = {
  text: (value, { max = TEXT_MAX }) => {
    if (typeof value !== 'string') return faulty('wrong_type')
    const text = value.trim().normalize('NFC')
    const fault = plainLineFault(text, max)
    return fault === null ? fine(text) : faulty(fault)
  },
  number: (value, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return faulty('wrong_type')
    return value >= min && value <= max ? fine(value) : faulty('out_of_range')
  },
  'yes-no': (value) => (typeof value === 'boolean' ? fine(value) : faulty('wrong_type')),
  choice: (value, { options }) => {
    if (typeof value !== 'string') return faulty('wrong_type')
    return options.includes(value) ? fine(value) : faulty('not_an_option')
  },
  choices: (value, { options }) => {
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) return faulty('wrong_type')
    if (value.some((item) => !options.includes(item))) return faulty('not_an_option')
    return fine(options.filter((option) => value.includes(option)))
  },
  date: (value) => read(value, 'invalid_date', (text) => (isDay(text) ? text : null)),
  phone: (value) => read(value, 'invalid_phone', normalisePhone),
  url: (value) => read(value, 'invalid_url', normaliseWebAddress),
  email: (value) => read(value, 'invalid_email', canonicalOrNull),
}

/**
 * The value as it is kept: text trimmed and in NFC, choices once each in the order of the options, phone, URL and e-mail address in one
 * spelling. Takes a value that is not empty.
 */
export function readFieldValue(field: ProfileField, value: unknown): FieldReading {
  return (readers[field.type] as Reader<ProfileFieldType>)(value, field)
}

function read(value: unknown, fault: FieldFault, normalise: (text: string) => string | null): FieldReading {
  if (typeof value !== 'string') return faulty('wrong_type')
  const normal = normalise(value.trim())
  return normal === null ? faulty(fault) : fine(normal)
}

function canonicalOrNull(text: string): string | null {
  try {
    return parseAddress(text).canonical
  } catch (error) {
    if (isFoyerError(error, 'invalid_input', 'email_unsupported')) return null
    throw error
  }
}

function fine(value: unknown): FieldReading {
  return { value, fault: null }
}

function faulty(fault: FieldFault): FieldReading {
  return { value: null, fault }
}
