// Renewing ends every carrier handed out before; revoking ends the invitation and its pending access.

import { requireAction } from '../account/guards.ts'
import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { beginGeneration } from './begin-generation.ts'
import { DAY_MS, endedOf } from './generation.ts'
import { mailInvitation } from './invite.ts'

/**
 * A new generation; with `send` its mail in the same step.
 * @throws FoyerError `not_invited`, `user_deactivated`; with `send` also `email_missing`, `email_bounced`, `email_complained`, `email_refused`, `role_too_low`.
 */
export const renewInvitation = (
  person: Person,
  input: { validDays?: number | undefined; send?: boolean | undefined },
  context: Context,
): Decision => {
  requireAction('renew', person, context)
  if (input.send === true) requireAction('send', person, context)
  const { invitation } = person
  if (invitation === null) throw new FoyerError('not_invited')
  const d = draft(person, context)
  const termMs = (input.validDays ?? context.settings.invitationDays) * DAY_MS
  beginGeneration(d, { application: invitation.application, termMs })
  d.event({ type: 'invitation.renewed', data: { application: invitation.application, because: 'asked' } })
  if (input.send === true) mailInvitation(d, {})
  return d.done()
}

/** @throws FoyerError `not_invited`. */
export const revokeInvitation = (person: Person, context: Context): Decision => {
  requireAction('revoke', person, context)
  const d = draft(person, context)
  endInvitation(d, 'revoked')
  return d.done()
}

/** Ends the open invitation, if there is one, and takes back what was pending unless told to keep it. The address's status stays. */
export const endInvitation = (d: Draft, because: string, { keepAccess = false }: { keepAccess?: boolean } = {}): void => {
  const { invitation, access, grants } = d.person
  const { now } = d.context
  if (invitation === null) return
  const left = keepAccess ? access : access.filter(({ pending }) => !pending)
  d.change({
    invitation: null,
    grants: [...endedOf(grants, ['email_proof'], now, because), { ...invitation, endedAt: now, endedReason: because }],
    access: left,
  })
  const withdrawn = access.filter((item) => !left.includes(item)).map(({ application }) => application)
  d.event({ type: 'invitation.revoked', data: { application: invitation.application, because, withdrawn } })
}
