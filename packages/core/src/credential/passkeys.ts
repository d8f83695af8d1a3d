// Passkeys of somebody who is in: adding, naming, removing.

import type { Person } from '../account/person.ts'
import { isBlocked } from '../account/status.ts'
import type { Context } from '../event/context.ts'
import { type Decision, unchanged } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import type { FactorChange } from '../event/mails.ts'
import { FoyerError } from '../foyer-error.ts'
import { toPlainLine } from '../text/plain-line.ts'

/** More than anybody needs, and few enough to list. */
export const PASSKEYS_MAX = 20
const NAME_MAX = 60

/** @throws FoyerError `not_online`, `passkey_exists`, `too_many_passkeys`. */
export const addPasskey = (person: Person, passkey: { id: string; name: string }, context: Context): Decision => {
  requireOnline(person, context)
  if (person.passkeys.some(({ id }) => id === passkey.id)) throw new FoyerError('passkey_exists')
  if (person.passkeys.length >= PASSKEYS_MAX) throw new FoyerError('too_many_passkeys')
  const d = draft(person, context)
  d.change({ passkeys: [...person.passkeys, { id: passkey.id, name: passkeyName(passkey.name), createdAt: context.now }] })
  d.event({ type: 'passkey.added', data: {} })
  tellFactor(d, 'passkey_added', passkey.id)
  return d.done()
}

/** @throws FoyerError `not_online`, `passkey_unknown`. */
export const renamePasskey = (person: Person, passkey: { id: string; name: string }, context: Context): Decision => {
  requireOnline(person, context)
  const name = passkeyName(passkey.name)
  const present = requirePasskey(person, passkey.id)
  if (present.name === name) return unchanged(person)
  const d = draft(person, context)
  d.change({ passkeys: person.passkeys.map((item) => (item.id === passkey.id ? { ...item, name } : item)) })
  d.event({ type: 'passkey.renamed', data: {} })
  return d.done()
}

/**
 * Ends every session but the one that the caller keeps: the removed passkey may be in other hands.
 * @throws FoyerError `not_online`, `passkey_unknown`, `last_credential` when nothing else signs this person in.
 */
export const removePasskey = (person: Person, input: { id: string }, context: Context): Decision => {
  requireOnline(person, context)
  requirePasskey(person, input.id)
  if (waysIn(person) < 2) throw new FoyerError('last_credential')
  const d = draft(person, context)
  d.change({
    passkeys: person.passkeys.filter(({ id }) => id !== input.id),
    credentialRevision: person.credentialRevision + 1,
  })
  d.endSessions('all')
  d.event({ type: 'passkey.removed', data: {} })
  tellFactor(d, 'passkey_removed', input.id)
  return d.done()
}

/** How many credentials sign this person in. A recovery by mail is no credential: it replaces one. */
export const waysIn = ({ hasPassword, passkeys }: Person): number => (hasPassword ? 1 : 0) + passkeys.length

/** @throws FoyerError `not_online`. */
export const requireOnline = (person: Person, { now }: Pick<Context, 'now'>): void => {
  if (person.activatedAt === null || isBlocked(person, now)) throw new FoyerError('not_online')
}

/** A notice to the holder, for each change of a factor. */
export const tellFactor = (d: Draft, change: FactorChange, what: string): void => {
  const { person, context } = d
  if (person.email !== null) d.mail({ kind: 'factor_changed', change }, `factor_changed:${person.id}:${change}:${what}:${context.now}`)
}

/** A line of 60 characters at most; `Passkey` where nothing is left. */
export const passkeyName = (typed: string): string => toPlainLine(typed, NAME_MAX) || 'Passkey'

const requirePasskey = (person: Person, id: string) => {
  const found = person.passkeys.find((passkey) => passkey.id === id)
  if (found === undefined) throw new FoyerError('passkey_unknown')
  return found
}
