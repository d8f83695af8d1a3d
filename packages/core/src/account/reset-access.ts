// For a lost mailbox or a successor: an owner ends everything that opens this account.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { type InviteInput, sendInvitation } from '../invitation/invite.ts'
import { endInvitation } from '../invitation/renew-revoke.ts'
import { withEmail } from './create-person.ts'
import { endGrants } from './deactivate.ts'
import { requireAction } from './guards.ts'
import type { Person } from './person.ts'

/**
 * Ends credentials, factors, sessions, grants, activation and confirmation; takes a new address in the same step,
 * tells the old one, invites. Access stays as pending while invited, and is withdrawn otherwise.
 * @throws FoyerError `role_too_low` below owner, `not_online`, `own_account`, `user_deactivated`, and those of an invitation.
 */
export const resetAccess = (
  person: Person,
  input: { reason: string; email?: { canonical: string; entered: string } | null | undefined; invite?: InviteInput | undefined },
  context: Context,
): Decision => {
  requireAction('resetAccess', person, context)
  const d = draft(person, context)
  endInvitation(d, 'access_reset')
  endGrants(d, 'access_reset')
  d.endSessions('all')
  const address = input.email === undefined ? person.email : input.email
  d.change({
    activatedAt: null,
    signInName: null,
    credentialRevision: person.credentialRevision + 1,
    hasPassword: false,
    passkeys: 0,
    ...withEmail(d.person, address, 'manager', context.now),
    waitingEmail: null,
    formerEmail: null,
    access: input.invite === undefined ? [] : d.person.access.map((access) => ({ ...access, pending: true, profileDoneAt: null })),
  })
  d.event({
    type: 'user.access_reset',
    data: { reason: input.reason },
    values: { from: person.email?.entered ?? null, to: address?.entered ?? null },
  })
  if (person.email !== null && person.email.confirmedAt !== null && person.email.canonical !== address?.canonical)
    d.mail({ kind: 'access_reset', formerAddress: person.email.entered }, `access_reset:${person.id}:${person.version}`)
  if (input.invite === undefined) return d.done()
  const invited = sendInvitation(d.person, input.invite, context)
  const reset = d.done()
  return { ...invited, events: [...reset.events, ...invited.events], jobs: [...reset.jobs, ...invited.jobs], endSessions: 'all' }
}
