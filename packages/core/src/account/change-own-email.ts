// An address that waits beside an account in use: asked for, confirmed at its mailbox, undone from the old one.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { DAY_MS, issue, newGeneration } from '../invitation/generation.ts'
import { newEmail } from './create-person.ts'
import { endGrants } from './deactivate.ts'
import type { Person } from './person.ts'

/** The link and code mailed to a new address. */
export const EMAIL_CHANGE_TTL_MS = DAY_MS
/** How long the old mailbox may undo a change. */
export const UNDO_TTL_MS = 7 * DAY_MS

/** The holder, re-authenticated, asks for another address. The old one stays in force until the new mailbox confirms. */
export const requestEmailChange = (person: Person, address: { canonical: string; entered: string }, context: Context): Decision => {
  if (person.activatedAt === null || person.deactivatedAt !== null) throw new FoyerError('not_online')
  if (address.canonical === person.email?.canonical) throw new FoyerError('email_unchanged')
  const d = draft(person, context)
  waitForConfirmation(d, address, 'holder')
  return d.done()
}

/** Ends an earlier request, takes the address down as waiting, and mails it a link and a code. */
export const waitForConfirmation = (d: Draft, address: { canonical: string; entered: string }, by: 'manager' | 'holder'): void => {
  const { context } = d
  endPurpose(d, 'email_change', 'replaced')
  const revision = d.person.lastEmailRevision + 1
  const grant = newGeneration(null, 'email_change', { application: null, termMs: EMAIL_CHANGE_TTL_MS }, context)
  const issued = issue(grant, ['mail_link', 'mail_code'], revision, context)
  d.change({
    lastEmailRevision: revision,
    waitingEmail: { canonical: address.canonical, entered: address.entered, revision, requestedAt: context.now, by },
    grants: [...d.person.grants, issued],
  })
  d.event({ type: 'email.change_requested', data: { by }, values: { to: address.entered } })
  d.mail(
    { kind: 'email_change_confirm', grantId: issued.id, generation: issued.generation },
    `email_change:${issued.id}:${issued.generation}`,
  )
}

/** The new mailbox confirmed. The old one, where there was one, gets a notice with undo and stays reserved for 7 days. */
export const confirmEmailChange = (
  person: Person,
  proof: { grantId: string; generation: number; revision: number },
  context: Context,
): Decision => {
  const { waitingEmail } = person
  const grant = person.grants.find(({ id, purpose, endedAt }) => id === proof.grantId && purpose === 'email_change' && endedAt === null)
  if (waitingEmail === null || grant === undefined || grant.generation !== proof.generation || waitingEmail.revision !== proof.revision)
    throw new FoyerError('link_invalid')
  if (grant.expiresAt <= context.now) throw new FoyerError('link_expired')
  const d = draft(person, context)
  endPurpose(d, 'email_change', 'completed')
  endPurpose(d, 'recovery', 'address_changed')
  const former = person.email
  d.change({
    email: {
      ...newEmail({ canonical: waitingEmail.canonical, entered: waitingEmail.entered }, waitingEmail.by, context.now),
      issuedAt: context.now,
      confirmedAt: context.now,
    },
    emailRevision: waitingEmail.revision,
    waitingEmail: null,
  })
  d.event({
    type: 'email.changed',
    channel: 'email',
    data: { by: waitingEmail.by },
    values: { from: former?.entered ?? null, to: waitingEmail.entered },
  })
  d.event({ type: 'email.confirmed', channel: 'email', data: { revision: waitingEmail.revision } })
  if (former === null) return d.done()
  const undo = newGeneration(null, 'email_undo', { application: null, termMs: UNDO_TTL_MS }, context)
  const issued = issue(undo, ['mail_link'], person.emailRevision, context)
  d.change({
    formerEmail: { canonical: former.canonical, entered: former.entered, changedAt: context.now, undoUntil: context.now + UNDO_TTL_MS },
    grants: [...d.person.grants, issued],
  })
  d.mail({ kind: 'email_change_notice', grantId: issued.id, generation: issued.generation }, `email_undo:${issued.id}`)
  return d.done()
}

/** The old mailbox undoes the change: sessions and later changes go, the credentials set since count no more. */
export const undoEmailChange = (person: Person, proof: { grantId: string; generation: number }, context: Context): Decision => {
  const { formerEmail } = person
  const grant = person.grants.find(({ id, purpose, endedAt }) => id === proof.grantId && purpose === 'email_undo' && endedAt === null)
  if (formerEmail === null || grant === undefined || grant.generation !== proof.generation) throw new FoyerError('link_invalid')
  if (grant.expiresAt <= context.now) throw new FoyerError('link_expired')
  const d = draft(person, context)
  endGrants(d, 'undone')
  d.endSessions('all')
  d.change({
    email: {
      ...newEmail({ canonical: formerEmail.canonical, entered: formerEmail.entered }, 'holder', context.now),
      issuedAt: context.now,
      confirmedAt: context.now,
    },
    emailRevision: person.lastEmailRevision + 1,
    lastEmailRevision: person.lastEmailRevision + 1,
    waitingEmail: null,
    formerEmail: null,
    credentialRevision: person.credentialRevision + 1,
  })
  d.event({
    type: 'email.change_undone',
    channel: 'email',
    data: {},
    values: { from: person.email?.entered ?? null, to: formerEmail.entered },
  })
  return d.done()
}

const endPurpose = (d: Draft, purpose: string, reason: string): void => {
  d.change({
    grants: d.person.grants.map((grant) =>
      grant.purpose === purpose && grant.endedAt === null ? { ...grant, endedAt: d.context.now, endedReason: reason } : grant,
    ),
  })
}
