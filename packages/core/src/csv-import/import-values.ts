// What a row says about a person, in the form in which it is kept until the import is over.

import type { Instant } from '../account/person.ts'
import type { ImportField } from './import-field.ts'

export interface ImportAddress {
  street?: string
  postcode?: string
  town?: string
  country?: string
}

/** What is absent stays as it is on file (blank, or no such column); `null` clears. */
export interface ImportValues {
  externalId?: string
  email?: { canonical: string; entered: string } | null
  firstName?: string | null
  lastName?: string | null
  location?: string | null
  department?: string | null
  position?: string | null
  locale?: string | null
  status?: 'active' | 'inactive'
  endsAt?: Instant | null
  /** The parts that are given; together with those on file they must make an address. */
  postalAddress?: ImportAddress | null
  fields?: Record<string, unknown>
  /** An initial password, sealed before it reached the database. */
  password?: string
}

export type RowFaultCode =
  | 'required'
  | 'too_long'
  | 'control_characters'
  | 'email_invalid'
  | 'email_unsupported'
  | 'locale_unknown'
  | 'status_unknown'
  | 'invalid_date'
  | 'date_ambiguous'
  | 'address_unreadable'
  | 'wrong_type'
  | 'not_an_option'
  | 'invalid_phone'
  | 'invalid_url'
  | 'invalid_email'
  | 'out_of_range'
  | 'sign_in_name_invalid'
  | 'password_too_short'
  | 'password_too_long'
  | 'password_common'
  | 'password_personal'
  | 'too_many_cells'
  | 'name_unreadable'
  | 'excel_number'
  | 'excel_date'
  | 'excel_error'

/** Why a row cannot be read: at which column, by its header. */
export interface RowFault {
  column: string | null
  code: RowFaultCode
  /** What the column stands for. */
  field?: ImportField
}
