// Makes the message of a mail: facts of the person as they are now, and secrets derived this moment.

import {
  DAY_MS,
  formatGroups,
  formatInitialPassword,
  type GrantFacts,
  lastMailed,
  type MailedWay,
  type MailIntent,
  maskAddress,
  type Person,
  TYPED_REVISION,
} from '@foyer/core'
import type { Deps } from '../deps.ts'
import { addressOf } from '../flow/sign-in.ts'
import type { InvitationEntry, MailMessage } from '../mail/messages.ts'
import { namesApplication, sampleMessage } from '../mail/sample-message.ts'
import type { Locale } from '../text.ts'

export interface Composed {
  message: MailMessage
  /** The stored spelling that the mail goes to. */
  to: string
  application: string | null
  /** A mail that is only looked at, in the language that was chosen. */
  sample?: Locale
}

/** `null` when there is nobody to write to any more, or what the mail would carry opens nothing any more: the mail is dropped. */
export const composeMessage = (
  deps: Pick<Deps, 'config' | 'secrets'>,
  person: Person,
  intent: MailIntent,
  now: number,
  /** Whom a mail to an admin is about. */
  about: Person | null = null,
): Composed | null => {
  const name = person.profile.firstName
  const to = person.email?.entered ?? null
  const at = new Date(now)
  const recoverUrl = `${deps.config.url}/recover`
  const grant = 'grantId' in intent ? openGrant(person, intent) : null
  if (grant !== null && !deps.secrets.canDerive(grant)) return null
  const expiresAt = new Date(grant?.expiresAt ?? now)
  const application = 'application' in intent ? intent.application : null
  const addressed = (message: MailMessage, address: string | null = to): Composed | null =>
    address === null ? null : { message, to: address, application }
  switch (intent.kind) {
    case 'invitation': {
      const entry = grant === null ? null : invitationEntry(deps, person, grant, intent.with)
      return entry === null
        ? null
        : addressed({
            kind: 'invitation',
            data: { name, refuseLink: refuseLinkOf(deps, person, grant), entry, expiresAt, message: intent.message },
          })
    }
    case 'reminder': {
      const mailed = grant === null ? null : lastMailed(grant, person)
      const entry = grant === null || mailed === null ? null : invitationEntry(deps, person, grant, mailed.way)
      return entry === null
        ? null
        : addressed({ kind: 'reminder', data: { name, refuseLink: refuseLinkOf(deps, person, grant), entry, expiresAt } })
    }
    case 'sample': {
      const { of, locale, with: way, message } = intent
      const term = now + deps.config.settings.invitationDays * DAY_MS
      const facts = { url: deps.config.url, locale, name, address: to ?? '', now, expiresAt: term, with: way, message }
      const sample = addressed(sampleMessage(of, facts))
      return sample === null ? null : { ...sample, application: namesApplication(of) ? application : null, sample: locale }
    }
    case 'access_granted':
      return addressed({ kind: 'access_granted', data: { name, signInName: to ?? '' } })
    case 'welcome':
      return addressed({ kind: 'welcome', data: { name, signInName: to ?? '' } })
    case 'email_code': {
      const typed = grant?.typedEmail ?? null
      if (grant === null || typed === null) return null
      const code = deps.secrets.mailCode(grant, { canonical: typed.canonical, revision: TYPED_REVISION })
      return addressed(
        {
          kind: 'email_code',
          data: {
            name,
            refuseLink: refusalOf(deps, grant, { canonical: typed.canonical, revision: TYPED_REVISION }),
            code: formatGroups(code, 4),
            expiresAt,
          },
        },
        typed.entered,
      )
    }
    case 'email_in_use':
      return addressed({ kind: 'email_in_use', data: { refuseLink: null } })
    case 'confirmation': {
      const address = addressOf(person)
      if (grant === null || address === null) return null
      return addressed({
        kind: 'confirmation',
        data: { name, refuseLink: refuseLinkOf(deps, person, grant), link: linkOf(deps, grant, address), expiresAt },
      })
    }
    case 'recovery': {
      const address = addressOf(person)
      if (grant === null || address === null) return null
      const code = formatGroups(deps.secrets.mailCode(grant, address), 4)
      return addressed({ kind: 'recovery', data: { name, link: linkOf(deps, grant, address), code, expiresAt } })
    }
    case 'recovery_done':
      return addressed({ kind: 'recovery_done', data: { name, at, recoverUrl } })
    case 'password_changed':
      return addressed({ kind: 'password_changed', data: { name, at, recoverUrl } })
    case 'password_disabled':
      return addressed({ kind: 'password_disabled', data: { name, at, recoverUrl } })
    case 'email_change_confirm': {
      const { waitingEmail } = person
      if (grant === null || waitingEmail === null) return null
      const link = linkOf(deps, grant, waitingEmail)
      const code = formatGroups(deps.secrets.mailCode(grant, waitingEmail), 4)
      return addressed(
        { kind: 'email_change_confirm', data: { name, refuseLink: refusalOf(deps, grant, waitingEmail), link, code, expiresAt } },
        waitingEmail.entered,
      )
    }
    case 'email_change_notice': {
      const formerEmail = grant?.typedEmail ?? person.formerEmail
      if (grant === null || formerEmail === null) return null
      const issued = grant.carriers.find(({ carrier }) => carrier === 'mail_link')
      const undoLink = linkOf(deps, grant, { canonical: formerEmail.canonical, revision: issued?.revision ?? 0 })
      const newAddress = person.email === null ? '' : maskAddress(person.email.canonical)
      return addressed({ kind: 'email_change_notice', data: { name, at, newAddress, undoLink, expiresAt } }, formerEmail.entered)
    }
    case 'access_reset':
      return addressed({ kind: 'access_reset', data: { name, at } }, intent.formerAddress)
    case 'factor_changed':
      return addressed({ kind: 'factor_changed', data: { name, change: intent.change, at, recoverUrl } })
    case 'new_sign_in':
      return addressed({ kind: 'new_sign_in', data: { name, device: intent.device, at: new Date(intent.at), recoverUrl } })
    case 'erasure_planned': {
      const address = addressOf(person)
      if (grant === null || address === null || person.eraseAt === null) return null
      return addressed({
        kind: 'erasure_planned',
        data: { name, at: new Date(person.eraseAt), keepLink: linkOf(deps, grant, address), recoverUrl },
      })
    }
    case 'erasure_notice':
      return about?.eraseAt == null
        ? null
        : addressed({ kind: 'erasure_notice', data: { name, who: nameOf(about), at: new Date(intent.eraseAt) } })
    case 'handover_stopped':
      return about === null ? null : addressed({ kind: 'handover_stopped', data: { name, who: nameOf(about), at } })
    case 'sheet_opened':
      return addressed({ kind: 'sheet_opened', data: { name, refuseLink: null, at } })
  }
}

