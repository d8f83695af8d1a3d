// Granting and withdrawing access of somebody who is invited or online.

import type { Role } from '@foyer/contract'
import { requireAction } from '../account/guards.ts'
import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { extendInvitation, givesManaging } from '../invitation/open-invitation.ts'
import { endInvitation } from '../invitation/renew-revoke.ts'
import { requireApplication, requireRoleToGive, withAccess, withoutAccess } from './pending-access.ts'

/**
 * Takes effect at once for somebody online, with a mail; stays pending for somebody invited. Access to a managing
 * application renews an open invitation, so that nothing handed out before opens more than it did.
 * @throws FoyerError `access_exists`, `not_invited`, `user_deactivated`, `application_unknown`, `role_not_applicable`, `role_too_low`, `last_owner`.
 */
export const grantAccess = (person: Person, input: { application: string; role?: Role | undefined }, context: Context): Decision => {
  requireAction('grantAccess', person, context)
  const application = requireApplication(context.settings, input.application)
  const role = requireRoleToGive(person, application, input.role, context)
  const had = person.access.find((access) => access.application === application.key)
  if (had !== undefined && had.role === role && had.via === null) throw new FoyerError('access_exists')
  const d = draft(person, context)
  const pending = person.activatedAt === null
  d.change({ access: withAccess(person.access, application, role, { pending, now: context.now }) })
  d.event({ type: 'access.granted', data: { application: application.key, role, pending } })
  if (pending && person.invitation !== null && givesManaging(person.access, d.person.access, context.settings)) {
    const termMs = Math.max(person.invitation.expiresAt - context.now, 0)
    extendInvitation(d, { application: application.key, termMs, opensMore: true })
  }
  if (had !== undefined && !pending && application.manages) d.endSessions([application.key])
  if (had === undefined && !pending && person.email !== null)
    d.mail({ kind: 'access_granted', application: application.key }, `access_granted:${person.id}:${application.key}:${context.now}`)
  return d.done()
}

/**
 * Ends access and that application's sessions, with what came along through it. When nothing pending is left, the
 * invitation ends as well.
 * @throws FoyerError `access_missing`, `application_unknown` (neither configured nor among this person's access), `last_owner`.
 */
export const withdrawAccess = (person: Person, input: { application: string }, context: Context): Decision => {
  requireAction('withdrawAccess', person, context)
  if (!person.access.some(({ application }) => application === input.application)) {
    requireApplication(context.settings, input.application)
    throw new FoyerError('access_missing')
  }
  const d = draft(person, context)
  const access = withoutAccess(person.access, input.application, context.settings)
  const gone = person.access.map(({ application }) => application).filter((key) => !access.some(({ application }) => application === key))
  d.change({ access })
  d.endSessions(gone)
  d.event({ type: 'access.withdrawn', data: { applications: gone } })
  const { invitation } = d.person
  if (invitation === null) return d.done()
  const left = access.find(({ pending, via }) => pending && via === null) ?? access.find(({ pending }) => pending)
  if (left === undefined) {
    endInvitation(d, 'access_withdrawn')
    return d.done()
  }
  if (gone.includes(invitation.application ?? '')) d.change({ invitation: { ...invitation, application: left.application } })
  return d.done()
}
