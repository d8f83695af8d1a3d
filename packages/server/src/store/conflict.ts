// Tells which uniqueness a write ran into, and turns that into the error that callers know.

import { FoyerError, type Person } from '@foyer/core'
import { errorCode, isUniqueViolation } from './database/database-errors.ts'
import type { RememberedRequest } from './request.port.ts'
import { type Executor, runStatement } from './run-statement.ts'

export type Conflict = 'email' | 'external_id' | 'locator' | 'request' | 'passkey'

const conflictOf: Readonly<Record<string, Conflict>> = {
  users_email_key: 'email',
  users_former_email: 'email',
  users_external_id_key: 'external_id',
  users_sign_in_name_key: 'external_id',
  grants_locator_key: 'locator',
  requests_pkey: 'request',
  passkeys_pkey: 'passkey',
}

/** A write that met another row. It has ended its transaction, so whose row that is can only be asked after the rollback. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
  readonly conflict: Conflict
  readonly person: Person
  readonly request: RememberedRequest | undefined

  constructor(conflict: Conflict, person: Person, request: RememberedRequest | undefined, cause: unknown) {
    super(conflict, { cause })
    this.conflict = conflict
    this.person = person
    this.request = request
  }
}

/** Somebody has an address or a number that was said to be free. */
export class MetSomebody extends Error {
  constructor(options: ErrorOptions) {
    super('An address or a number is not free', options)
  }
}

/** The error as a ConflictError where it is about one of our unique indexes; else the error itself. */
export function asConflict(error: unknown, person: Person, request: RememberedRequest | undefined): unknown {
  const conflict = conflictIn(error)
  return conflict === null ? error : new ConflictError(conflict, person, request, error)
}

/** Null when the error is about none of our unique indexes. */
export function conflictIn(error: unknown): Conflict | null {
  const [, conflict = null] = Object.entries(conflictOf).find(([constraint]) => isUniqueViolation(error, constraint)) ?? []
  return conflict
}

/** Deadlock or serialisation failure: the same work succeeds when it is done again. */
export const isWorthRepeating = (error: unknown): boolean => ['40P01', '40001'].includes(errorCode(error) ?? '')

/**
 * What callers are told about a conflict.
 * @returns null when whoever was in the way is gone meanwhile, or chance made the conflict: try again
 */
export async function explainConflict(db: Executor, { conflict, person, request }: ConflictError): Promise<FoyerError | null> {
  // The same request twice at once meets the address that its twin has just written.
  if (conflict === 'request' || (await isFinished(db, request))) return new FoyerError('in_progress')
  if (conflict === 'locator') return null
  if (conflict === 'passkey') return new FoyerError('passkey_exists')
  const [other] = await runStatement<{ id: string }>(db, otherPerson[conflict], otherPersonValues[conflict](person))
  if (other === undefined) return null
  return conflict === 'email'
    ? new FoyerError('email_taken', { userId: other.id })
    : new FoyerError('external_id_taken', { userId: other.id })
}

async function isFinished(db: Executor, request: RememberedRequest | undefined): Promise<boolean> {
  if (request === undefined) return false
  const rows = await runStatement(db, 'select 1 from requests where actor = $1 and key = $2', [request.actor, request.key])
  return rows.length > 0
}

const otherPerson = {
  email: `select id from users where id <> $1::uuid and email_canonical = $2
    union all
    select id from users where id <> $1::uuid and former_email->>'canonical' = $2 collate "C"
      and (former_email->>'undoUntil')::int8 > foyer_ms(foyer_now())
    limit 1`,
  external_id: `select id from users where id <> $1::uuid and external_id = $2
    union all
    select id from users where id <> $1::uuid and sign_in_name = $3
    limit 1`,
} as const

const otherPersonValues = {
  email: (person: Person) => [person.id, person.email?.canonical ?? null],
  external_id: (person: Person) => [person.id, person.profile.externalId, person.signInName],
}
