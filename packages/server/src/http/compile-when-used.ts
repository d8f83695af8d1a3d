// Schemas of routes that are called often become functions of their own, made once; those of all others stay as they are.

import * as z from 'zod'

/** A compiled schema costs about a millisecond to make. */
const OFTEN = 50

/**
 * Answers the schema to use now: the same one, and from the fiftieth use its compiled twin, which judges and answers alike in a fraction
 * of the time. What the compiler cannot express stays with the schema itself.
 */
export const compileWhenUsed = <S extends z.ZodType>(schema: S): (() => S) => {
  let uses = 0
  let present = schema
  return () => {
    uses += 1
    if (uses === OFTEN) present = z.compile(schema)
    return present
  }
}
