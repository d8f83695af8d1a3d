// What was handed over proves no mailbox: the holder types or keeps an address, and a code mailed there proves it.

import { managesSomething } from '../access/manages-something.ts'
import { withEmail } from '../account/create-person.ts'
import type { GrantFacts, Instant, Person } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import { shownAddress } from '../account/shown-address.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { DAY_MS, issue, newGeneration } from '../invitation/generation.ts'
import { requireAnswered } from '../invitation/handover-question.ts'
import { type ActivationProofs, openedChannel, requireOpenInvitation } from './proofs.ts'

/** Private mailboxes are slow, and the code opens nothing by itself. */
export const EMAIL_PROOF_TTL_MS = DAY_MS
/** Codes of one generation of an invitation go to at most so many different addresses. */
export const MAX_TYPED_ADDRESSES = 5
/** Wrong tries that end one code; another address, or the same one later, gets a new one. */
export const EMAIL_PROOF_TRIES = 5
/** A typed address is on no file yet: its codes are bound to it under this revision. */
export const TYPED_REVISION = 0

/**
 * Mails a code to the address that the holder typed. The same address again gets the same code while it lives.
 * When it belongs to somebody else, that mailbox is told so instead, and where somebody said "not for me" nothing is sent; the screen
 * does not show the difference.
 * @throws FoyerError `email_confirmed` when the address on file is proven and another was typed, `managing_by_mail_only` when it may
 * not be corrected, `too_many_addresses`, `action_not_open` in a flow that a mailed secret opened, `already_active`, `link_invalid`,
 * `link_expired`.
 */
export const typeAddress = (
  person: Person,
  proofs: ActivationProofs,
  input: { address: { canonical: string; entered: string }; takenBy: string | null },
  context: Context,
): { decision: Decision; proofGrantId: string } => {
  const invitation = requireOpenInvitation(person, proofs, context.now)
  if (openedChannel(proofs) === 'email') throw new FoyerError('action_not_open')
  requireAnswered(person, proofs, context.settings)
  requireCorrectable(person, input.address, context.settings)
  // Those of an earlier generation ended with it.
  const earlier = person.grants.filter(({ purpose, endedAt }) => purpose === 'email_proof' && endedAt === null)
  const same = earlier.find(({ typedEmail }) => typedEmail?.canonical === input.address.canonical)
  const addresses = new Set(earlier.map(({ typedEmail }) => typedEmail?.canonical))
  if (same === undefined && addresses.size >= MAX_TYPED_ADDRESSES) throw new FoyerError('too_many_addresses')
  const d = draft(person, context)
  const lives = same !== undefined && same.expiresAt > context.now
  if (lives && same.carriers.length === 0) return { decision: d.done(), proofGrantId: same.id }
  const alive = lives && same.codeTries < EMAIL_PROOF_TRIES
  const grant = alive
    ? same
    : newGeneration(same ?? null, 'email_proof', { application: invitation.application, termMs: EMAIL_PROOF_TTL_MS }, context)
  const typed = { canonical: input.address.canonical, entered: input.address.entered }
  const issued = issue({ ...grant, typedEmail: typed }, ['mail_code'], TYPED_REVISION, context)
  d.change({ grants: [...person.grants.filter(({ id }) => id !== issued.id), issued] })
  d.event({ type: 'confirmation.sent', channel: 'email', data: { generation: issued.generation, with: 'code' } })
  const application = invitation.application ?? ''
  const dedupe = `email_code:${issued.id}:${issued.generation}:${context.now}`
  if (input.takenBy === null || input.takenBy === person.id)
    d.mail({ kind: 'email_code', application, grantId: issued.id, generation: issued.generation }, dedupe)
  else d.job({ type: 'mail', userId: input.takenBy, intent: { kind: 'email_in_use', application }, dedupe })
  return { decision: d.done(), proofGrantId: issued.id }
}

/**
 * No code for this typed address counts any more, until `until` not even a new one. The address goes on counting among those of its
 * generation, so nobody gets to type more of them that way.
 */
export const withoutCode = (grant: GrantFacts, until: Instant): GrantFacts =>
  grant.purpose === 'email_proof' && grant.endedAt === null ? { ...grant, carriers: [], expiresAt: until } : grant

/** The proof that this flow waits for, while its code may still be typed. */
export const pendingProof = (person: Person, proofs: Pick<ActivationProofs, 'proofGrantId'>): GrantFacts | null =>
  person.grants.find(({ id, purpose, endedAt }) => id === proofs.proofGrantId && purpose === 'email_proof' && endedAt === null) ?? null

/**
 * The code was right: the typed address becomes the one on file, confirmed. Not where another flow has proved one meanwhile.
 * @throws FoyerError `code_exhausted`, `link_expired`, `action_not_open`, `email_confirmed`, `managing_by_mail_only`, and those of an
 * activation.
 */
export const proveTypedAddress = (person: Person, proofs: ActivationProofs, context: Context): { decision: Decision; revision: number } => {
  requireOpenInvitation(person, proofs, context.now)
  requireAnswered(person, proofs, context.settings)
  const proof = pendingProof(person, proofs)
  if (proof === null || proof.typedEmail === null) throw new FoyerError('action_not_open')
  if (proof.carriers.length === 0 || proof.codeTries > EMAIL_PROOF_TRIES) throw new FoyerError('code_exhausted')
  if (proof.expiresAt <= context.now) throw new FoyerError('link_expired')
  requireCorrectable(person, proof.typedEmail, context.settings)
  const d = draft(person, context)
  if (person.email?.canonical !== proof.typedEmail.canonical) {
    d.change(withEmail(person, proof.typedEmail, 'holder', context.now))
    const { settings } = context
    const values = { from: shownAddress(person, person.email, settings), to: shownAddress(person, d.person.email, settings) }
    d.event({ type: 'email.changed', channel: 'handover', data: { by: 'holder' }, values })
  }
  const { email } = d.person
  if (email !== null && email.confirmedAt === null) {
    d.change({ email: { ...email, issuedAt: email.issuedAt ?? context.now, confirmedAt: context.now } })
    d.event({ type: 'email.confirmed', channel: 'email', data: { revision: d.person.emailRevision } })
  }
  return { decision: d.done(), revision: d.person.emailRevision }
}

/** Whether the holder of what was handed over may give another address than the one on file. */
export const isCorrectable = (person: Person, settings: Settings): boolean =>
  person.email === null || (person.email.confirmedAt === null && !managesSomething(person, settings))

const requireCorrectable = (person: Person, address: { canonical: string }, settings: Settings): void => {
  if (person.email?.canonical === address.canonical || isCorrectable(person, settings)) return
  if (person.email?.confirmedAt != null) throw new FoyerError('email_confirmed', { userId: person.id })
  throw new FoyerError('managing_by_mail_only')
}
