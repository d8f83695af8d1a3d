// Whether the caller's role reaches for something at all; each person may ask for more.

import type { Role, User, UserAction } from '@foyer/sdk'
import type { Admin } from '../app/admin.ts'

const ranks: readonly Role[] = ['viewer', 'helper', 'manager', 'owner']

export const reaches = (role: Role, least: Role): boolean => ranks.indexOf(role) >= ranks.indexOf(least)

export const mayDo = (action: UserAction, { settings }: Pick<Admin, 'settings'>): boolean =>
  reaches(settings.caller.role, settings.roleForAction[action] ?? 'owner')

/** Entering people, changing their details, importing. */
export const mayWrite = ({ settings }: Pick<Admin, 'settings'>): boolean => reaches(settings.caller.role, 'manager')

/** Nobody acts on a person whose role exceeds their own. */
export const mayEdit = (user: Pick<User, 'access'>, admin: Pick<Admin, 'settings'>): boolean =>
  mayWrite(admin) && user.access.every(({ role }) => role === null || reaches(admin.settings.caller.role, role))
