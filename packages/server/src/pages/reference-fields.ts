// Turns a JSON schema into the rows of a table: name, type, limits; nested fields follow their parent.

import type { Locale } from '../text.ts'

/** The part of JSON schema (draft 2020-12) that the contract's schemas come out as. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly description?: string
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
}

/** A shape that has a table of its own on the page. */
export interface Shape {
  readonly id: string
  readonly title: string
  readonly schema: JsonSchema
}

export interface FieldRow {
  /** Names from the root, `[]` for the entries of a list left out: `invitation.carriers.kind`. */
  readonly path: string
  readonly name: string
  readonly depth: number
  /** Alternatives such as `string` and `null`; a shape where one fits. */
  readonly types: readonly (string | Shape)[]
  readonly required: boolean
  /** The only values that are taken. */
  readonly values: readonly string[]
  readonly limits: readonly string[]
  readonly description: string | null
}

interface Place {
  locale: Locale
  shapes: readonly Shape[]
}

/** Deeper than any schema of ours; a cycle cannot run away. */
const MAX_DEPTH = 8

/** The fields of an object, each followed by its own. A field that is a known shape names it and goes no deeper. */
export const fieldRows = (schema: JsonSchema, place: Place, parent = '', depth = 0): FieldRow[] => {
  if (depth > MAX_DEPTH) return []
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = parent === '' ? name : `${parent}.${name}`
    const kinds = alternatives(field)
    const row: FieldRow = {
      path,
      name,
      depth,
      types: [...new Set(kinds.flatMap((kind) => typeOf(kind, place.shapes)))],
      required: schema.required?.includes(name) === true,
      values: [...new Set(kinds.flatMap(valuesOf))],
      limits: [...new Set([...kinds, ...kinds.flatMap(({ items }) => items ?? [])].flatMap((kind) => limitsOf(kind, place.locale)))],
      description: field.description ?? null,
    }
    return [row, ...kinds.flatMap((kind) => childRows(kind, place, path, depth + 1))]
  })
}

/** The known shape that this schema is. */
export const shapeOf = (schema: JsonSchema, shapes: readonly Shape[]): Shape | undefined => {
  const text = JSON.stringify(schema)
  return shapes.find((shape) => JSON.stringify(shape.schema) === text)
}

const childRows = (kind: JsonSchema, place: Place, path: string, depth: number): FieldRow[] => {
  const nested = kind.items ?? kind
  return shapeOf(nested, place.shapes) === undefined ? fieldRows(nested, place, path, depth) : []
}

/** `anyOf` flattened, with what stands beside it (a default, say) kept on the first. */
const alternatives = (schema: JsonSchema): JsonSchema[] => {
  const { anyOf, ...beside } = schema
  if (anyOf === undefined) return [schema]
  const [first, ...others] = anyOf.flatMap(alternatives)
  return first === undefined ? [beside] : [{ ...first, ...beside }, ...others]
}

const typeOf = (kind: JsonSchema, shapes: readonly Shape[]): (string | Shape)[] => {
  const shape = shapeOf(kind, shapes)
  if (shape !== undefined) return [shape]
  if (kind.items !== undefined) return typeOf(kind.items, shapes).map((type) => (typeof type === 'string' ? `${type}[]` : type))
  if (kind.const !== undefined) return [JSON.stringify(kind.const)]
  if (typeof kind.type === 'string') return [kind.type]
  return kind.type === undefined ? ['any'] : [...kind.type]
}

const valuesOf = (kind: JsonSchema): string[] => [...(kind.enum ?? []), ...(kind.items?.enum ?? [])].map(String)

const limitsOf = (kind: JsonSchema, locale: Locale): string[] => {
  const words = limitWords[locale]
  const limits: string[] = []
  if (kind.format === 'date') limits.push(words.date)
  if (kind.format === 'date-time') limits.push(words.moment)
  if (kind.minLength !== undefined && kind.minLength > 1) limits.push(words.minLength(kind.minLength))
  if (kind.maxLength !== undefined) limits.push(words.maxLength(kind.maxLength))
  if (isBound(kind.minimum) && isBound(kind.maximum)) limits.push(words.range(kind.minimum, kind.maximum))
  if (kind.maxItems !== undefined) limits.push(words.maxItems(kind.maxItems))
  if (kind.pattern !== undefined && kind.format === undefined) limits.push(words.pattern(kind.pattern))
  if (kind.default !== undefined) limits.push(words.default(JSON.stringify(kind.default)))
  return limits
}

/** Every whole number of JavaScript lies within the safe ones: that bound says nothing. */
const isBound = (value: number | undefined): value is number => value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER

const limitWords = {
  de: {
    date: 'ein Tag, etwa 2027-03-31',
    moment: 'ein Zeitpunkt, etwa 2027-03-31T16:00:00Z',
    minLength: (n: number) => `mindestens ${n} Zeichen`,
    maxLength: (n: number) => `höchstens ${n} Zeichen`,
    range: (from: number, to: number) => `${from} bis ${to}`,
    maxItems: (n: number) => `höchstens ${n} Einträge`,
    pattern: (pattern: string) => `Muster ${pattern}`,
    default: (value: string) => `Vorgabe ${value}`,
  },
  en: {
    date: 'a day, such as 2027-03-31',
    moment: 'a moment, such as 2027-03-31T16:00:00Z',
    minLength: (n: number) => `at least ${n} characters`,
    maxLength: (n: number) => `at most ${n} characters`,
    range: (from: number, to: number) => `${from} to ${to}`,
    maxItems: (n: number) => `at most ${n} entries`,
    pattern: (pattern: string) => `pattern ${pattern}`,
    default: (value: string) => `default ${value}`,
  },
} as const
