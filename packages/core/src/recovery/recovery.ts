// Forgotten password: one mail with link and code, one record.

import { requireAction } from '../account/guards.ts'
import type { GrantFacts, Person } from '../account/person.ts'
import { type GrantProof, MAIL_CODE_TRIES, requireGrant } from '../account/require-grant.ts'
import { isBlocked } from '../account/status.ts'
import type { Context } from '../event/context.ts'
import { type Decision, unchanged } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { channelOf } from '../grant/carriers.ts'
import { beginGeneration } from '../invitation/begin-generation.ts'
import { DAY_MS, endedOf, hasLiveCarrier, isExpired, isIssued, issue, newGeneration } from '../invitation/generation.ts'
import { mailInvitation } from '../invitation/invite.ts'
import { givenTermMs, mayRenewItself } from '../invitation/self-service.ts'

export const RECOVERY_TTL_MS = 3_600_000
/** Asking again within this time repeats the same mail; later it is a new generation. */
export const RECOVERY_REPEAT_MS = 600_000
/** Wrong tries that burn the code; the link lives on. */
export const RECOVERY_CODE_TRIES = MAIL_CODE_TRIES

/**
 * What follows when somebody asks for recovery under this person's name, or for the invitation again: `online` gets one mail, `invited`
 * the invitation as it was mailed before, renewed for its old term when that is over; everybody else nothing. The answer outside never
 * depends on it. How often one may ask is the caller's to count.
 */
export const requestRecovery = (person: Person, input: { application: string }, context: Context): Decision => {
  if (isBlocked(person, context.now) || person.email === null) return unchanged(person)
  const d = draft(person, context)
  if (person.activatedAt !== null) {
    mailRecovery(d, input.application)
    return d.done()
  }
  const { invitation } = person
  if (invitation === null || !mayRenewItself(person, context.now)) return unchanged(person)
  const { lastActAt, application } = invitation
  const hasOnlyPassword = isIssued(invitation, 'initial_password', person) && !isIssued(invitation, 'mail_link', person)
  if (isExpired(invitation, context.now)) {
    beginGeneration(d, { application, termMs: givenTermMs(invitation) || context.settings.invitationDays * DAY_MS })
    d.event({ type: 'invitation.renewed', data: { application, because: 'self_service' } })
  }
  mailInvitation(d, hasOnlyPassword ? { initialPassword: { kind: 'generate' } } : {})
  if (d.person.invitation !== null) d.change({ invitation: { ...d.person.invitation, lastActAt } })
  d.event({ type: 'invitation.self_renewed', data: {} })
  return d.done()
}

/**
 * A manager has the mail sent; nobody but the mailbox sees what is in it.
 * @throws FoyerError `not_online`, `user_deactivated`, `email_missing`, `email_bounced`, `email_complained`, `email_refused`, `role_too_low`.
 */
export const sendRecovery = (person: Person, input: { application: string }, context: Context): Decision => {
  requireAction('sendRecovery', person, context)
  const d = draft(person, context)
  mailRecovery(d, input.application)
  return d.done()
}

/** What the holder set, and which of the passkeys on the account stay: all, unless the holder said. */
export type Recovered = { keepPasskeys?: readonly string[] | undefined } & (
  | { credential: 'password' }
  | { credential: 'passkey'; passkey: { id: string; name: string } }
)

/**
 * The new password or passkey was set. Ends all sessions, other recoveries and a pending change of address; signs nobody in. A new passkey
 * takes the place of the password, which nobody remembers or somebody knows.
 * @throws FoyerError `link_invalid`, `link_expired`, `code_exhausted`.
 */
export const completeRecovery = (
  person: Person,
  proof: GrantProof,
  context: Context,
  recovered: Recovered = { credential: 'password' },
): Decision => {
  const grant = requireGrant(person, 'recovery', proof, context)
  const isRight = proof.carrier === undefined ? hasLiveCarrier(grant, person) : isIssued(grant, proof.carrier, person)
  if (!isRight || person.activatedAt === null) throw new FoyerError('link_invalid')
  const { now } = context
  const d = draft(person, context)
  d.change({
    grants: endedOf(endedOf(person.grants, ['recovery'], now, 'completed'), ['email_change'], now, 'recovered'),
    waitingEmail: null,
    credentialRevision: person.credentialRevision + 1,
    hasPassword: recovered.credential === 'password',
    passkeys: [
      ...person.passkeys.filter(({ id }) => recovered.keepPasskeys?.includes(id) !== false),
      ...(recovered.credential === 'passkey' ? [{ ...recovered.passkey, createdAt: now }] : []),
    ],
  })
  d.endSessions('all')
  d.event({
    type: 'recovery.completed',
    channel: channelOfGrant(grant),
    data: { generation: grant.generation, credential: recovered.credential },
  })
  if (person.email !== null)
    d.mail({ kind: 'recovery_done', application: grant.application ?? '' }, `recovery_done:${grant.id}:${grant.generation}`)
  return d.done()
}

/** Mails link and code to the address on file: the same ones within ten minutes, a new generation later. */
export const mailRecovery = (d: Draft, application: string): void => {
  const { context, person } = d
  const open = person.grants.find(({ purpose, endedAt }) => purpose === 'recovery' && endedAt === null) ?? null
  const grant = open !== null && isRepeated(open, d) ? open : beginRecovery(d, open, application)
  d.mail(
    { kind: 'recovery', application, grantId: grant.id, generation: grant.generation },
    `recovery:${grant.id}:${grant.generation}:${context.now}`,
  )
}

const isRepeated = (open: GrantFacts, { context, person }: Draft): boolean =>
  isIssued(open, 'mail_link', person) && !isExpired(open, context.now) && context.now - open.generation < RECOVERY_REPEAT_MS

const beginRecovery = (d: Draft, open: GrantFacts | null, application: string): GrantFacts => {
  const grant = newGeneration(open, 'recovery', { application, termMs: RECOVERY_TTL_MS }, d.context)
  const issued = issue(grant, ['mail_link', 'mail_code'], d.person.emailRevision, d.context)
  d.change({ grants: [...d.person.grants.filter(({ id }) => id !== issued.id), issued] })
  d.event({ type: 'recovery.requested', data: { generation: issued.generation } })
  return issued
}

/** A grant's carriers are all mailed, or all handed over. */
const channelOfGrant = ({ carriers }: GrantFacts) => (carriers.some(({ carrier }) => channelOf(carrier) === 'email') ? 'email' : 'handover')
