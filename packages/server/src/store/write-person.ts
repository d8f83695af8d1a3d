// Writes people inside whatever the executor is: the database itself or a transaction.

import type { Decision, Person } from '@foyer/core'
import { asConflict } from './conflict.ts'
import { ownerTaken, requireOwnerLeft, waitForOtherOwnersChanges } from './last-owner.ts'
import type { SaveOptions } from './person.port.ts'
import { isLoadedGrant } from './person-row.ts'
import { personStatement, withoutSecretsWhenEnded } from './person-statement.ts'
import { type Executor, runStatement } from './run-statement.ts'

/** @throws ConflictError */
export async function insertPerson(db: Executor, decision: Decision, options: SaveOptions): Promise<Person> {
  await run(db, null, decision, options)
  return withLoadedGrants({ ...decision.person, version: 1 })
}

/**
 * @returns null when somebody else wrote first
 * @throws ConflictError; FoyerError `last_owner`
 */
export async function savePerson(db: Executor, before: Person, decision: Decision, options: SaveOptions): Promise<Person | null> {
  if (changesNothing(before, decision, options)) return before
  const taken = ownerTaken(before, decision.person, decision.person.changedAt)
  if (taken !== null) await waitForOtherOwnersChanges(db)
  const written = await run(db, before, decision, options)
  if (!written) return null
  if (taken !== null) await requireOwnerLeft(db, taken)
  return before === decision.person ? before : withLoadedGrants({ ...decision.person, version: before.version + 1 })
}

/** Whether saving takes more than one statement. */
export const needsTransaction = (before: Person, after: Person): boolean => ownerTaken(before, after, after.changedAt) !== null

export const changesNothing = (before: Person, decision: Decision, { passwordHash, remember }: SaveOptions): boolean =>
  decision.person === before &&
  decision.events.length === 0 &&
  decision.jobs.length === 0 &&
  decision.endSessions.length === 0 &&
  passwordHash === undefined &&
  remember === undefined

async function run(db: Executor, before: Person | null, decision: Decision, options: SaveOptions): Promise<boolean> {
  const { text, values } = personStatement(before, decision, options)
  try {
    const rows = await runStatement(db, text, values)
    return rows.length === 1
  } catch (error) {
    throw asConflict(error, decision.person, options.remember)
  }
}

/** As loading it would answer. */
const withLoadedGrants = (person: Person): Person => {
  const grants = person.grants.filter(isLoadedGrant).map(withoutSecretsWhenEnded)
  return { ...person, grants }
}
