// The cell of a configured field, as its type wants it.

import { type FieldFault, readFieldValue } from '../profile/field-values.ts'
import type { ProfileField } from '../profile/profile-schema.ts'
import { foldHeader } from './import-field.ts'
import { readDay } from './read-day.ts'

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/
const YES: ReadonlySet<string> = new Set(['ja', 'j', 'yes', 'y', 'true', 'wahr', '1', 'x'])
const NO: ReadonlySet<string> = new Set(['nein', 'n', 'no', 'false', 'falsch', '0'])

export type FieldCell = { value: unknown; fault: null } | { value: null; fault: FieldFault }

/** Takes a cell that is not blank. Options are found by their name or label, whatever the case; several stand between `,`, `|` or `/`. */
export const readFieldCell = (field: ProfileField, cell: string): FieldCell => {
  const value = typedValue(field, cell)
  return value === undefined ? { value: null, fault: 'wrong_type' } : readFieldValue(field, value)
}

const typedValue = (field: ProfileField, cell: string): unknown => {
  if (field.type === 'number') return NUMBER.test(cell) ? Number(cell.replace(',', '.')) : undefined
  if (field.type === 'yes-no') {
    const word = cell.toLowerCase()
    if (YES.has(word)) return true
    return NO.has(word) ? false : undefined
  }
  if (field.type === 'choice') return optionFor(field, cell)
  if (field.type === 'choices') return cell.split(/[,;|/]/).flatMap((part) => (part.trim() === '' ? [] : [optionFor(field, part.trim())]))
  if (field.type !== 'date') return cell
  const read = readDay(cell)
  return typeof read === 'object' ? read.day : cell
}

/** Whether the field has an option of this name or label. */
export const hasOption = (field: ProfileField | undefined, text: string): boolean =>
  (field?.type === 'choice' || field?.type === 'choices') && field.options.includes(optionFor(field, text))

const optionFor = (field: Extract<ProfileField, { type: 'choice' | 'choices' }>, text: string): string => {
  if (field.options.includes(text)) return text
  const folded = foldHeader(text)
  const match = field.options.find((option) => {
    const label = field.optionLabels?.[option] ?? option
    const words = typeof label === 'string' ? [label] : Object.values(label)
    return [option, ...words].some((word) => foldHeader(word) === folded)
  })
  return match ?? text
}
