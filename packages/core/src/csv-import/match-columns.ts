// Which column of a file is which detail: by its header, or as the caller says.

import { isEditable, type ProfileSchema } from '../profile/profile-schema.ts'
import { type BuiltInField, fieldFor, foldHeader, type ImportField, isBuiltIn } from './import-field.ts'

export interface ImportColumn {
  header: string
  /** `null`: not read. */
  field: ImportField | null
  /** Why it is not read; `null` when it is. */
  ignored: 'unknown' | 'asked' | 'twice' | 'holders_own' | null
  /** Where several columns stand for one detail: the first one that says something counts. From 1. */
  rank?: number
  /** Cells that were read as blank because they say that there is nothing to say. */
  none?: number
}

export interface MatchedColumns {
  columns: ImportColumn[]
  /** Names in `given` that no column has, and fields that do not exist. */
  faults: { header: string; code: 'column_unknown' | 'field_unknown' }[]
}

/** In `given`: the column is not read. */
const IGNORE = 'ignore'

const ADDRESS_PARTS: readonly BuiltInField[] = ['street', 'postcode']

/**
 * @param given field by header, for what headers do not tell: `{ Wohnsitz: 'location', Notiz: 'ignore' }`. Upper case, spaces and signs in
 * the header's name do not matter. A second column for the same detail is left out unless it is named here, and so are fields that are the
 * holder's alone.
 * @param prefer headers in the order in which they count where several stand for one detail; the others follow from left to right
 */
export const matchColumns = (
  headers: readonly string[],
  schema: ProfileSchema,
  given: Readonly<Record<string, string>> = {},
  prefer: readonly string[] = [],
): MatchedColumns => {
  const asked = new Map(Object.entries(given).map(([header, field]) => [foldHeader(header), { header, field }]))
  const found = new Set(headers.map(foldHeader))
  const faults: MatchedColumns['faults'] = []
  for (const [folded, { header, field }] of asked) {
    if (!found.has(folded)) faults.push({ header, code: 'column_unknown' })
    else if (!isImportField(field, schema)) faults.push({ header, code: 'field_unknown' })
  }
  for (const header of prefer) if (!found.has(foldHeader(header))) faults.push({ header, code: 'column_unknown' })
  const hasAddress = headers.some((header) => ADDRESS_PARTS.some((part) => fieldFor(header, schema) === part))
  const taken = new Set<string>([...asked.values()].map(({ field }) => field))
  const columns = headers.map((header): ImportColumn => {
    const told = asked.get(foldHeader(header))?.field
    if (told === IGNORE) return { header, field: null, ignored: 'asked' }
    const guessed = told ?? guess(header, schema, hasAddress)
    if (guessed === null || !exists(guessed, schema)) return { header, field: null, ignored: 'unknown' }
    if (told === undefined && taken.has(guessed)) return { header, field: null, ignored: 'twice' }
    taken.add(guessed)
    if (isHoldersOwn(guessed, schema)) return { header, field: null, ignored: 'holders_own' }
    return { header, field: guessed, ignored: null }
  })
  return { columns: ranked(columns, prefer.map(foldHeader)), faults }
}

const ranked = (columns: readonly ImportColumn[], prefer: readonly string[]): ImportColumn[] => {
  const placeOf = ({ header }: ImportColumn): number => {
    const at = prefer.indexOf(foldHeader(header))
    return at < 0 ? prefer.length : at
  }
  return columns.map((column) => {
    const same = column.field === null ? [] : columns.filter(({ field }) => field === column.field)
    if (same.length < 2) return column
    // Sorting keeps those of one place as they stand in the file.
    return { ...column, rank: same.toSorted((one, other) => placeOf(one) - placeOf(other)).indexOf(column) + 1 }
  })
}

/** "Ort" alone is where somebody works; beside a street it is where they live. */
const guess = (header: string, schema: ProfileSchema, hasAddress: boolean): ImportField | null => {
  const field = fieldFor(header, schema)
  return field === 'town' && !hasAddress ? 'location' : field
}

const exists = (field: string, schema: ProfileSchema): field is ImportField =>
  isBuiltIn(field) || (field.startsWith('fields.') && Object.hasOwn(schema, field.slice('fields.'.length)))

/** Whether a caller may assign a column to this. */
export const isImportField = (field: string, schema: ProfileSchema): boolean => field === IGNORE || exists(field, schema)

const isHoldersOwn = (field: ImportField, schema: ProfileSchema): boolean => {
  const own = field.startsWith('fields.') ? schema[field.slice('fields.'.length)] : undefined
  return own !== undefined && !isEditable(own, 'manager')
}
