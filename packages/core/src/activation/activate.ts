// The holder's way from a secret to an own credential.

import { changedKeys } from '../account/create-person.ts'
import { endGrants } from '../account/deactivate.ts'
import type { Person } from '../account/person.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { MAX_CODE_TRIES } from '../invitation/generation.ts'
import { requireAnswered } from '../invitation/handover-question.ts'
import { outstandingDocuments } from '../legal/outstanding-documents.ts'
import { type ActivationProofs, openedChannel, requireOpenInvitation } from './proofs.ts'

/**
 * The button was pressed, or a code typed. A mailed secret confirms the address it was mailed to.
 * @throws FoyerError `already_active`, `link_invalid`, `link_expired`; `code_exhausted` for a code typed after ten wrong tries.
 */
export const openActivation = (person: Person, proofs: ActivationProofs, context: Context): Decision => {
  const invitation = requireOpenInvitation(person, proofs, context.now)
  const isCode = proofs.carrier === 'code' || proofs.carrier === 'mail_code'
  if (isCode && invitation.codeTries > MAX_CODE_TRIES) throw new FoyerError('code_exhausted')
  const channel = openedChannel(proofs)
  const d = draft(person, context)
  if (invitation.begunAt === null) {
    d.change({ invitation: { ...invitation, begunAt: context.now } })
    d.event({ type: 'invitation.begun', channel, data: { carrier: proofs.carrier, generation: invitation.generation } })
  }
  const { email } = d.person
  if (channel === 'email' && email !== null && email.confirmedAt === null) {
    d.change({ email: { ...email, issuedAt: email.issuedAt ?? context.now, confirmedAt: context.now } })
    d.event({ type: 'email.confirmed', channel, data: { revision: person.emailRevision } })
  }
  return d.done()
}

/**
 * Setting the own password or first passkey completes the activation: the address proven in this flow, the documents
 * accepted. Ends every other way in, makes pending access real. Without an address only where the holder chose that (`withoutEmail`).
 * @throws FoyerError `already_active`, `link_invalid`, `link_expired`, `action_not_open` (address not proven, or question not answered, in this flow), `legal_required`.
 */
export const completeActivation = (
  person: Person,
  proofs: ActivationProofs,
  input: { credential: 'password' } | { credential: 'passkey'; passkey: { id: string; name: string } },
  context: Context,
): Decision => {
  const invitation = requireOpenInvitation(person, proofs, context.now)
  requireAnswered(person, proofs, context.settings)
  const byNumber = proofs.withoutEmail === true && maySignInByNumber(person, context)
  if (!byNumber && !isProven(person, proofs)) throw new FoyerError('action_not_open')
  const missing = outstandingLegal(person, context, 'activation')
  if (missing.length > 0) throw new FoyerError('legal_required', { documents: missing })
  const channel = openedChannel(proofs)
  const d = draft(person, context)
  endGrants(d, 'activated')
  d.change({
    activatedAt: context.now,
    signInName: byNumber ? person.profile.externalId : null,
    credentialRevision: person.credentialRevision + 1,
    hasPassword: person.hasPassword || input.credential === 'password',
    passkeys: input.credential === 'passkey' ? [{ ...input.passkey, createdAt: context.now }] : [],
    invitation: null,
    grants: [...d.person.grants, { ...invitation, endedAt: context.now, endedReason: 'completed' }],
    access: person.access.map((access) => ({ ...access, pending: false })),
  })
  d.endSessions('all')
  d.event({
    type: 'activation.completed',
    channel,
    data: { application: invitation.application, carrier: proofs.carrier, credential: input.credential },
  })
  if (d.person.email !== null && invitation.application !== null) {
    d.mail({ kind: 'welcome', application: invitation.application }, `welcome:${person.id}:${invitation.generation}`)
    if (channel === 'handover')
      d.mail({ kind: 'sheet_opened', application: invitation.application }, `sheet_opened:${person.id}:${invitation.generation}`)
  }
  return d.done()
}

/** Marks the profile form of an application as sent, with the details that the holder gave. The same again changes nothing. */
export const saveOwnProfile = (
  person: Person,
  input: { application: string; fields: Readonly<Record<string, unknown>> },
  context: Context,
): Decision => {
  const d = draft(person, context)
  const fields = { ...person.profile.fields, ...input.fields }
  const isDone = person.access.every(({ application, profileDoneAt }) => application !== input.application || profileDoneAt !== null)
  if (isDone && changedKeys(person.profile, { ...person.profile, fields }).length === 0) return d.done()
  d.change({
    profile: { ...person.profile, fields },
    access: person.access.map((access) => (access.application === input.application ? { ...access, profileDoneAt: context.now } : access)),
  })
  d.event({ type: 'profile.completed', data: { application: input.application, fields: Object.keys(input.fields) } })
  return d.done()
}

/** Keys of documents that the applications this person gets ask for and that are still open. Optional ones alone hold nobody up. */
export const outstandingLegal = (
  person: Person,
  context: Pick<Context, 'settings'>,
  at: 'activation' | 'sign_in',
  application?: string,
): string[] => {
  const keys = application === undefined ? person.access.map((access) => access.application) : [application]
  const documents = [...new Set(keys.flatMap((key) => context.settings.applications[key]?.legal ?? []))].flatMap(
    (key) => context.settings.legal[key] ?? [],
  )
  const open = outstandingDocuments(documents, person.acceptances, { at })
  return open.some(({ optional }) => optional !== true) ? open.map(({ key }) => key) : []
}

/** The mailbox of the address on file was proven in this very flow: by the mailed secret that opened it, or by a code typed in it. */
export const isProven = (person: Person, proofs: ActivationProofs): boolean => {
  if (person.email === null || person.email.confirmedAt === null) return false
  return proofs.provenRevision === person.emailRevision
}

/** An account without an address: its name is the external id. */
export const maySignInByNumber = (person: Person, { settings }: Pick<Context, 'settings'>): boolean =>
  person.email === null &&
  person.profile.externalId !== null &&
  !person.profile.externalId.includes('@') &&
  person.access.some(({ application }) => settings.applications[application]?.signInWith.includes('external_id') === true)
