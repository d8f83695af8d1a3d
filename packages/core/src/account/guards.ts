// What may be done to a person now, and why not otherwise. Decisions ask the same guards before they act.

import type { ErrorCode, MailStop, Role, UserAction } from '@foyer/contract'
import { managesSomething } from '../access/manages-something.ts'
import { actorRank, personRank, requireRole, roleForAction, roleRank } from '../access/roles.ts'
import type { Context } from '../event/context.ts'
import { FoyerError } from '../foyer-error.ts'
import { mailStop } from './mail-stop.ts'
import type { ListedFacts, Person } from './person.ts'
import { accountStatus, emailStatus, isBlocked } from './status.ts'

type Guard = (person: ListedFacts, context: Context) => ErrorCode | null

const stopCodes = { bounced: 'email_bounced', complained: 'email_complained', refused: 'email_refused' } as const satisfies Record<
  MailStop,
  ErrorCode
>

const mailable: Guard = ({ email }) => {
  if (email === null) return 'email_missing'
  const stop = mailStop(email)
  return stop === null ? null : stopCodes[stop.because]
}

/** Also after the last day, before the job has set the status. */
const notBlocked: Guard = (person, { now }) => (isBlocked(person, now) ? 'user_deactivated' : null)
const notOnline: Guard = (person) => (person.activatedAt === null ? null : 'already_online')
const online: Guard = (person) => (person.activatedAt === null ? 'not_online' : null)

const invited: Guard = (person) => (accountStatus(person) === 'invited' ? null : 'not_invited')
const confirmed: Guard = (person) => (emailStatus(person.email) === 'confirmed' ? 'email_confirmed' : null)
const self: Guard = (person, { actor }) => (actor.kind === 'user' && actor.userId === person.id ? 'own_account' : null)

/** Somebody online who signs in by external id and has no mailbox has no other recovery than a new sheet. */
export const recoversBySheet = (person: ListedFacts): boolean =>
  person.activatedAt !== null && person.email === null && person.signInName !== null

/** What opens a managing application is shown to nobody below its owners: they could use it themselves. */
const shownByOwnersOnly: Guard = (person, { actor, settings }) =>
  managesSomething(person, settings) && actorRank(actor) < roleRank.owner ? 'handover_owner_only' : null

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
  send: first(notBlocked, notOnline, mailable),
  renew: first(invited, notBlocked),
  revoke: invited,
  handOver: first(notBlocked, (person, context) => (recoversBySheet(person) ? null : notOnline(person, context)), shownByOwnersOnly),
  changeEmail: first(confirmed, (person, context) => (person.activatedAt === null ? null : notBlocked(person, context))),
  sendConfirmation: first((person) => (person.email === null ? 'email_missing' : null), confirmed, mailable, notBlocked),
  sendRecovery: first(notBlocked, online, mailable),
  grantAccess: first(notBlocked, (person) => (accountStatus(person) === 'offline' ? 'not_invited' : null)),
  withdrawAccess: (person) => (person.access.length === 0 ? 'access_missing' : null),
  deactivate: first((person) => (person.deactivatedAt === null ? null : 'user_deactivated'), self),
  reactivate: (person, { now }) => (isBlocked(person, now) ? null : 'not_deactivated'),
  resetAccess: first(notBlocked, self, (person) =>
    person.activatedAt === null && emailStatus(person.email) !== 'confirmed' ? 'not_online' : null,
  ),
  delete: self,
}

export const userActions = Object.keys(stateGuards) as UserAction[]

/** Why this actor may not do this to this person now; `null` when nothing stands against it. */
export const blockedBy = (action: UserAction, person: ListedFacts, context: Context): ErrorCode | null =>
  reasonAgainst(action, person, context, ranksOf(person, context))

/** Of the actor and of the person: the same for every action. */
const ranksOf = ({ access }: ListedFacts, { actor }: Context) => ({ actor: actorRank(actor), person: personRank(access) })

const reasonAgainst = (action: UserAction, person: ListedFacts, context: Context, ranks: ReturnType<typeof ranksOf>): ErrorCode | null => {
  if (person.deletedAt !== null) return 'user_not_found'
  if (ranks.actor < ranks.person || ranks.actor < roleRank[tableRole(action, person)]) return 'role_too_low'
  return stateGuards[action](person, context)
}

/** @throws FoyerError with the code that `blockedActions` names for it. */
export const requireAction = (action: UserAction, person: Person, context: Context): void => {
  const code = blockedBy(action, person, context)
  if (code === null) return
  if (code === 'role_too_low') throw new FoyerError('role_too_low', { needed: roleNeeded(action, person) })
  if (code === 'user_not_found') throw new FoyerError('user_not_found', { ref: person.id })
  if (code === 'email_confirmed' || code === 'email_missing') throw new FoyerError(code, { userId: person.id })
  throw new FoyerError(code as 'already_online')
}

/** Open and closed actions, as the caller sees them. */
export const availability = (
  person: ListedFacts,
  context: Context,
): { allowed: UserAction[]; blocked: Partial<Record<UserAction, ErrorCode>> } => {
  const allowed: UserAction[] = []
  const blocked: Partial<Record<UserAction, ErrorCode>> = {}
  const ranks = ranksOf(person, context)
  for (const action of userActions) {
    const code = reasonAgainst(action, person, context, ranks)
    if (code === null) allowed.push(action)
    else blocked[action] = code
  }
  return { allowed, blocked }
}

/**
 * For what no action's name stands for, such as changing details.
 * @throws FoyerError `role_too_low`, `user_not_found`.
 */
export const requireManaging = (person: Person, { actor }: Pick<Context, 'actor'>): void => {
  requireRole(actor, 'manager')
  if (person.deletedAt !== null) throw new FoyerError('user_not_found', { ref: person.id })
  requireRole(actor, higher('manager', person))
}

/** The table's role, or the person's own where that is higher. */
const roleNeeded = (action: UserAction, person: ListedFacts): Role => higher(tableRole(action, person), person)

/** Handing over to somebody who is not invited invites them. */
const tableRole = (action: UserAction, person: ListedFacts): Role =>
  roleForAction[action === 'handOver' && accountStatus(person) !== 'invited' ? 'send' : action]

const higher = (role: Role, person: ListedFacts): Role => {
  const least = Math.max(roleRank[role], personRank(person.access))
  return (Object.keys(roleRank) as Role[]).find((name) => roleRank[name] === least) ?? 'owner'
}
