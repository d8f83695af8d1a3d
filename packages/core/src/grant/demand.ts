// Stops what only a mistake in the program can pass in, before a secret is made from it.

import { FoyerError } from '../foyer-error.ts'

/** Throws `internal`; `what` says which argument is wrong and holds none of its value. */
export function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new FoyerError('internal', {}, { cause: new RangeError(what) })
}
