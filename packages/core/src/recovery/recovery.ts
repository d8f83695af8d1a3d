// Forgotten password: one mail with link and code, one record.

import { requireAction } from '../account/guards.ts'
import type { Person } from '../account/person.ts'
import { isBlocked } from '../account/status.ts'
import type { Context } from '../event/context.ts'
import { type Decision, unchanged } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { issue, lengthen, newGeneration } from '../invitation/generation.ts'
import { mailInvitation } from '../invitation/invite.ts'
import { mayRenewItself } from '../invitation/self-service.ts'

export const RECOVERY_TTL_MS = 3_600_000
/** Asking again within this time repeats the same mail; later it is a new generation. */
export const RECOVERY_REPEAT_MS = 600_000
/** Wrong tries that burn the code; the link lives on. */
export const RECOVERY_CODE_TRIES = 5

/**
 * What follows when somebody asks for recovery under this person's name: `online` gets one mail, `invited` the invitation
 * again, everybody else nothing. The answer outside never depends on it.
 */
export const requestRecovery = (person: Person, input: { application: string }, context: Context): Decision => {
  if (isBlocked(person, context.now) || person.email === null) return unchanged(person)
  const d = draft(person, context)
  if (person.activatedAt !== null) {
    mailRecovery(d, input.application)
    return d.done()
  }
  if (person.invitation === null || !mayRenewItself(person, context.now)) return unchanged(person)
  const term = Math.max(person.invitation.expiresAt - person.invitation.lastActAt, 0)
  if (person.invitation.expiresAt <= context.now) {
    const renewed = newGeneration(person.invitation, 'invitation', { application: person.invitation.application, termMs: term }, context)
    d.change({ invitation: { ...renewed, lastActAt: person.invitation.lastActAt } })
  }
  const lastActAt = person.invitation.lastActAt
  mailInvitation(d, {})
  if (d.person.invitation !== null) d.change({ invitation: { ...d.person.invitation, lastActAt } })
  d.event({ type: 'invitation.self_renewed', data: {} })
  return d.done()
}

/** A manager has the mail sent; nobody but the mailbox sees what is in it. */
export const sendRecovery = (person: Person, input: { application: string }, context: Context): Decision => {
  requireAction('sendRecovery', person, context)
  const d = draft(person, context)
  mailRecovery(d, input.application)
  return d.done()
}

/**
 * The new password was set. Ends all sessions, other recoveries and a pending change of address; signs nobody in.
 * @throws FoyerError `link_invalid`, `link_expired`.
 */
export const completeRecovery = (person: Person, proof: { grantId: string; generation: number }, context: Context): Decision => {
  const grant = person.grants.find(({ id, purpose, endedAt }) => id === proof.grantId && purpose === 'recovery' && endedAt === null)
  if (grant === undefined || grant.generation !== proof.generation || person.activatedAt === null) throw new FoyerError('link_invalid')
  if (grant.expiresAt <= context.now) throw new FoyerError('link_expired')
  const d = draft(person, context)
  d.change({
    grants: person.grants.map((item) =>
      item.endedAt === null && (item.purpose === 'recovery' || item.purpose === 'email_change')
        ? { ...item, endedAt: context.now, endedReason: item === grant ? 'completed' : 'recovered' }
        : item,
    ),
    waitingEmail: null,
    credentialRevision: person.credentialRevision + 1,
    hasPassword: true,
  })
  d.endSessions('all')
  d.event({ type: 'recovery.completed', channel: 'email', data: { generation: grant.generation } })
  d.mail({ kind: 'recovery_done', application: grant.application ?? '' }, `recovery_done:${grant.id}:${grant.generation}`)
  return d.done()
}

const mailRecovery = (d: Draft, application: string): void => {
  const { context, person } = d
  const open = person.grants.find(({ purpose, endedAt }) => purpose === 'recovery' && endedAt === null)
  const repeats = open !== undefined && open.expiresAt > context.now && context.now - open.generation < RECOVERY_REPEAT_MS
  const grant = repeats
    ? lengthen(open, RECOVERY_TTL_MS, open.generation)
    : newGeneration(open ?? null, 'recovery', { application, termMs: RECOVERY_TTL_MS }, context)
  const issued = issue(grant, ['mail_link', 'mail_code'], person.emailRevision, context)
  d.change({ grants: [...person.grants.filter(({ id }) => id !== issued.id), issued] })
  if (!repeats) d.event({ type: 'recovery.requested', data: { generation: issued.generation } })
  d.mail({ kind: 'recovery', application, grantId: issued.id, generation: issued.generation }, `recovery:${issued.id}:${issued.generation}`)
}
