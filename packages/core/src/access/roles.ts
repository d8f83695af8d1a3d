// Role × action: who may do what, on one page.

import type { Permission, Role, UserAction } from '@foyer/contract'
import { FoyerError } from '../foyer-error.ts'
import type { Actor } from './actor.ts'

/** Higher may do more. Somebody without a managing role has rank 0. */
export const roleRank: Record<Role, number> = { viewer: 1, helper: 2, manager: 3, owner: 4 }

/** The least role for each thing that may be done to a person. */
export const roleForAction: Record<UserAction, Role> = {
  send: 'manager',
  renew: 'helper',
  revoke: 'manager',
  handOver: 'helper',
  changeEmail: 'manager',
  sendConfirmation: 'manager',
  sendRecovery: 'manager',
  grantAccess: 'manager',
  withdrawAccess: 'manager',
  deactivate: 'manager',
  reactivate: 'manager',
  resetAccess: 'owner',
  delete: 'manager',
}

/** The least role for each kind of route. */
export const roleForPermission: Record<Exclude<Permission, 'none' | 'backend'>, Role> = {
  read: 'viewer',
  handOver: 'helper',
  write: 'manager',
  invite: 'manager',
  owner: 'owner',
}

/** Whoever acts without a role of their own: the server itself and whoever sits at its terminal rank as owner. */
export const actorRank = (actor: Actor): number => {
  if (actor.kind === 'holder') return 0
  if (actor.kind === 'system' || actor.kind === 'terminal') return roleRank.owner
  return roleRank[actor.role]
}

/** The highest role a person has or is about to get: pending ones count. */
export const personRank = (access: readonly { role: Role | null }[]): number =>
  Math.max(0, ...access.map(({ role }) => (role === null ? 0 : roleRank[role])))

/** @throws FoyerError `role_too_low` when the actor's role does not reach `needed`. */
export const requireRole = (actor: Actor, needed: Role): void => {
  if (actorRank(actor) < roleRank[needed]) throw new FoyerError('role_too_low', { needed })
}
