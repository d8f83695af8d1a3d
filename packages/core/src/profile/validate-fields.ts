// Checks the values of profile fields that somebody sends, all at once.

import type { InputIssue } from '@foyer/contract'
import { FoyerError } from '../foyer-error.ts'
import { type FieldFault, readFieldValue } from './field-values.ts'
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
  invalid_email: 'This is not an e-mail address.',
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
  const issues: InputIssue[] = []
  const values: [string, unknown][] = []
  const report = (key: string, fault: FieldFault) => issues.push({ path: ['fields', key], code: fault, message: messages[fault] })

  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(stored, key) && isSame(value, stored[key])) continue
    const field = findField(schema, key)
    if (field === null) report(key, 'unknown_field')
    else if (!isEditable(field, by)) report(key, 'not_editable')
    else if (isEmptyValue(value)) {
      if (field.required === true && by === 'holder') report(key, 'required')
      else values.push([key, null])
    } else {
      const reading = readFieldValue(field, value)
      if (reading.fault === null) values.push([key, reading.value])
      else report(key, reading.fault)
    }
    if (issues.length >= ISSUES_MAX) break
  }

  if (!partial)
    for (const key of missingFields(schema, { ...stored, ...given }, by))
      if (!issues.some(({ path }) => path[1] === key)) report(key, 'required')
  if (issues.length > 0) throw new FoyerError('invalid_input', { issues: issues.slice(0, ISSUES_MAX) })
  return Object.fromEntries(values)
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
