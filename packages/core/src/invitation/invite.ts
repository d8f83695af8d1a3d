// Inviting: pending access, the one open invitation, and a carrier for it.

import type { Role } from '@foyer/contract'
import { requireApplication, requireRoleToGive, withAccess } from '../access/pending-access.ts'
import { actorRank, roleRank } from '../access/roles.ts'
import { requireAction } from '../account/guards.ts'
import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { type Draft, draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import type { Carrier, CarrierOf } from '../grant/carriers.ts'
import { DAY_MS, isExpired, issue, lengthen, MIN_PRINTED_MS, newGeneration } from './generation.ts'

export interface InviteInput {
  application: string
  role?: Role | undefined
  /** 1 to 90; `settings.invitationDays` when not given. */
  validDays?: number | undefined
  message?: string | undefined
}

/** A chosen password arrives hashed: its plain text never reaches a decision, an event or a job. */
export type InitialPasswordInput = { kind: 'generate' } | { kind: 'chosen'; hash: string; from: string }

/** What can be handed over in person. A sheet carries its link and the typed code. */
export type HandoverCarrier = Exclude<CarrierOf<'handover'>, 'chosen_password'>

/**
 * Sends the invitation by mail, or sends the same one again. After its term it is renewed.
 * @throws FoyerError `already_online`, `user_deactivated`, `email_missing`, `email_bounced`, `email_refused`,
 * `application_unknown`, `role_not_applicable`, `role_too_low`.
 */
export const sendInvitation = (
  person: Person,
  input: InviteInput & { initialPassword?: InitialPasswordInput | undefined },
  context: Context,
): Decision => {
  requireAction('send', person, context)
  const d = draft(person, context)
  openInvitation(d, input, termMs(input, context))
  mailInvitation(d, input)
  return d.done()
}

/**
 * Makes carriers that are shown, printed or copied. Anything printed lengthens the term to at least 60 days.
 * @throws FoyerError as `sendInvitation`, without those about the mailbox; `handover_owner_only` for managing applications.
 */
export const handOverInvitation = (
  person: Person,
  input: InviteInput & { carriers: readonly HandoverCarrier[] },
  context: Context,
): Decision => {
  requireAction('handOver', person, context)
  const application = requireApplication(context.settings, input.application)
  if (application.manages && actorRank(context.actor) < roleRank.owner) throw new FoyerError('handover_owner_only')
  const d = draft(person, context)
  const printed = input.carriers.includes('sheet')
  const days = input.validDays ?? (printed ? context.settings.printedInvitationDays : context.settings.invitationDays)
  openInvitation(d, input, printed ? Math.max(days * DAY_MS, MIN_PRINTED_MS) : days * DAY_MS)
  const { invitation } = d.person
  if (invitation === null) throw new FoyerError('not_invited')
  d.change({ invitation: issue(invitation, input.carriers, d.person.emailRevision, context) })
  markIssued(d)
  d.event({ type: 'invitation.handed_over', channel: 'handover', data: { application: input.application, carriers: [...input.carriers] } })
  return d.done()
}

const MAILED: readonly Carrier[] = ['mail_link', 'mail_code']
const PASSWORD_CARRIERS: Record<InitialPasswordInput['kind'], readonly Carrier[]> = {
  generate: ['initial_password'],
  chosen: ['chosen_password'],
}

/** Queues the mail for the open invitation and marks what stands in it as issued. The person must have an address. */
export const mailInvitation = (
  d: Draft,
  input: { message?: string | undefined; initialPassword?: InitialPasswordInput | undefined },
): void => {
  const { invitation } = d.person
  if (invitation === null || invitation.application === null) throw new FoyerError('not_invited')
  const password = input.initialPassword
  const carriers = password === undefined ? MAILED : PASSWORD_CARRIERS[password.kind]
  const chosenPassword = password?.kind === 'chosen' ? { hash: password.hash, from: password.from } : invitation.chosenPassword
  const issued = issue({ ...invitation, chosenPassword, lastActAt: d.context.now }, carriers, d.person.emailRevision, d.context)
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
    },
    `invitation:${invitation.id}:${invitation.generation}:${d.context.now}:${d.person.version}`,
  )
}

const termMs = (input: InviteInput, context: Context): number => (input.validDays ?? context.settings.invitationDays) * DAY_MS

/** Gives pending access and opens the invitation, keeps it, or renews it: after its term, and for a managing application. */
const openInvitation = (d: Draft, input: InviteInput, term: number): void => {
  const { context } = d
  const application = requireApplication(context.settings, input.application)
  const role = requireRoleToGive(d.person, application, input.role, context)
  const had = d.person.access.find((access) => access.application === application.key)
  const opensMore = application.manages && (had === undefined || had.role !== role)
  if (had === undefined || had.role !== role || had.via !== null) {
    d.change({ access: withAccess(d.person.access, application, role, { pending: true, now: context.now }) })
    d.event({ type: 'access.granted', data: { application: application.key, role, pending: true } })
  }
  const before = d.person.invitation
  if (before !== null && !isExpired(before, context.now) && !opensMore) {
    d.change({ invitation: { ...lengthen(before, term, context.now), application: application.key, lastActAt: context.now } })
    return
  }
  d.change({ invitation: newGeneration(before, 'invitation', { application: application.key, termMs: term }, context) })
  if (before !== null)
    d.event({ type: 'invitation.renewed', data: { application: application.key, because: opensMore ? 'access' : 'expired' } })
}

const markIssued = (d: Draft): void => {
  const { email } = d.person
  if (email === null || email.issuedAt !== null) return
  d.change({ email: { ...email, issuedAt: d.context.now } })
}
