// Every mail: whether it may go to an unproved address, and when its reason no longer holds.

import type { MailKind as ListedKind } from '@foyer/contract'
import { mailStop } from '../account/mail-stop.ts'
import type { GrantFacts, Instant, Person } from '../account/person.ts'
import { emailStatus, isBlocked } from '../account/status.ts'
import type { Carrier } from '../grant/carriers.ts'
import { isIssued } from '../invitation/generation.ts'
import { carrierOfWay, lastMailed, type MailedWay } from '../invitation/reminder.ts'

/** What became of a factor beside the password. */
export type FactorChange = 'passkey_added' | 'passkey_removed' | 'totp_added' | 'totp_removed' | 'backup_codes_made'

/** What a mail is for. No secret is in it: the sender derives those while rendering. */
export type MailIntent =
  | {
      kind: 'invitation'
      application: string
      grantId: string
      generation: number
      with: MailedWay
      message: string | null
      /** Revision of the address that it was to go to. */
      revision?: number | undefined
    }
  /** What was mailed before, once more: `at` is when that was planned. */
  | { kind: 'reminder'; application: string; grantId: string; generation: number; revision: number; at: Instant }
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
  | { kind: 'factor_changed'; change: FactorChange }
  /** `device` is what the browser said about itself; `at` is milliseconds. */
  | { kind: 'new_sign_in'; application: string; device: string; at: Instant }
  /** To the holder who wished to be erased, with the way back. */
  | { kind: 'erasure_planned'; grantId: string; generation: number }
  /** To an owner: the holder `about` wished to be erased. */
  | { kind: 'erasure_notice'; about: string; eraseAt: Instant }
  /** A test to oneself: what a mail of that kind says, with nothing in it that opens anything. */
  | { kind: 'sample'; of: MailedKind; locale: 'de' | 'en'; application: string; with: MailedWay; message: string | null }
  /** To whoever handed it over: too many wrong answers. `about` is the person that it was for. */
  | { kind: 'handover_stopped'; about: string }

export type MailKind = MailIntent['kind']

/** Kinds of mails that say something of their own. */
export type MailedKind = Exclude<MailKind, 'sample'>

type Verdict = 'send' | 'drop'

interface MailRule<I extends MailIntent> {
  /** It goes to the address on file. The others go to one that was typed, waits, or was replaced. */
  toAddressOnFile: boolean
  /** Such a mail may go to an address that nobody proved, and carries "Not for you?" where it can open something. */
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

/** The grant lives, and what stands in the mail is for the address that is on file now. */
const whileIssued =
  <I extends { grantId: string; generation: number }>(carrierOf: (intent: I) => Carrier) =>
  (person: Person, intent: I, now: Instant): Verdict => {
    const grant = openGrant(person, intent)
    return grant !== null && isIssued(grant, carrierOf(intent), person) ? whileGrantLives(person, intent, now) : 'drop'
  }

const whileOnline = (person: Person): Verdict => (person.activatedAt !== null && person.deletedAt === null ? 'send' : 'drop')
const whileAccess = (person: Person, intent: { application: string }, now: Instant): Verdict =>
  !isBlocked(person, now) && person.access.some((access) => access.application === intent.application && !access.pending) ? 'send' : 'drop'

/** There is an address on file, and nothing has come back from it. */
const takesMail = ({ email }: Person): boolean => email !== null && mailStop(email) === null

export const mailRules: { [K in ListedKind]: MailRule<Extract<MailIntent, { kind: K }>> } = {
  invitation: {
    toAddressOnFile: true,
    toUnproved: true,
    verdict: (person, intent, now) =>
      intent.revision !== undefined && intent.revision !== person.emailRevision
        ? 'drop'
        : whileIssued<typeof intent>((mail) => carrierOfWay[mail.with])(person, intent, now),
  },
  reminder: {
    toAddressOnFile: true,
    toUnproved: true,
    verdict: (person, intent, now) => {
      const grant = openGrant(person, intent)
      const mailed = grant === null || intent.revision !== person.emailRevision ? null : lastMailed(grant, person)
      // Whoever was sent the invitation again meanwhile needs no second mail.
      return mailed === null || mailed.at > intent.at ? 'drop' : whileGrantLives(person, intent, now)
    },
  },
  access_granted: { toAddressOnFile: true, toUnproved: false, verdict: whileAccess },
  welcome: {
    toAddressOnFile: true,
    toUnproved: false,
    verdict: (person, _, now) => (isBlocked(person, now) ? 'drop' : whileOnline(person)),
  },
  email_code: {
    toAddressOnFile: false,
    toUnproved: true,
    verdict: (person, intent, now) => {
      const typed = openGrant(person, intent)?.typedEmail?.canonical
      return typed === person.email?.canonical && !takesMail(person) ? 'drop' : whileGrantLives(person, intent, now)
    },
  },
  email_in_use: { toAddressOnFile: true, toUnproved: true, verdict: () => 'send' },
  confirmation: {
    toAddressOnFile: true,
    toUnproved: true,
    verdict: (person, intent, now) =>
      emailStatus(person.email) === 'confirmed' ? 'drop' : whileIssued(() => 'mail_link')(person, intent, now),
  },
  recovery: { toAddressOnFile: true, toUnproved: false, verdict: whileIssued(() => 'mail_link') },
  recovery_done: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  password_changed: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  password_disabled: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  email_change_confirm: { toAddressOnFile: false, toUnproved: true, verdict: whileGrantLives },
  email_change_notice: { toAddressOnFile: false, toUnproved: false, verdict: whileGrantLives },
  access_reset: { toAddressOnFile: false, toUnproved: false, verdict: () => 'send' },
  handover_stopped: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  sheet_opened: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  factor_changed: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  new_sign_in: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  erasure_planned: { toAddressOnFile: true, toUnproved: false, verdict: whileIssued(() => 'mail_link') },
  erasure_notice: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
  sample: { toAddressOnFile: true, toUnproved: false, verdict: whileOnline },
}

/**
 * Whether the reason for a mail still holds; `drop` also when mails to the address on file are stopped, or it is gone.
 * Mails to an address that is not on file (typed, waiting, former) are judged by their own rule alone.
 */
export const mailVerdict = (person: Person, intent: MailIntent, now: Instant): Verdict => {
  if (person.deletedAt !== null) return 'drop'
  const rule = mailRules[intent.kind] as MailRule<MailIntent>
  if (rule.toAddressOnFile) {
    if (!takesMail(person)) return 'drop'
    if (!rule.toUnproved && person.email?.confirmedAt == null) return 'drop'
  }
  return rule.verdict(person, intent, now)
}
