// A manager changes an address that nobody has confirmed.

import { withoutCode } from '../activation/prove-address.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { formOf } from '../grant/carriers.ts'
import { DAY_MS, endedOf, issue, lengthen, newGeneration } from '../invitation/generation.ts'
import { mailInvitation } from '../invitation/invite.ts'
import { extendInvitation } from '../invitation/open-invitation.ts'
import { endInvitation } from '../invitation/renew-revoke.ts'
import { waitForConfirmation } from './change-own-email.ts'
import { withEmail } from './create-person.ts'
import { requireAction, requireManaging } from './guards.ts'
import { mailStop } from './mail-stop.ts'
import type { GrantFacts, Person } from './person.ts'
import { shownAddress } from './shown-address.ts'

/** A confirmation link opens nothing else, so it may live long. */
export const CONFIRMATION_TTL_MS = 24 * 3_600_000

interface Address {
  canonical: string
  entered: string
}

/**
 * Sets, changes or removes the address; that of somebody online by external id waits until its mailbox confirms it. Every secret
 * mailed to the old one is dead; what was handed over lives. Another spelling of the same address changes nothing else. An invitation
 * that only a mail carried ends when the address is removed.
 * @throws FoyerError `email_confirmed`, `email_missing` (with `send` and no address), `email_unchanged` (without `send`), `not_invited`,
 * `user_deactivated`, and those of sending.
 */
export const changeEmail = (
  person: Person,
  input: { email: Address | null; send?: 'invitation' | 'confirmation' | undefined },
  context: Context,
): Decision => {
  requireAction('changeEmail', person, context)
  const { email, send } = input
  if (email === null && send !== undefined) throw new FoyerError('email_missing', { userId: person.id })
  if (email?.entered === person.email?.entered && send === undefined) throw new FoyerError('email_unchanged')
  const d = draft(person, context)
  if (person.activatedAt !== null) {
    if (send === 'invitation') throw new FoyerError('already_online')
    if (email !== null) waitForConfirmation(d, email, 'manager')
    return d.done()
  }
  if (email?.entered !== person.email?.entered) putOnFile(d, email)
  if (send === 'invitation') {
    requireAction('send', d.person, context)
    sendAgain(d)
  }
  if (send === 'confirmation') return sendConfirmation(d.person, context, d)
  return d.done()
}

const putOnFile = (d: Draft, address: Address | null): void => {
  const { person, context } = d
  const before = person.email
  if (before !== null && before.canonical === address?.canonical) d.change({ email: { ...before, entered: address.entered } })
  else {
    const isMailedThere = ({ typedEmail }: GrantFacts) => typedEmail !== null && typedEmail.canonical === before?.canonical
    const grants = person.grants.map((grant) => (isMailedThere(grant) ? withoutCode(grant, context.now) : grant))
    d.change({
      ...withEmail(person, address, 'manager', context.now),
      grants: endedOf(grants, ['confirmation'], context.now, 'address_changed'),
    })
  }
  d.event({
    type: 'email.changed',
    data: { by: 'manager' },
    values: { from: shownAddress(person, before, context.settings), to: address?.entered ?? null },
  })
  if (address === null && !isCarried(d.person)) endInvitation(d, 'address_removed')
}

/** Something is left that opens the invitation of somebody without an address: a chosen password needs a name to sign in with. */
const isCarried = ({ invitation }: Person): boolean => invitation?.carriers.some(({ carrier }) => formOf(carrier) !== 'chosen') === true

const sendAgain = (d: Draft): void => {
  const { invitation } = d.person
  if (invitation === null || invitation.application === null) throw new FoyerError('not_invited')
  const termMs = d.context.settings.invitationDays * DAY_MS
  extendInvitation(d, { application: invitation.application, termMs, opensMore: false })
  mailInvitation(d, {})
}

/**
 * Mails a link that confirms the address and opens nothing else; again the same link, for another 24 hours.
 * @throws FoyerError `email_missing`, `email_confirmed`, `email_bounced`, `email_complained`, `email_refused`, `user_deactivated`.
 */
export const sendConfirmation = (person: Person, context: Context, begun?: Draft): Decision => {
  requireAction('sendConfirmation', person, context)
  const d = begun ?? draft(person, context)
  const { email, grants, emailRevision } = d.person
  const open = grants.find(({ purpose, endedAt }) => purpose === 'confirmation' && endedAt === null) ?? null
  const grant =
    open !== null && open.expiresAt > context.now
      ? lengthen(open, CONFIRMATION_TTL_MS, context.now)
      : newGeneration(open, 'confirmation', { application: null, termMs: CONFIRMATION_TTL_MS }, context)
  const issued = issue(grant, ['mail_link'], emailRevision, context)
  d.change({
    grants: [...grants.filter(({ id }) => id !== issued.id), issued],
    email: email === null ? null : { ...email, issuedAt: email.issuedAt ?? context.now },
  })
  d.event({ type: 'confirmation.sent', channel: 'email', data: { generation: issued.generation } })
  d.mail(
    { kind: 'confirmation', grantId: issued.id, generation: issued.generation },
    `confirmation:${issued.id}:${issued.generation}:${context.now}`,
  )
  return d.done()
}

/**
 * Takes the marks of undeliverable and unwanted mail away, so that sending is open again. Nothing happens without a mark.
 * @throws FoyerError `role_too_low`, `user_not_found`.
 */
export const clearBounce = (person: Person, context: Context): Decision => {
  requireManaging(person, context)
  const d = draft(person, context)
  if (person.email === null || mailStop(person.email) === null) return d.done()
  d.change({ email: { ...person.email, bouncedAt: null, complainedAt: null, refusedAt: null } })
  d.event({ type: 'email.bounce_cleared', data: {} })
  return d.done()
}
