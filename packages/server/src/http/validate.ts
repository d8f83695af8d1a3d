// Checks an input against its schema and says what is wrong, field by field, with stable codes.

import type { InputIssue } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type * as z from 'zod'

/** @throws FoyerError `invalid_input` with every detail that is at fault, each once. */
export const validate = <S extends z.ZodType>(schema: S, input: unknown): z.output<S> => {
  const parsed = schema.safeParse(input, { reportInput: true })
  if (parsed.success) return parsed.data
  throw new FoyerError('invalid_input', { issues: firstOfEach(parsed.error.issues.flatMap(toIssues)) })
}

/** A value of the wrong type is often too short as well: the first fault says it. */
const firstOfEach = (issues: readonly InputIssue[]): InputIssue[] => {
  const seen = new Map<string, InputIssue>()
  for (const issue of issues) {
    const place = JSON.stringify(issue.path)
    if (!seen.has(place)) seen.set(place, issue)
  }
  return [...seen.values()]
}

const toIssues = (issue: z.core.$ZodIssue): InputIssue[] => {
  const path = issue.path.filter((part) => typeof part !== 'symbol') as (string | number)[]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown_field', message: issue.message }))
  return [{ path, code: codeOf(issue), message: issue.message }]
}

const codeOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'custom') return typeof issue.params?.code === 'string' ? issue.params.code : 'invalid'
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'invalid_type'
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'too_long' : 'too_big'
  if (issue.code === 'invalid_value') return 'not_an_option'
  return issue.code === 'too_small' ? 'too_small' : 'invalid'
}
