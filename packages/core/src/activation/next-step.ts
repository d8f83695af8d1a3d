// Which step a flow stands at: computed from proofs and facts on every call, so that nobody can skip one.

import type { Instant, Person } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import { type FirstFactor, secondFactorNeed } from '../credential/second-factor.ts'
import { isAnswerDue } from '../invitation/handover-question.ts'
import { fieldsToAsk } from '../profile/ask.ts'
import { isProven, maySignInByNumber, outstandingLegal } from './activate.ts'
import { type ActivationProofs, invitationState, openedChannel } from './proofs.ts'
import { isCorrectable, pendingProof } from './prove-address.ts'

export type ActivationStep =
  /** The one thing on file that the hand-over asks for. */
  | { name: 'answer_question' }
  /** `mayGoWithout`: "I have no e-mail address" leads to an account under the external id. */
  | { name: 'check_email'; correctable: boolean; mayGoWithout: boolean }
  | { name: 'prove_email' }
  | { name: 'accept_legal'; documents: string[] }
  | { name: 'set_password' }
  | { name: 'already_active' }
  | { name: 'link_expired' }
  | { name: 'link_invalid'; newer: boolean }

/** Steps of an activation until the own credential is set. */
export const activationStep = (person: Person, proofs: ActivationProofs, context: { settings: Settings; now: Instant }): ActivationStep => {
  const state = invitationState(person, proofs, context.now)
  if (state === 'completed') return { name: 'already_active' }
  if (state === 'expired') return { name: 'link_expired' }
  if (state === 'replaced' || state === 'ended') return { name: 'link_invalid', newer: state === 'replaced' }
  if (isAnswerDue(person, proofs, context.settings)) return { name: 'answer_question' }
  const mayGoWithout = openedChannel(proofs) === 'handover' && maySignInByNumber(person, context)
  if (!isProven(person, proofs) && !(mayGoWithout && proofs.withoutEmail === true)) {
    if (openedChannel(proofs) === 'email') return { name: 'link_invalid', newer: false }
    const correctable = isCorrectable(person, context.settings)
    const typed = pendingProof(person, proofs)?.typedEmail?.canonical
    if (typed !== undefined && (correctable || typed === person.email?.canonical)) return { name: 'prove_email' }
    return { name: 'check_email', correctable, mayGoWithout }
  }
  const documents = outstandingLegal(person, context, 'activation')
  return documents.length > 0 ? { name: 'accept_legal', documents } : { name: 'set_password' }
}

export type SignedInStep =
  | { name: 'second_factor' }
  | { name: 'set_up_totp' }
  /** The holder wished to be erased, and may think again. */
  | { name: 'keep_account' }
  | { name: 'accept_legal'; documents: string[] }
  | { name: 'complete_profile'; fields: string[]; skippable: boolean }
  | { name: 'signed_in' }

/** Steps after the first factor was shown: what this application still asks before a session begins. */
export const signedInStep = (
  person: Person,
  application: string,
  shown: { first: FirstFactor; second: boolean },
  context: { settings: Settings },
): SignedInStep => {
  const need = secondFactorNeed(person, application, shown, context)
  if (need !== 'none') return { name: need === 'ask' ? 'second_factor' : 'set_up_totp' }
  if (person.eraseAt !== null) return { name: 'keep_account' }
  const documents = outstandingLegal(person, context, 'sign_in', application)
  if (documents.length > 0) return { name: 'accept_legal', documents }
  const access = person.access.find((item) => item.application === application)
  const asked = context.settings.applications[application]?.askAtActivation ?? []
  const { ask, missingRequired } = fieldsToAsk(context.settings.profile, asked, person.profile.fields)
  if (ask.length > 0 && (missingRequired.length > 0 || access?.profileDoneAt == null))
    return { name: 'complete_profile', fields: ask, skippable: missingRequired.length === 0 }
  return { name: 'signed_in' }
}

/** Real access to this application: what a right password alone does not give. */
export const hasAccess = (person: Person, application: string): boolean =>
  person.access.some((access) => access.application === application && !access.pending)
