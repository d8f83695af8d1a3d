import type { RouteName } from '@foyer/contract'
import { contract } from '@foyer/contract/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { fromSchema, type JsonSchema } from '../../test/from-schema.ts'
import { compileWhenUsed } from './compile-when-used.ts'
import { validate } from './validate.ts'

const outcomeOf = (work: () => unknown): unknown => {
  try {
    return { value: work() }
  } catch (error) {
    return { error: error instanceof Error && 'details' in error ? error.details : String(error) }
  }
}

describe('a schema that is used often', () => {
  it('is compiled at the fiftieth use, and stays so', () => {
    const schema = z.strictObject({ name: z.string() })
    const now = compileWhenUsed(schema)
    const used = Array.from({ length: 60 }, () => now())
    expect(used.slice(0, 49).every((one) => one === schema)).toBe(true)
    expect(new Set(used.slice(49)).size).toBe(1)
    expect(used[49]).not.toBe(schema)
  })

  it.each(Object.keys(contract) as RouteName[])('takes and refuses the same as before: %s', (name) => {
    const { input } = contract[name] as { input: z.ZodType }
    const compiled = z.compile(input)
    const given = fromSchema(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
    fc.assert(
      fc.property(given, (value) => {
        expect(outcomeOf(() => validate(compiled, value))).toEqual(outcomeOf(() => validate(input, value)))
      }),
      { numRuns: 60 },
    )
  })
})
