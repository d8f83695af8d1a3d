// Access to an application and to those it includes.

import type { Role } from '@foyer/contract'
import type { AccessFacts, Person } from '../account/person.ts'
import type { ApplicationSettings, Settings } from '../account/settings.ts'
import type { Context } from '../event/context.ts'
import { FoyerError } from '../foyer-error.ts'
import { actorRank, roleRank } from './roles.ts'

/** @throws FoyerError `application_unknown`. */
export const requireApplication = (settings: Settings, key: string): ApplicationSettings => {
  const application = Object.hasOwn(settings.applications, key) ? settings.applications[key] : undefined
  if (application === undefined) throw new FoyerError('application_unknown', { application: key })
  return application
}

/**
 * The role that an invitation or grant gives: what was asked, what the person has there already, or `viewer`.
 * @throws FoyerError `role_not_applicable` where the application knows no roles; `role_too_low` above the actor's own.
 */
export const requireRoleToGive = (
  person: Person,
  application: ApplicationSettings,
  asked: Role | undefined,
  context: Context,
): Role | null => {
  if (!application.manages) {
    if (asked !== undefined) throw new FoyerError('role_not_applicable')
    return null
  }
  const role = asked ?? person.access.find((access) => access.application === application.key)?.role ?? 'viewer'
  if (roleRank[role] > actorRank(context.actor)) throw new FoyerError('role_too_low', { needed: role })
  return role
}

/** Adds access to the application and those it includes; access that is real already stays real. */
export const withAccess = (
  access: readonly AccessFacts[],
  application: ApplicationSettings,
  role: Role | null,
  options: { pending: boolean; now: number },
): AccessFacts[] => {
  const give = (list: AccessFacts[], key: string, via: string | null): AccessFacts[] => {
    const present = list.find((item) => item.application === key)
    if (present === undefined) {
      const added = {
        application: key,
        role: via === null ? role : null,
        pending: options.pending,
        grantedAt: options.now,
        via,
        profileDoneAt: null,
      }
      return [...list, added]
    }
    const changed = {
      ...present,
      role: via === null ? role : present.role,
      pending: present.pending && options.pending,
      via: via === null ? null : present.via,
    }
    return list.map((item) => (item === present ? changed : item))
  }
  return application.includes.reduce((list, key) => give(list, key, application.key), give([...access], application.key, null))
}

/** Takes access away, with what came along through it alone: what another application includes as well stays. */
export const withoutAccess = (access: readonly AccessFacts[], key: string, settings: Settings): AccessFacts[] => {
  const left = access.filter(({ application }) => application !== key)
  const includedBy = (application: string): string | undefined =>
    left.find((item) => item.via === null && settings.applications[item.application]?.includes.includes(application) === true)?.application
  return left.flatMap((item) => {
    if (item.via !== key) return [item]
    const via = includedBy(item.application)
    return via === undefined ? [] : [{ ...item, via }]
  })
}