const nameOf = ({ profile }: Person): string =>
  [profile.firstName, profile.lastName].filter((part) => part !== null).join(' ') || (profile.externalId ?? '')

const openGrant = (person: Person, intent: { grantId: string; generation: number }): GrantFacts | null =>
  [person.invitation, ...person.grants].find(
    (grant) => grant?.id === intent.grantId && grant.generation === intent.generation && grant.endedAt === null,
  ) ?? null

const linkOf = (deps: Pick<Deps, 'config' | 'secrets'>, grant: GrantFacts, address: { canonical: string; revision: number }): string =>
  `${deps.config.url}/l/${deps.secrets.linkToken(grant, 'mail_link', { canonical: address.canonical, revision: address.revision })}`

/** On every mail to an address that nobody proved: made of the same grant under a purpose of its own, so that it opens nothing. */
const refusalOf = (deps: Pick<Deps, 'config' | 'secrets'>, grant: GrantFacts, address: { canonical: string; revision: number }): string =>
  linkOf(deps, { ...grant, purpose: 'refusal' }, address)

const refuseLinkOf = (deps: Pick<Deps, 'config' | 'secrets'>, person: Person, grant: GrantFacts | null): string | null => {
  const address = addressOf(person)
  return grant === null || address === null || person.email?.confirmedAt !== null ? null : refusalOf(deps, grant, address)
}

const invitationEntry = (
  deps: Pick<Deps, 'config' | 'secrets'>,
  person: Person,
  grant: GrantFacts,
  way: MailedWay,
): InvitationEntry | null => {
  const address = addressOf(person)
  if (address === null) return null
  const signInName = person.email?.entered ?? ''
  if (way === 'chosen_password') return { by: 'chosen_password', signInName, from: grant.chosenPassword?.from ?? null }
  if (way === 'initial_password')
    return { by: 'generated_password', signInName, initialPassword: formatInitialPassword(deps.secrets.initialPassword(grant, address)) }
  return { by: 'link', link: linkOf(deps, grant, address), code: deps.secrets.activationCode(grant, 'mail_code', address) }
}
