// An address that waits beside an account in use: asked for, confirmed at its mailbox.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { DAY_MS, endedOf, issue, newGeneration } from '../invitation/generation.ts'
import { newEmail } from './create-person.ts'
import { requireAction } from './guards.ts'
import type { EmailFacts, Person } from './person.ts'
import { type GrantProof, requireGrant } from './require-grant.ts'
import { shownAddress } from './shown-address.ts'
import { isBlocked } from './status.ts'

/** The link and code mailed to a new address. */
export const EMAIL_CHANGE_TTL_MS = DAY_MS
/** How long the old mailbox may undo a change. */
export const UNDO_TTL_MS = 7 * DAY_MS

/**
 * The holder, re-authenticated, asks for another address. The old one stays in force until the new mailbox confirms.
 * @throws FoyerError `not_online`, `email_unchanged`; `email_confirmed` for anybody but the holder.
 */
export const requestEmailChange = (person: Person, address: { canonical: string; entered: string }, context: Context): Decision => {
  if (person.activatedAt === null || isBlocked(person, context.now)) throw new FoyerError('not_online')
  const byManager = context.actor.kind === 'user' || context.actor.kind === 'api_key'
  if (byManager) requireAction('changeEmail', person, context)
  if (address.canonical === person.email?.canonical) throw new FoyerError('email_unchanged')
  const d = draft(person, context)
  waitForConfirmation(d, address, byManager ? 'manager' : 'holder')
  return d.done()
}

/** Somebody else wants an address that this person has: only the mailbox learns of it. */
export const tellEmailInUse = (person: Person, input: { application: string }, context: Context): Decision => {
  const d = draft(person, context)
  d.mail({ kind: 'email_in_use', application: input.application }, `email_in_use:${person.id}:${context.now}`)
  return d.done()
}

/** Ends an earlier request, takes the address down as waiting, and mails it a link and a code. */
export const waitForConfirmation = (d: Draft, address: { canonical: string; entered: string }, by: EmailFacts['setBy']): void => {
  const { context, person } = d
  const revision = person.lastEmailRevision + 1
  const grant = newGeneration(null, 'email_change', { application: null, termMs: EMAIL_CHANGE_TTL_MS }, context)
  const issued = issue(grant, ['mail_link', 'mail_code'], revision, context)
  const { canonical, entered } = address
  d.change({
    lastEmailRevision: revision,
    waitingEmail: { canonical, entered, revision, requestedAt: context.now, by },
    grants: [...endedOf(person.grants, ['email_change'], context.now, 'replaced'), issued],
  })
  d.event({
    type: 'email.change_requested',
    data: { by },
    values: { to: shownAddress(person, { canonical, entered, setBy: by }, context.settings) },
  })
  d.mail(
    { kind: 'email_change_confirm', grantId: issued.id, generation: issued.generation },
    `email_change:${issued.id}:${issued.generation}`,
  )
}

/**
 * The new mailbox confirmed. The old one, where there was one, gets a notice with undo and stays reserved for 7 days. Of several
 * changes in that time each old mailbox keeps its own undo, and `formerEmail` names the first.
 * @throws FoyerError `link_invalid`, `link_expired`, `code_exhausted`.
 */
export const confirmEmailChange = (person: Person, proof: GrantProof & { revision: number }, context: Context): Decision => {
  const { waitingEmail, email: former } = person
  if (waitingEmail === null || waitingEmail.revision !== proof.revision) throw new FoyerError('link_invalid')
  requireGrant(person, 'email_change', proof, context)
  const { now, settings } = context
  const d = draft(person, context)
  const { canonical, entered, revision, by } = waitingEmail
  d.change({
    email: { ...newEmail({ canonical, entered }, by, now), issuedAt: now, confirmedAt: now },
    emailRevision: revision,
    waitingEmail: null,
    grants: endedOf(endedOf(person.grants, ['email_change'], now, 'completed'), ['recovery'], now, 'address_changed'),
  })
  const values = { from: shownAddress(person, former, settings), to: shownAddress(person, d.person.email, settings) }
  d.event({ type: 'email.changed', channel: 'email', data: { by }, values })
  d.event({ type: 'email.confirmed', channel: 'email', data: { revision } })
  if (former !== null) offerUndo(d, former, person.emailRevision)
  return d.done()
}

const offerUndo = (d: Draft, former: EmailFacts, revision: number): void => {
  const { context, person } = d
  const { canonical, entered, setBy } = former
  const undo = newGeneration(null, 'email_undo', { application: null, termMs: UNDO_TTL_MS }, context)
  const issued = issue({ ...undo, typedEmail: { canonical, entered, setBy } }, ['mail_link'], revision, context)
  const first = person.formerEmail !== null && person.formerEmail.undoUntil > context.now ? person.formerEmail : null
  d.change({
    formerEmail: first ?? { canonical, entered, changedAt: context.now, undoUntil: context.now + UNDO_TTL_MS },
    grants: [...person.grants, issued],
  })
  d.mail({ kind: 'email_change_notice', grantId: issued.id, generation: issued.generation }, `email_undo:${issued.id}`)
}
