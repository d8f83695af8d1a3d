// Pending access, and the one open invitation: opened, kept for another full term, or renewed.

import type { Role } from '@foyer/contract'
import { requireApplication, requireRoleToGive, withAccess } from '../access/pending-access.ts'
import type { AccessFacts } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import type { Draft } from '../event/draft.ts'
import { beginGeneration } from './begin-generation.ts'
import { isExpired, lengthen } from './generation.ts'

/** Renews after the term, and where a managing application comes in: nothing handed out before opens more than it did. */
export const openInvitation = (d: Draft, input: { application: string; role?: Role | undefined }, termMs: number): void => {
  const { person, context } = d
  const application = requireApplication(context.settings, input.application)
  const role = requireRoleToGive(person, application, input.role, context)
  const had = person.access.find((access) => access.application === application.key)
  if (had === undefined || had.role !== role || had.via !== null) {
    d.change({ access: withAccess(person.access, application, role, { pending: true, now: context.now }) })
    d.event({ type: 'access.granted', data: { application: application.key, role, pending: true } })
  }
  const opensMore = givesManaging(person.access, d.person.access, context.settings)
  extendInvitation(d, { application: application.key, termMs, opensMore })
}

/** Sending again extends to the full term with the same secrets; after the term, or where it is to open more, it is renewed. */
export const extendInvitation = (
  d: Draft,
  { application, termMs, opensMore }: { application: string; termMs: number; opensMore: boolean },
): void => {
  const { context } = d
  const before = d.person.invitation
  if (before !== null && !isExpired(before, context.now) && !opensMore) {
    d.change({ invitation: { ...lengthen(before, termMs, context.now), application, lastActAt: context.now } })
    return
  }
  beginGeneration(d, { application, termMs })
  if (before !== null) d.event({ type: 'invitation.renewed', data: { application, because: opensMore ? 'access' : 'expired' } })
}

/** Whether access to a managing application, or another role there, has come in. */
export const givesManaging = (before: readonly AccessFacts[], after: readonly AccessFacts[], settings: Settings): boolean =>
  after.some(
    ({ application, role }) =>
      settings.applications[application]?.manages === true &&
      !before.some((item) => item.application === application && item.role === role),
  )
