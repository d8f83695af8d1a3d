// The store's border: what the driver reports becomes an error that the rest of the server knows.

import { FoyerError } from '@foyer/core'
import { isBusy, isConnectionLost } from './database/database-errors.ts'

/** The same methods, throwing FoyerError `busy` or `unavailable` where the database was full or gone. Other faults pass unchanged. */
export function translateErrors<T extends object>(methods: T): T {
  const translated = Object.entries(methods).map(([name, method]) => [
    name,
    (...given: unknown[]): Promise<unknown> => method(...given).catch(fail),
  ])
  return Object.fromEntries(translated)
}

function fail(error: unknown): never {
  throw translate(error)
}

function translate(error: unknown): unknown {
  if (error instanceof FoyerError) return error
  if (isBusy(error)) return new FoyerError('busy', {}, { cause: error })
  if (isConnectionLost(error)) return new FoyerError('unavailable', {}, { cause: error })
  return error
}
