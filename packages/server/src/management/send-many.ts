// Invites the people of a selection by mail, or sends the open invitations among them again.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError, type InviteInput, requireApplication, requireRole, sendInvitation } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import type { Caller } from './caller.ts'
import { changeMany, type ManyWork } from './change-many.ts'
import { coolDownMs, readSendAt } from './send-time.ts'

type Input = ParsedInputOf<'invitations.sendMany'>
type Invite = NonNullable<Input['invite']>

/**
 * One batch, as `changeMany` goes through them. Without `invite` only whoever is invited gets the same mail again, to what they were
 * invited to; all others are skipped as `not_invited`.
 * @throws FoyerError `application_unknown`, `role_not_applicable`, `role_too_low` for the invitation itself, and those of `changeMany`.
 */
export const sendMany = async (deps: ManagementDeps, caller: Caller, input: Input): Promise<OutputOf<'invitations.sendMany'>> => {
  const { invite, ...many } = input
  if (invite !== undefined) requireInvitable(deps, caller, invite)
  const asked = invite === undefined ? undefined : await readInvite(deps, invite)
  const decide: ManyWork['decide'] = (person, context) => {
    if (asked !== undefined) return sendInvitation(person, asked, context)
    const application = person.invitation?.application ?? null
    if (application === null) throw new FoyerError('not_invited')
    return sendInvitation(person, { application }, context)
  }
  return changeMany(deps, caller, many, { name: 'invitations.sendMany', about: invite ?? 'again', decide })
}

/** What would stand against everybody is said once, before anything is done. */
const requireInvitable = (deps: ManagementDeps, caller: Caller, { application: key, role }: Invite): void => {
  const application = requireApplication(deps.config.settings, key)
  if (role === undefined) return
  if (!application.manages) throw new FoyerError('role_not_applicable')
  requireRole(caller.actor, role)
}

const readInvite = async (deps: ManagementDeps, { sendAt, coolDownDays, ...invite }: Invite): Promise<InviteInput> => ({
  ...invite,
  sendAt: await readSendAt(deps, sendAt, ['invite', 'sendAt']),
  coolDownMs: coolDownMs(coolDownDays),
})
