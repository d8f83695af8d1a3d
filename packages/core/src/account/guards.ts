// What may be done to a person now, and why not otherwise. Decisions ask the same guards before they act.

import type { ErrorCode, UserAction } from '@foyer/contract'
import { actorRank, personRank, roleForAction, roleRank } from '../access/roles.ts'
import type { Context } from '../event/context.ts'
import { FoyerError } from '../foyer-error.ts'
import type { Person } from './person.ts'
import { accountStatus, emailStatus } from './status.ts'

type Guard = (person: Person, context: Context) => ErrorCode | null

const managesPending = (person: Person, context: Context): boolean =>
  person.access.some(({ application, pending }) => pending && context.settings.applications[application]?.manages === true)

const mailable: Guard = ({ email }) => {
  if (email === null) return 'email_missing'
  if (email.bouncedAt !== null) return 'email_bounced'
  return email.refusedAt === null ? null : 'email_refused'
}

const notOnline: Guard = (person) => {
  const status = accountStatus(person)
  if (status === 'deactivated') return 'user_deactivated'
  return status === 'online' ? 'already_online' : null
}

const online: Guard = (person) => {
  const status = accountStatus(person)
  if (status === 'deactivated') return 'user_deactivated'
  return status === 'online' ? null : 'not_online'
}

const invited: Guard = (person) => (accountStatus(person) === 'invited' ? null : 'not_invited')
const confirmed: Guard = (person) => (emailStatus(person.email) === 'confirmed' ? 'email_confirmed' : null)
const self: Guard = (person, { actor }) => (actor.kind === 'user' && actor.userId === person.id ? 'own_account' : null)

/** Somebody who signs in by external id has no other recovery than a new sheet. */
const isSheetRecovery = (person: Person): boolean => person.activatedAt !== null && person.email === null && person.signInName !== null

const first =
  (...guards: Guard[]): Guard =>
  (person, context) => {
    for (const guard of guards) {
      const code = guard(person, context)
      if (code !== null) return code
    }
    return null
  }

/** The state's own reasons, apart from the actor's role. */
const stateGuards: Record<UserAction, Guard> = {
  send: first(notOnline, mailable),
  renew: invited,
  revoke: invited,
  handOver: (person, context) => {
    if (managesPending(person, context) && actorRank(context.actor) < roleRank.owner) return 'handover_owner_only'
    if (accountStatus(person) === 'deactivated') return 'user_deactivated'
    return person.activatedAt === null || isSheetRecovery(person) ? null : 'already_online'
  },
  changeEmail: confirmed,
  sendConfirmation: first(
    (person) => (person.email === null ? 'email_missing' : null),
    confirmed,
    mailable,
    (person) => (accountStatus(person) === 'deactivated' ? 'user_deactivated' : null),
  ),
  sendRecovery: first(online, mailable),
  grantAccess: (person) => {
    const status = accountStatus(person)
    if (status === 'deactivated') return 'user_deactivated'
    return status === 'offline' ? 'not_invited' : null
  },
  withdrawAccess: (person) => (person.access.length === 0 ? 'access_missing' : null),
  deactivate: first((person) => (accountStatus(person) === 'deactivated' ? 'user_deactivated' : null), self),
  reactivate: (person) => (accountStatus(person) === 'deactivated' ? null : 'not_deactivated'),
  resetAccess: first(
    (person) => (accountStatus(person) === 'deactivated' ? 'user_deactivated' : null),
    self,
    (person) => (person.activatedAt === null && emailStatus(person.email) !== 'confirmed' ? 'not_online' : null),
  ),
  delete: self,
}

export const userActions = Object.keys(stateGuards) as UserAction[]

/** Why this actor may not do this to this person now; `null` when nothing stands against it. */
export const blockedBy = (action: UserAction, person: Person, context: Context): ErrorCode | null => {
  const rank = actorRank(context.actor)
  if (person.deletedAt !== null) return 'user_not_found'
  if (rank < roleRank[roleForAction[action]] || rank < personRank(person.access)) return 'role_too_low'
  return stateGuards[action](person, context)
}

/** @throws FoyerError with the code that `blockedActions` names for it. */
export const requireAction = (action: UserAction, person: Person, context: Context): void => {
  const code = blockedBy(action, person, context)
  if (code === null) return
  if (code === 'role_too_low') throw new FoyerError('role_too_low', { needed: neededRole(action, person) })
  if (code === 'user_not_found') throw new FoyerError('user_not_found', { ref: person.id })
  if (code === 'email_confirmed' || code === 'email_missing') throw new FoyerError(code, { userId: person.id })
  throw new FoyerError(code as 'already_online')
}

/** Open and closed actions, as the caller sees them. */
export const availability = (
  person: Person,
  context: Context,
): { allowed: UserAction[]; blocked: Partial<Record<UserAction, ErrorCode>> } => {
  const allowed: UserAction[] = []
  const blocked: Partial<Record<UserAction, ErrorCode>> = {}
  for (const action of userActions) {
    const code = blockedBy(action, person, context)
    if (code === null) allowed.push(action)
    else blocked[action] = code
  }
  return { allowed, blocked }
}

const neededRole = (action: UserAction, person: Person): string => {
  const least = Math.max(roleRank[roleForAction[action]], personRank(person.access))
  return Object.entries(roleRank).find(([, rank]) => rank === least)?.[0] ?? 'owner'
}
