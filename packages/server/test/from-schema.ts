// Values for a JSON schema as the OpenAPI document has them: mostly what it describes, sometimes what it does not.

import fc from 'fast-check'

export interface JsonSchema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  additionalProperties?: JsonSchema | boolean
  propertyNames?: JsonSchema
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
}

/** Texts that mean something to a parser, a database, a page, a mail or a log. */
export const oddTexts = [
  '',
  ' ',
  '\0',
  'a\r\nBcc: eve@evil.test',
  'a\u2028b\u2029c',
  '\u202egnp.exe',
  '\ud800',
  '\ufeff',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '{{constructor.constructor("x")()}}',
  '#{7*7}',
  '%s%d%j%n',
  "'; drop table users; --",
  '../../../etc/passwd',
  '=HYPERLINK("https://evil.test")',
  'NaN',
  '-0',
  '1e309',
  '9007199254740993',
  '2026-02-30',
  '0000-00-00T00:00:00Z',
  'null',
  'x'.repeat(5_000),
]

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0.5, 2 ** 53, -(2 ** 53), 1e308, [], {}, [[]], [null], { a: { b: [1] } }),
  fc.constantFrom<unknown>(...oddTexts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json(),
)

/** `share` of all values, at any depth, are something else than the schema says. */
export const fromSchema = (schema: JsonSchema, share = 0.06): fc.Arbitrary<unknown> => {
  const fitting = fits(schema, share)
  const odds = Math.round(share * 100)
  return odds === 0 ? fitting : fc.oneof({ weight: 100 - odds, arbitrary: fitting }, { weight: odds, arbitrary: odd })
}

const fits = (schema: JsonSchema, share: number): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => fromSchema(choice, share)))
  if (schema.allOf !== undefined) return fromSchema(Object.assign({}, ...schema.allOf) as JsonSchema, share)
  const { type } = schema
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => fits({ ...schema, type: one }, share)))
  if (type === 'object' || schema.properties !== undefined) return object(schema, share)
  if (type === 'array') return fc.array(fromSchema(schema.items ?? {}, share), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
  if (type === 'string') return text(schema)
  if (type === 'integer') return fc.integer({ min: bounded(schema.minimum, -5), max: bounded(schema.maximum, 500) })
  if (type === 'number') return fc.double({ min: bounded(schema.minimum, -5), max: bounded(schema.maximum, 500), noNaN: true })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  return odd
}

const bounded = (value: number | undefined, otherwise: number): number =>
  value === undefined || Math.abs(value) > 1_000_000 ? otherwise : value

const object = ({ properties = {}, required = [], additionalProperties }: JsonSchema, share: number): fc.Arbitrary<unknown> => {
  const known = fc.record(Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, fromSchema(value, share)])), {
    requiredKeys: required,
  })
  if (typeof additionalProperties === 'object')
    return fc
      .tuple(known, fc.dictionary(fc.stringMatching(/^\w{1,12}$/), fromSchema(additionalProperties, share), { maxKeys: 3 }))
      .map(merged)
  const more = fc.dictionary(fc.constantFrom('role', 'status', 'user_id', 'isAdmin', '__proto__', 'passwordHash'), odd, { maxKeys: 1 })
  return share === 0 ? known : fc.oneof({ weight: 12, arbitrary: known }, { weight: 1, arbitrary: fc.tuple(known, more).map(merged) })
}

const merged = ([one, other]: [object, object]): object => ({ ...one, ...other })

const text = ({ pattern, format, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> => {
  if (format === 'email') return fc.stringMatching(/^[a-z]{3,9}@(example\.com|firma\.de)$/)
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time' || format === 'date')
    return fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((at) => at.toISOString())
  if (pattern !== undefined) return matching(pattern)
  return fc.string({ unit: 'grapheme', minLength: Math.min(minLength, 60), maxLength: Math.min(maxLength, 60) })
}

/** A few patterns say more than fast-check can read. */
const matching = (pattern: string): fc.Arbitrary<string> => {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'))
  } catch {
    return fc.string({ maxLength: 30 })
  }
}
