// The profile's fields as an operator configures them, and who may change which.

import type { FieldSpec } from '@foyer/contract'

/** Text by BCP 47 tag, or one for all languages. */
export type FieldText = string | Readonly<Record<string, string>>
export type FieldAudience = 'holder' | 'managers' | 'all'
/** On whose behalf a value is written: the holder's own, or somebody's who manages them (admin app, SDK, import). */
export type FieldEditor = 'holder' | 'manager'

interface FieldTerms {
  label: FieldText
  hint?: FieldText | undefined
  /** Words of a choice's options by option, then by language. An option without words shows itself. */
  optionLabels?: Readonly<Record<string, FieldText>> | undefined
  /** The holder is asked until it is given. Default: false. */
  required?: boolean | undefined
  /** Default: all. */
  visibleTo?: FieldAudience | undefined
  /** Default: all. Whoever cannot see a field cannot edit it. */
  editableBy?: FieldAudience | undefined
  /** Smallest number. Only for `number`. */
  min?: number | undefined
  /** Largest number; for `text` the most code points (default 500). */
  max?: number | undefined
}

export type ProfileField = FieldSpec & FieldTerms
export type ProfileFieldType = ProfileField['type']
export type ProfileSchema = Readonly<Record<string, ProfileField>>

export function isEditable(
  { visibleTo = 'all', editableBy = 'all' }: Pick<ProfileField, 'visibleTo' | 'editableBy'>,
  by: FieldEditor,
): boolean {
  const other: FieldAudience = by === 'holder' ? 'managers' : 'holder'
  return visibleTo !== other && editableBy !== other
}

/** Looks a field up by a key that came from outside: what every object inherits (`constructor`, `__proto__`) is no field. */
export function findField(schema: ProfileSchema, key: string): ProfileField | null {
  return Object.hasOwn(schema, key) && !(key in Object.prototype) ? (schema[key] ?? null) : null
}

/** Nothing given: such a value satisfies no `required`. */
export function isEmptyValue(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}
