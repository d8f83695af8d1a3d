// Sees to it that an owner is always left: whoever takes one away waits for everybody else who does.

import { FoyerError, isBlocked, type Person } from '@foyer/core'
import { type Executor, runStatement } from './run-statement.ts'

/** Any fixed number; taken for the rest of the transaction. */
const LOCK_KEY = 7_264_019_302

type Lasts = 'now' | 'for_good'

/** What of an owner this change takes away: one who may sign in now, or one without a last day who stays; null when neither. */
export function ownerTaken(before: Person, after: Person, now: number): Lasts | null {
  if (lastsForGood(before) && !lastsForGood(after)) return 'for_good'
  return isOwnerNow(before, now) && !isOwnerNow(after, now) ? 'now' : null
}

const ownsSomething = (person: Person): boolean =>
  person.activatedAt !== null && person.access.some(({ role, pending }) => role === 'owner' && !pending)

const isOwnerNow = (person: Person, now: number): boolean => ownsSomething(person) && !isBlocked(person, now)

const lastsForGood = (person: Person): boolean =>
  ownsSomething(person) && person.deactivatedAt === null && person.deletedAt === null && person.endsAt === null && person.eraseAt === null

/** Before the write, in its transaction. */
export async function waitForOtherOwnersChanges(db: Executor): Promise<void> {
  await runStatement(db, 'select pg_advisory_xact_lock($1::int8)', [LOCK_KEY])
}

/** After the write, in its transaction. @throws FoyerError `last_owner` */
export async function requireOwnerLeft(db: Executor, lasts: Lasts): Promise<void> {
  const [answer] = await runStatement<{ left: boolean }>(db, `select ${ownerExists(lasts)} as left`, [])
  if (answer?.left !== true) throw new FoyerError('last_owner')
}

export async function hasOwner(db: Executor): Promise<boolean> {
  const [answer] = await runStatement<{ there: boolean }>(db, `select ${ownerExists('now')} as there`, [])
  return answer?.there === true
}

export async function listOwners(db: Executor): Promise<string[]> {
  const text = `select distinct a.user_id as id from access a join users u on u.id = a.user_id where ${isOwner('now')} limit 100`
  return (await runStatement<{ id: string }>(db, text, [])).map(({ id }) => id)
}

const ownerExists = (lasts: Lasts): string => `exists (
  select 1 from access a join users u on u.id = a.user_id where ${isOwner(lasts)})`

const isOwner = (
  lasts: Lasts,
): string => `a.role = 'owner' and not a.pending and u.activated_at is not null and u.deactivated_at is null and u.deleted_at is null
    and ${lasts === 'for_good' ? 'u.ends_at is null and u.erase_at is null' : '(u.ends_at is null or u.ends_at > foyer_now())'}`
