// Every mail: whether it may go to an unproved address, and when its reason no longer holds.

import type { GrantFacts, Instant, Person } from '../account/person.ts'
import { emailStatus, isBlocked } from '../account/status.ts'

/** What a mail is for. No secret is in it: the sender derives those while rendering. */
export type MailIntent =
  | {
      kind: 'invitation'
      application: string
      grantId: string
      generation: number
      with: 'link' | 'initial_password' | 'chosen_password'
      message: string | null
    }
  | { kind: 'access_granted'; application: string }
  | { kind: 'welcome'; application: string }
  | { kind: 'email_code'; application: string; grantId: string; generation: number }
  | { kind: 'email_in_use'; application: string }
  | { kind: 'confirmation'; grantId: string; generation: number }
  | { kind: 'recovery'; application: string; grantId: string; generation: number }
  | { kind: 'recovery_done'; application: string }
  | { kind: 'password_changed' }
  | { kind: 'password_disabled'; application: string }
  | { kind: 'email_change_confirm'; grantId: string; generation: number }
  | { kind: 'email_change_notice'; grantId: string; generation: number }
  | { kind: 'access_reset'; formerAddress: string }
  | { kind: 'sheet_opened'; application: string }

export type MailKind = MailIntent['kind']

type Verdict = 'send' | 'drop'

interface MailRule<I extends MailIntent> {
  /** Such a mail carries "Not for you?" and may go to an address that nobody proved. */
  toUnproved: boolean
  /** Asked right before sending, of the person as they are then. */
  verdict: (person: Person, intent: I, now: Instant) => Verdict
}

const openGrant = (person: Person, intent: { grantId: string; generation: number }): GrantFacts | null => {
  const grants = person.invitation === null ? person.grants : [person.invitation, ...person.grants]
  return grants.find((grant) => grant.id === intent.grantId && grant.generation === intent.generation && grant.endedAt === null) ?? null
}

const whileGrantLives = (person: Person, intent: { grantId: string; generation: number }, now: Instant): Verdict => {
  const grant = openGrant(person, intent)
  return grant !== null && grant.expiresAt > now && !isBlocked(person, now) ? 'send' : 'drop'
}

const whileOnline = (person: Person): Verdict => (person.activatedAt !== null && person.deletedAt === null ? 'send' : 'drop')
const whileAccess = (person: Person, intent: { application: string }, now: Instant): Verdict =>
  !isBlocked(person, now) && person.access.some((access) => access.application === intent.application && !access.pending) ? 'send' : 'drop'

export const mailRules: { [K in MailKind]: MailRule<Extract<MailIntent, { kind: K }>> } = {
  invitation: { toUnproved: true, verdict: whileGrantLives },
  access_granted: { toUnproved: false, verdict: whileAccess },
  welcome: { toUnproved: false, verdict: whileOnline },
  email_code: { toUnproved: true, verdict: whileGrantLives },
  email_in_use: { toUnproved: false, verdict: whileOnline },
  confirmation: {
    toUnproved: true,
    verdict: (person, intent, now) => (emailStatus(person.email) === 'confirmed' ? 'drop' : whileGrantLives(person, intent, now)),
  },
  recovery: { toUnproved: false, verdict: whileGrantLives },
  recovery_done: { toUnproved: false, verdict: whileOnline },
  password_changed: { toUnproved: false, verdict: whileOnline },
  password_disabled: { toUnproved: false, verdict: whileOnline },
  email_change_confirm: { toUnproved: true, verdict: whileGrantLives },
  email_change_notice: { toUnproved: false, verdict: whileGrantLives },
  access_reset: { toUnproved: true, verdict: () => 'send' },
  sheet_opened: { toUnproved: false, verdict: whileOnline },
}

/**
 * Whether the reason for a mail still holds; `drop` also when the address on file bounced, was refused or is gone.
 * Mails to an address that is not on file (typed, waiting, former) are judged by their own rule alone.
 */
export const mailVerdict = (person: Person, intent: MailIntent, now: Instant): Verdict => {
  if (person.deletedAt !== null) return 'drop'
  if (intent.kind !== 'access_reset' && intent.kind !== 'email_code' && intent.kind !== 'email_change_confirm') {
    if (person.email === null || person.email.bouncedAt !== null || person.email.refusedAt !== null) return 'drop'
    if (!mailRules[intent.kind].toUnproved && person.email.confirmedAt === null) return 'drop'
  }
  const rule = mailRules[intent.kind] as MailRule<MailIntent>
  return rule.verdict(person, intent, now)
}
