// A manager changes an address that nobody has confirmed.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { issue, newGeneration } from '../invitation/generation.ts'
import { mailInvitation } from '../invitation/invite.ts'
import { endInvitation } from '../invitation/renew-revoke.ts'
import { waitForConfirmation } from './change-own-email.ts'
import { withEmail } from './create-person.ts'
import { requireAction } from './guards.ts'
import type { Person } from './person.ts'

/** A confirmation link opens nothing else, so it may live long. */
export const CONFIRMATION_TTL_MS = 24 * 3_600_000

/**
 * Sets, changes or removes the address; that of somebody online by external id waits until its mailbox confirms it. Every secret mailed to the old one is dead; what was handed over lives.
 * An invitation that only a mail carried ends when the address is removed.
 * @throws FoyerError `email_confirmed`, `email_missing` (with `send` and no address), `email_unchanged`, `not_invited`.
 */
export const changeEmail = (
  person: Person,
  input: { email: { canonical: string; entered: string } | null; send?: 'invitation' | 'confirmation' | undefined },
  context: Context,
): Decision => {
  requireAction('changeEmail', person, context)
  if (input.email === null && input.send !== undefined) throw new FoyerError('email_missing', { userId: person.id })
  if (input.email?.entered === person.email?.entered && input.send === undefined) throw new FoyerError('email_unchanged')
  const d = draft(person, context)
  if (person.activatedAt !== null) {
    if (input.send === 'invitation') throw new FoyerError('already_online')
    if (input.email !== null) waitForConfirmation(d, input.email, 'manager')
    return d.done()
  }
  d.change({
    ...withEmail(person, input.email, 'manager', context.now),
    grants: person.grants.map((grant) =>
      grant.purpose === 'confirmation' && grant.endedAt === null
        ? { ...grant, endedAt: context.now, endedReason: 'address_changed' }
        : grant,
    ),
  })
  d.event({
    type: 'email.changed',
    data: { by: 'manager' },
    values: { from: person.email?.entered ?? null, to: input.email?.entered ?? null },
  })
  if (input.email === null && d.person.invitation !== null && d.person.invitation.carriers.length === 0) endInvitation(d, 'address_removed')
  if (input.send === 'invitation') {
    requireAction('send', d.person, context)
    mailInvitation(d, {})
  }
  if (input.send === 'confirmation') return sendConfirmation(d.person, context, d)
  return d.done()
}

/**
 * Mails a link that confirms the address and opens nothing else.
 * @throws FoyerError `email_missing`, `email_confirmed`, `email_bounced`, `email_refused`, `user_deactivated`.
 */
export const sendConfirmation = (person: Person, context: Context, begun?: ReturnType<typeof draft>): Decision => {
  requireAction('sendConfirmation', person, context)
  const d = begun ?? draft(person, context)
  const present = d.person.grants.find(
    ({ purpose, endedAt, expiresAt }) => purpose === 'confirmation' && endedAt === null && expiresAt > context.now,
  )
  const grant = present ?? newGeneration(null, 'confirmation', { application: null, termMs: CONFIRMATION_TTL_MS }, context)
  const issued = issue({ ...grant, expiresAt: context.now + CONFIRMATION_TTL_MS }, ['mail_link'], d.person.emailRevision, context)
  const { email } = d.person
  d.change({
    grants: [...d.person.grants.filter(({ id }) => id !== issued.id), issued],
    email: email === null ? null : { ...email, issuedAt: email.issuedAt ?? context.now },
  })
  d.event({ type: 'confirmation.sent', channel: 'email', data: { generation: issued.generation } })
  d.mail(
    { kind: 'confirmation', grantId: issued.id, generation: issued.generation },
    `confirmation:${issued.id}:${issued.generation}:${context.now}`,
  )
  return d.done()
}

/** Takes the mark of undeliverable mail away, so that sending is open again. Nothing happens without a mark. */
export const clearBounce = (person: Person, context: Context): Decision => {
  const d = draft(person, context)
  if (person.email === null || (person.email.bouncedAt === null && person.email.refusedAt === null)) return d.done()
  d.change({ email: { ...person.email, bouncedAt: null, refusedAt: null } })
  d.event({ type: 'email.bounce_cleared', data: {} })
  return d.done()
}
