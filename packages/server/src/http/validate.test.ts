import { isFoyerError } from '@foyer/core'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { issueTexts } from './error-texts.ts'
import { validate } from './validate.ts'

const schema = z.strictObject({
  name: z.string().min(2).max(5),
  age: z.int().min(1).max(9).optional(),
  role: z.enum(['owner', 'viewer']).optional(),
  secret: z.union([z.literal('generate'), z.strictObject({ value: z.string() })]).optional(),
  list: z.array(z.string()).max(2).optional(),
  line: z
    .string()
    .refine((value) => value !== 'odd', { params: { code: 'control_characters' } })
    .refine((value) => value !== 'bare')
    .optional(),
})

const issuesOf = (input: unknown): unknown => {
  try {
    validate(schema, input)
    return []
  } catch (error) {
    if (!isFoyerError(error, 'invalid_input')) throw error
    for (const { code } of error.details.issues) expect(issueTexts).toHaveProperty(code)
    return error.details.issues.map(({ path, code }) => [code, ...path])
  }
}

describe('an input at fault', () => {
  it.each<[unknown, (string | number)[][]]>([
    [{ name: 'Mia' }, []],
    [{}, [['required', 'name']]],
    [{ name: undefined }, [['required', 'name']]],
    [{ name: 5 }, [['invalid_type', 'name']]],
    [{ name: null }, [['invalid_type', 'name']]],
    [{ name: ['Mia'] }, [['invalid_type', 'name']]],
    [[], [['invalid_type']]],
    [null, [['invalid_type']]],
    ['Mia', [['invalid_type']]],
    [{ name: 'x' }, [['too_small', 'name']]],
    [{ name: 'Miriam' }, [['too_long', 'name']]],
    [{ name: 'Mia', age: 10 }, [['too_big', 'age']]],
    [{ name: 'Mia', age: 1.5 }, [['invalid_type', 'age']]],
    [{ name: 'Mia', age: Number.NaN }, [['invalid_type', 'age']]],
    [{ name: 'Mia', role: 'king' }, [['not_an_option', 'role']]],
    [{ name: 'Mia', secret: 3 }, [['invalid', 'secret']]],
    [{ name: 'Mia', list: ['a', 2] }, [['invalid_type', 'list', 1]]],
    [{ name: 'Mia', list: ['a', 'b', 'c'] }, [['too_big', 'list']]],
    [{ name: 'Mia', line: 'odd' }, [['control_characters', 'line']]],
    [{ name: 'Mia', line: 'bare' }, [['invalid', 'line']]],
    [
      { name: 'Mia', a: 1, b: 2 },
      [
        ['unknown_field', 'a'],
        ['unknown_field', 'b'],
      ],
    ],
    [
      { name: 'Mia', constructor: 1, toString: 2 },
      [
        ['unknown_field', 'constructor'],
        ['unknown_field', 'toString'],
      ],
    ],
  ])('%j names every fault by a stable code', (input, issues) => {
    expect(issuesOf(input)).toEqual(issues)
  })
})
