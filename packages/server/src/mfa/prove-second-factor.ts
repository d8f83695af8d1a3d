// The code after a password: of the authenticator app, or one of the backup codes.

import { actorName, FoyerError, type Person, tellBackupCode } from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import { accountLimit, bucketKey, requireAdmitted } from '../flow/limits.ts'
import { hashesOf } from './backup-codes.ts'
import { counterOf, openTotpKey } from './totp.ts'

/**
 * Counted before it is judged: five free tries, then a wait that doubles. A code of the app opens once, however many use it at once.
 * @throws FoyerError `code_wrong`, `rate_limited`
 */
export const proveSecondFactor = async (deps: Deps, person: Person, typed: string): Promise<void> => {
  const key = bucketKey(deps.keys, 'factor', person.id)
  const limit = accountLimit(key)
  const { tallies, now } = await deps.store.countTry([limit])
  requireAdmitted(tallies, now)
  const digits = typed.replace(/\s/g, '')
  const right = /^\d{6}$/.test(digits) ? await isCodeOfApp(deps, person.id, digits, now) : await isBackupCode(deps, person, typed)
  if (!right) throw new FoyerError('code_wrong', { triesLeft: Math.max(0, FREE_TRIES - (tallies[0]?.count ?? 0)) })
  await deps.store.clearTries([key])
}

const FREE_TRIES = 5

const isCodeOfApp = async (deps: Deps, userId: string, digits: string, now: number): Promise<boolean> => {
  const kept = await deps.store.readTotp(userId)
  const key = kept === null ? null : openTotpKey(deps, userId, kept.sealed)
  const counter = key === null ? null : counterOf(key, digits, now)
  return counter !== null && deps.store.useTotp(userId, counter)
}

const isBackupCode = async (deps: Deps, person: Person, typed: string): Promise<boolean> => {
  const hashes = hashesOf(deps, person.id, typed)
  if (hashes.length === 0 || !(await deps.store.useBackupCode(person.id, hashes))) return false
  const actor = { kind: 'holder', userId: person.id } as const
  await deps.store.changePerson({ id: person.id }, (found, at) => tellBackupCode(found, decisionContext(deps, actor, at)), {
    actor: actorName(actor),
  })
  return true
}
