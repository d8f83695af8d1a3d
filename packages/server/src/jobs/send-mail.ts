// Sends one mail: asks whether its reason still holds, derives its secrets, hands it to the transport.

import { createHash } from 'node:crypto'
import { type MailIntent, mailVerdict, markUndeliverable, type Person, parseAddress, TYPED_REVISION } from '@foyer/core'
import { mailVariables } from '../delivery/mail-name.ts'
import { type Deps, decisionContext } from '../deps.ts'
import { cleanReason } from '../mail/clean-reason.ts'
import { mailContext } from '../mail/mail-context.ts'
import { MailError } from '../mail/mail-error.ts'
import { outgoingMail } from '../mail/outgoing-mail.ts'
import { renderMail } from '../mail/render-mail.ts'
import type { MailTransport } from '../mail/transport.ts'
import type { ClaimedJob } from '../store/job.port.ts'
import { composeMessage } from './compose-message.ts'

/** Longest wait for a provider. */
export const MAIL_TIMEOUT_MS = 15_000

export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'dropped' }
  /** For good: the recipient was refused. */
  | { kind: 'refused' }
  | { kind: 'later'; afterMs: number | null; alarm: boolean; error: string }

/**
 * Never inside a transaction. The Message-Id is the same for every try, so that a mail sent twice after a crash is one to
 * whoever reads it.
 * @param signal ends the wait for the provider when the process stops
 */
export const sendMail = async (deps: Deps, transport: MailTransport, job: ClaimedJob, signal: AbortSignal): Promise<SendOutcome> => {
  const { intent } = job.payload as { intent: MailIntent }
  const loaded = job.userId === null ? null : await deps.store.loadPerson({ id: job.userId })
  const about = 'about' in intent ? await deps.store.loadPerson({ id: intent.about }) : null
  const composed =
    loaded === null || mailVerdict(loaded.person, intent, loaded.now) === 'drop'
      ? null
      : composeMessage(deps, loaded.person, intent, loaded.now, about?.person)
  if (loaded === null || composed === null) {
    await deps.store.setMailState(job.id, 'dropped')
    await deps.store.addEvents(job.userId, [{ type: 'mail.dropped', data: { kind: intent.kind } }], 'system')
    return { kind: 'dropped' }
  }
  const rendered = renderMail(
    composed.message,
    mailContext(deps, composed.application, composed.sample ?? loaded.person.profile.locale, composed.sample !== undefined),
  )
  const messageId = messageIdOf(deps, job)
  const revision = revisionOf(loaded.person, composed.to)
  try {
    const mail = outgoingMail(rendered, {
      messageId,
      from: deps.config.mail.from,
      to: asciiDomain(composed.to),
      replyTo: deps.config.mail.replyTo ?? null,
      ...(job.mailToken === null ? {} : { variables: mailVariables(job.id, job.mailToken, revision) }),
    })
    const { providerId } = await transport.send(mail, { signal: AbortSignal.any([signal, AbortSignal.timeout(MAIL_TIMEOUT_MS)]) })
    await deps.store.setMailState(job.id, 'sent', { messageId, providerId: providerId ?? undefined, revision })
    await deps.store.addEvents(job.userId, [{ type: 'mail.sent', data: { kind: intent.kind } }], 'system')
    return { kind: 'sent' }
  } catch (error) {
    return outcomeOf(deps, job, revision, error)
  }
}

const outcomeOf = async (deps: Deps, job: ClaimedJob, revision: number, error: unknown): Promise<SendOutcome> => {
  if (!(error instanceof MailError)) return { kind: 'later', afterMs: null, alarm: false, error: 'internal' }
  if (error.kind === 'refused') {
    await deps.store.setMailState(job.id, 'bounced', { revision, reason: cleanReason(error.reply) })
    await deps.store.addEvents(
      job.userId,
      [{ type: 'mail.bounced', data: { kind: (job.payload as { intent: MailIntent }).intent.kind } }],
      'system',
    )
    if (job.userId !== null)
      await deps.store.changePerson(
        { id: job.userId },
        (person, now) => markUndeliverable(person, { because: 'bounced', revision }, decisionContext(deps, { kind: 'system' }, now)),
        { actor: 'system' },
      )
    return { kind: 'refused' }
  }
  return { kind: 'later', afterMs: error.retryAfterMs ?? null, alarm: error.kind === 'misconfigured', error: error.kind }
}

/** Of the address that it goes to. One that is neither on file nor waiting to be has none: such a mail marks nobody. */
const revisionOf = (person: Person, to: string): number => {
  const { canonical } = parseAddress(to)
  if (person.email?.canonical === canonical) return person.emailRevision
  return person.waitingEmail?.canonical === canonical ? person.waitingEmail.revision : TYPED_REVISION
}

const messageIdOf = (deps: Deps, job: ClaimedJob): string => {
  const local = createHash('sha256').update(`foyer-mail/${deps.config.url}/${job.id}/${job.createdAt}`).digest('hex').slice(0, 32)
  return `${local}@${new URL(deps.config.url).hostname}`
}

/** Mail providers take the ASCII form of a domain everywhere. */
const asciiDomain = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${new URL(`http://${address.slice(at + 1)}`).hostname}`
}
