// Checks the values of profile fields that somebody sends, all at once.

import type { InputIssue } from '@foyer/contract'
import { FoyerError } from '../foyer-error.ts'
import { type FieldFault, type FieldReading, readFieldValue } from './field-values.ts'
import { type FieldEditor, findField, isEditable, isEmptyValue, type ProfileSchema } from './profile-schema.ts'

export interface FieldWriter {
  by: FieldEditor
  /** False: a whole form, where a required field that is left out is a fault. */
  partial: boolean
  /** What is on file. A value sent back as it is there passes whatever the configuration says by now. */
  stored?: Readonly<Record<string, unknown>>
}

/** English; the server has words for each code in the caller's language. */
const messages: Readonly<Record<FieldFault, string>> = {
  unknown_field: 'There is no such field.',
  not_editable: 'This field cannot be changed here.',
  required: 'This field is required.',
  wrong_type: 'The value has the wrong type.',
  too_long: 'The text is too long.',
  control_characters: 'The text has line breaks or control characters.',
  not_an_option: 'This is not one of the options.',
  invalid_date: 'This is not a day in the form 2027-03-31.',
  invalid_phone: 'This is not a phone number.',
  invalid_url: 'This is not a web address.',
  invalid_email: 'This is not an email address.',
  out_of_range: 'The number is out of range.',
}

/** Issues beyond these are not listed. */
const ISSUES_MAX = 100

/**
 * The changed values in the form in which they are kept, `null` where one was cleared; `undefined` in the input changes nothing. Fields that
 * are not in the result stay as they are on file. Throws `invalid_input` with every issue, at `['fields', key]`. Only a holder is kept
 * from clearing a required field: when a manager does, the holder is asked again.
 */
export function validateFields(
  schema: ProfileSchema,
  input: Readonly<Record<string, unknown>>,
  { by, partial, stored = {} }: FieldWriter,
): Record<string, unknown> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  const changed = given.filter(([key, value]) => !Object.hasOwn(stored, key) || !isSame(value, stored[key]))
  const read = changed.map(([key, value]) => ({ key, ...readField(schema, key, value, by) }))
  const missing = partial ? [] : missingFields(schema, { ...stored, ...Object.fromEntries(given) }, by)

  const faults = new Map<string, FieldFault>(missing.map((key) => [key, 'required']))
  for (const { key, fault } of read) if (fault !== null) faults.set(key, fault)
  if (faults.size > 0) throw new FoyerError('invalid_input', { issues: [...faults].slice(0, ISSUES_MAX).map(toIssue) })
  return Object.fromEntries(read.map(({ key, value }) => [key, value]))
}

function readField(schema: ProfileSchema, key: string, value: unknown, by: FieldEditor): FieldReading {
  const field = findField(schema, key)
  if (field === null) return { value: null, fault: 'unknown_field' }
  if (!isEditable(field, by)) return { value: null, fault: 'not_editable' }
  if (!isEmptyValue(value)) return readFieldValue(field, value)
  return { value: null, fault: field.required === true && by === 'holder' ? 'required' : null }
}

function toIssue([key, code]: [string, FieldFault]): InputIssue {
  return { path: ['fields', key], code, message: messages[code] }
}

function missingFields(schema: ProfileSchema, values: Readonly<Record<string, unknown>>, by: FieldEditor): string[] {
  return Object.keys(schema).filter((key) => {
    const field = findField(schema, key)
    return field?.required === true && isEditable(field, by) && isEmptyValue(Object.hasOwn(values, key) ? values[key] : null)
  })
}

function isSame(value: unknown, stored: unknown): boolean {
  if (!Array.isArray(value) || !Array.isArray(stored)) return Object.is(value, stored)
  return value.length === stored.length && value.every((item, at) => Object.is(item, stored[at]))
}
