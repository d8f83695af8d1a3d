// Inviting: pending access, the one open invitation, and a carrier for it.

import type { Role } from '@foyer/contract'
import { managesSomething } from '../access/manages-something.ts'
import { requireApplication } from '../access/pending-access.ts'
import { actorRank, requireRole, roleForAction, roleRank } from '../access/roles.ts'
import { recoversBySheet, requireAction } from '../account/guards.ts'
import type { Instant, Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import type { Carrier, CarrierOf } from '../grant/carriers.ts'
import { handOverRecovery } from '../recovery/hand-over-recovery.ts'
import { beginGeneration } from './begin-generation.ts'
import { DAY_MS, issue, MIN_PRINTED_MS } from './generation.ts'
import { hasHandoverAnswer } from './handover-question.ts'
import { openInvitation } from './open-invitation.ts'
import { wasMailedLately } from './reminder.ts'

export interface InviteInput {
  application: string
  role?: Role | undefined
  /** 1 to 90; `settings.invitationDays` when not given. */
  validDays?: number | undefined
  message?: string | undefined
  /** When the mail leaves; at once when not given. The term begins then. */
  sendAt?: Instant | undefined
  /** Refuses whoever was mailed an invitation since. */
  coolDownMs?: number | undefined
}

/** A chosen password arrives hashed: its plain text never reaches a decision, an event or a job. */
export type InitialPasswordInput = { kind: 'generate' } | { kind: 'chosen'; hash: string; from: string }

/** What can be handed over in person. A sheet carries its link and the typed code. */
export type HandoverCarrier = Exclude<CarrierOf<'handover'>, 'chosen_password'>

/**
 * Sends the invitation by mail, or sends the same one again. After its term it is renewed. A chosen password is handed over by whoever
 * chose it, so for managing applications it is an owner's to choose.
 * @throws FoyerError `already_online`, `user_deactivated`, `email_missing`, `email_bounced`, `email_complained`, `email_refused`,
 * `application_unknown`, `role_not_applicable`, `role_too_low`, `handover_owner_only`, `invited_lately`.
 */
export const sendInvitation = (
  person: Person,
  input: InviteInput & { initialPassword?: InitialPasswordInput | undefined },
  context: Context,
): Decision => {
  requireAction('send', person, context)
  if (wasMailedLately(person, input.coolDownMs ?? 0, context.now)) throw new FoyerError('invited_lately')
  const d = draft(person, context)
  openInvitation(d, input, termMs(input, context))
  if (input.initialPassword?.kind === 'chosen') requireMayHandOver(d)
  mailInvitation(d, input)
  return d.done()
}

/**
 * Makes carriers that are shown, printed or copied; a sheet always has the typed code on it. Anything printed lengthens the term to at
 * least 60 days. For somebody online who has no mailbox it is their recovery, and gives no access.
 * @throws FoyerError as `sendInvitation`, without those about the mailbox; `handover_answer_missing` where what `handoverAsks` names is not on file.
 */
export const handOverInvitation = (
  person: Person,
  input: InviteInput & { carriers: readonly HandoverCarrier[] },
  context: Context,
): Decision => {
  requireAction('handOver', person, context)
  requireApplication(context.settings, input.application)
  const d = draft(person, context)
  const printed = input.carriers.includes('sheet')
  const carriers = printed ? [...new Set<HandoverCarrier>([...input.carriers, 'code'])] : [...input.carriers]
  const days = input.validDays ?? (printed ? context.settings.printedInvitationDays : context.settings.invitationDays)
  const term = printed ? Math.max(days * DAY_MS, MIN_PRINTED_MS) : days * DAY_MS
  if (recoversBySheet(person)) {
    requireAnswerOnFile(d)
    handOverRecovery(d, { application: input.application, carriers, termMs: term })
    return d.done()
  }
  renewWhenStopped(d, term)
  openInvitation(d, input, term)
  requireMayHandOver(d)
  requireAnswerOnFile(d)
  if (d.person.access !== person.access) requireRole(context.actor, roleForAction.send)
  const { invitation } = d.person
  if (invitation === null) throw new FoyerError('not_invited')
  d.change({ invitation: issue(invitation, carriers, d.person.emailRevision, context) })
  markIssued(d)
  d.event({ type: 'invitation.handed_over', channel: 'handover', data: { application: input.application, carriers } })
  return d.done()
}

const requireMayHandOver = ({ person, context }: Draft): void => {
  if (managesSomething(person, context.settings) && actorRank(context.actor) < roleRank.owner) throw new FoyerError('handover_owner_only')
}

/** Paper that was stopped stays dead: the next sheet is of another generation. */
const renewWhenStopped = (d: Draft, term: number): void => {
  const { invitation } = d.person
  if (invitation?.handoverStoppedAt == null) return
  beginGeneration(d, { application: invitation.application, termMs: term })
  d.event({ type: 'invitation.renewed', data: { application: invitation.application, because: 'handover_stopped' } })
}

const requireAnswerOnFile = ({ person, context }: Draft): void => {
  if (!hasHandoverAnswer(person, context.settings)) throw new FoyerError('handover_answer_missing', { userId: person.id })
}

const MAILED: readonly Carrier[] = ['mail_link', 'mail_code']
const PASSWORD_CARRIERS: Record<InitialPasswordInput['kind'], readonly Carrier[]> = {
  generate: ['initial_password'],
  chosen: ['chosen_password'],
}

/** Queues the mail for the open invitation and marks what stands in it as issued. The person must have an address. */
export const mailInvitation = (
  d: Draft,
  input: { message?: string | undefined; sendAt?: Instant | undefined; initialPassword?: InitialPasswordInput | undefined },
): void => {
  const { invitation } = d.person
  if (invitation === null || invitation.application === null) throw new FoyerError('not_invited')
  const password = input.initialPassword
  const carriers = password === undefined ? MAILED : PASSWORD_CARRIERS[password.kind]
  const chosenPassword = password?.kind === 'chosen' ? { hash: password.hash, from: password.from } : invitation.chosenPassword
  const issued = issue({ ...invitation, chosenPassword, lastActAt: d.context.now }, carriers, d.person.emailRevision, {
    ...d.context,
    now: input.sendAt ?? d.context.now,
  })
  d.change({ invitation: issued })
  markIssued(d)
  const way = password === undefined ? 'link' : password.kind === 'generate' ? 'initial_password' : 'chosen_password'
  d.event({
    type: 'invitation.sent',
    channel: 'email',
    data: { application: invitation.application, generation: invitation.generation, with: way },
  })
  d.mail(
    {
      kind: 'invitation',
      application: invitation.application,
      grantId: invitation.id,
      generation: invitation.generation,
      with: way,
      message: input.message ?? null,
      revision: d.person.emailRevision,
    },
    `invitation:${invitation.id}:${invitation.generation}:${d.context.now}:${d.person.version}`,
    input.sendAt,
  )
}

const termMs = (input: InviteInput, context: Context): number =>
  (input.validDays ?? context.settings.invitationDays) * DAY_MS + Math.max(0, (input.sendAt ?? context.now) - context.now)

const markIssued = (d: Draft): void => {
  const { email } = d.person
  if (email === null || email.issuedAt !== null) return
  d.change({ email: { ...email, issuedAt: d.context.now } })
}
