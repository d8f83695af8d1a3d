// Which fields an application asks its people for.

import { findField, isEditable, isEmptyValue, type ProfileSchema } from './profile-schema.ts'
import { standardFields } from './standard-fields.ts'

export interface FieldsToAsk {
  /** Keys in the order configured. */
  ask: string[]
  /** Those of `ask` that are required and still empty. None: the form may be skipped. */
  missingRequired: string[]
}

/**
 * Of an application's `askAtActivation` keys those that the holder may edit. `values` holds the configured fields and, where they are
 * asked for, the built-in ones. Keys of fields that have left the configuration are passed over.
 */
export function fieldsToAsk(
  schema: ProfileSchema,
  keys: readonly string[],
  values: Readonly<Record<string, unknown>>,
  builtIns: ProfileSchema = standardFields,
): FieldsToAsk {
  const fields = [...new Set(keys)].flatMap((key) => {
    const field = findField(schema, key) ?? findField(builtIns, key)
    return field !== null && isEditable(field, 'holder') ? [{ key, field }] : []
  })
  const missing = fields.filter(
    ({ key, field }) => field.required === true && isEmptyValue(Object.hasOwn(values, key) ? values[key] : null),
  )
  return { ask: fields.map(({ key }) => key), missingRequired: missing.map(({ key }) => key) }
}
