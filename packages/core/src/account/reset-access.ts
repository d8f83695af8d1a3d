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
import { shownAddress } from './shown-address.ts'

/**
 * Ends credentials, factors, sessions, grants, activation and confirmation; takes a new address in the same step (`undefined` keeps the
 * present one), tells the old one, invites. Access stays as pending while invited, and is withdrawn otherwise.
 * @throws FoyerError `role_too_low` below owner, `not_online`, `own_account`, `user_deactivated`, and those of an invitation.
 */
export const resetAccess = (
  person: Person,
  input: { reason: string; email?: { canonical: string; entered: string } | null | undefined; invite?: InviteInput | undefined },
  context: Context,
): Decision => {
  requireAction('resetAccess', person, context)
  const { email: former } = person
  const d = draft(person, context)
  endInvitation(d, 'access_reset', { keepAccess: true })
  endGrants(d, 'access_reset')
  d.endSessions('all')
  const address = input.email === undefined ? former : input.email
  const setBy = input.email === undefined ? (former?.setBy ?? 'manager') : 'manager'
  const access = input.invite === undefined ? [] : person.access.map((item) => ({ ...item, pending: true, profileDoneAt: null }))
  d.change({
    activatedAt: null,
    eraseAt: null,
    signInName: null,
    credentialRevision: person.credentialRevision + 1,
    hasPassword: false,
    passkeys: [],
    totpSince: null,
    ...withEmail(d.person, address, setBy, context.now),
    waitingEmail: null,
    formerEmail: null,
    access,
  })
  d.event({
    type: 'user.access_reset',
    data: {},
    values: {
      reason: input.reason,
      from: shownAddress(person, former, context.settings),
      to: shownAddress(person, d.person.email, context.settings),
    },
  })
  if (access.length < person.access.length)
    d.event({ type: 'access.withdrawn', data: { applications: person.access.map(({ application }) => application) } })
  if (former !== null && former.confirmedAt !== null && former.canonical !== address?.canonical)
    d.mail({ kind: 'access_reset', formerAddress: former.entered }, `access_reset:${person.id}:${person.version}`)
  if (input.invite === undefined) return d.done()
  const invited = sendInvitation(d.person, input.invite, context)
  const reset = d.done()
  return { ...invited, events: [...reset.events, ...invited.events], jobs: [...reset.jobs, ...invited.jobs], endSessions: 'all' }
}
