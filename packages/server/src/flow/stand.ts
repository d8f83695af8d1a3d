// Where a flow stands: its step, computed from what was proven in it and the facts as they are now.

import type { Step } from '@foyer/contract'
import {
  activationStep,
  fieldsToAsk,
  formatGroups,
  type GrantFacts,
  handoverQuestion,
  hasAccess,
  invitationState,
  isAnswerDue,
  isBlocked,
  isExpired,
  isIssued,
  maskAddress,
  openedChannel,
  outstandingLegal,
  type Person,
  pendingProof,
  RECOVERY_TTL_MS,
} from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { FlowState, LinkPlace } from './flow-state.ts'
import { lastQuestionStep, stepBeforeSession } from './last-questions.ts'
import { legalViews, profileViews, questionView } from './views.ts'

export interface Standing {
  step: Step
  /** The person this flow is about, once something was proven. */
  person: Person | null
  progress: { index: number; total: number; steps: string[] } | null
}

/** The person that a place is about, with the moment of the reading; `null` while nobody is known. */
export const loadPlace = async (deps: Deps, state: FlowState): Promise<{ person: Person | null; now: number }> => {
  const { place } = state
  if (place.at === 'other_device') return found(deps, await deps.store.loadPerson({ grantId: place.link.grantId }))
  if (place.at === 'link') return found(deps, await deps.store.loadPerson({ grantId: place.grantId }))
  if (place.at === 'activation') return found(deps, await deps.store.loadPerson({ grantId: place.proofs.grantId }))
  if (place.at === 'keep') return found(deps, await deps.store.loadPerson({ grantId: place.grantId }))
  if (place.at === 'recovery') return found(deps, await deps.store.loadPerson({ grantId: place.grantId }))
  if (place.at === 'first_factor' || place.at === 'signed_in' || place.at === 'continue_as' || place.at === 'other_account')
    return found(deps, await deps.store.loadPerson({ id: place.userId }))
  return { person: null, now: await deps.store.now() }
}

/** The step for a place other than `signed_in`, which needs its session. `first_factor` answers `signed_in` when nothing is left to ask. */
export const standing = (deps: Deps, state: FlowState, person: Person | null, now: number): Standing => {
  const { place } = state
  const contact = deps.config.organisation.contact
  const alone = (step: Step): Standing => ({ step, person: null, progress: null })
  if (place.at === 'sign_in')
    return alone({ name: 'sign_in', data: { name: place.name, byNumber: signsInByNumber(deps, state), passkey: null } })
  if (place.at === 'enter_code') return alone({ name: 'enter_code', data: { code: null } })
  if (place.at === 'send_invitation') return alone({ name: 'send_invitation', data: { name: place.name } })
  const withoutMailbox = signsInByNumber(deps, state)
  if (place.at === 'recover') return alone({ name: 'recover', data: { name: place.name, withoutMailbox, contact } })
  if (place.at === 'recover_code')
    return alone({ name: 'recover_code', data: { name: place.name, expiresInMinutes: RECOVERY_TTL_MS / 60_000, withoutMailbox, contact } })
  if (place.at === 'recovered')
    return alone({ name: 'recovered', data: { nameMasked: place.name === null ? null : maskTyped(place.name) } })
  if (place.at === 'mail_sent') return alone({ name: 'mail_sent', data: { purpose: place.purpose, contact } })
  if (place.at === 'email_confirmed')
    return alone({ name: 'email_confirmed', data: { emailMasked: place.emailMasked, invited: place.invited } })
  if (place.at === 'refuse') return alone({ name: 'refuse', data: { emailMasked: place.emailMasked } })
  if (place.at === 'kept') return alone({ name: 'account_kept', data: { nameMasked: place.nameMasked } })
  if (place.at === 'refused') return alone({ name: 'refused', data: { contact } })
  if (place.at === 'legal_declined') return alone({ name: 'legal_declined', data: { ...declinedData(deps, state, place), contact } })
  if (place.at === 'dead_link' || person === null || person.deletedAt !== null)
    return alone({ name: 'link_invalid', data: { newer: place.at === 'dead_link' && place.newer, contact } })
  const due = place.at === 'continue_as' && place.chosen === true ? dueAtSignIn(deps, state, person) : []
  if (due.length > 0) return { step: legalStep(deps, state, person, due), person, progress: null }
  if (place.at === 'continue_as') return { step: { name: 'continue_as', data: whoIs(person) }, person, progress: null }
  if (place.at === 'other_account') return { step: { name: 'other_account', data: whoIs(person) }, person: null, progress: null }
  if (place.at === 'link') return linkStanding(deps, place, person, now)
  if (place.at === 'other_device') return otherDeviceStanding(deps, place.link, person, now)
  if (place.at === 'recovery') {
    const grant = person.grants.find(({ id }) => id === place.grantId)
    if (grant === undefined || grant.endedAt !== null || grant.generation !== place.generation || isBlocked(person, now))
      return alone({ name: 'link_invalid', data: { newer: grant !== undefined && grant.endedAt === null, contact } })
    if (grant.expiresAt <= now) return alone({ name: 'link_expired', data: { purpose: 'recovery', contact } })
    const { carrier, answered } = place
    if (carrier !== undefined && !isIssued(grant, carrier, person)) return alone({ name: 'link_invalid', data: { newer: false, contact } })
    if (carrier !== undefined && isAnswerDue(person, { carrier, answered }, deps.config.settings))
      return { step: questionStep(deps, state, person), person, progress: null }
    if (person.totpSince !== null && place.second !== true)
      return { step: { name: 'second_factor', data: {} }, person: null, progress: null }
    const data = {
      purpose: 'recovery' as const,
      minLength: deps.config.minPasswordLength,
      maxLength: 256,
      name: person.email?.canonical ?? person.signInName ?? '',
      passkey: null,
      passkeys: person.passkeys.map(({ id, name, createdAt }) => ({ id, name, createdAt: new Date(createdAt).toISOString() })),
    }
    return { step: { name: 'set_password', data }, person, progress: null }
  }
  if (place.at === 'activation') return activationStanding(deps, state, place, person, now)
  if (place.at === 'keep') {
    const grant = person.grants.find(({ id }) => id === place.grantId) ?? null
    const stands = person.eraseAt !== null && grant?.endedAt === null && grant.generation === place.generation && !isBlocked(person, now)
    return stands ? { step: keepStep(person), person, progress: null } : alone({ name: 'link_invalid', data: { newer: false, contact } })
  }
  if (place.at === 'signed_in') return { step: signedInData(deps, state, person, place), person, progress: null }
  if (place.codes != null) return { step: { name: 'backup_codes', data: { codes: [...place.codes] } }, person, progress: null }
  const next = stepBeforeSession(person, state, place, deps.config.settings)
  if (next.name === 'second_factor') return { step: { name: 'second_factor', data: {} }, person: null, progress: null }
  // The key and its picture are added where the answer is made: they take time.
  if (next.name === 'set_up_totp') return { step: { name: 'set_up_totp', data: NO_SETUP }, person, progress: null }
  if (next.name === 'keep_account') return { step: keepStep(person), person, progress: null }
  if (next.name === 'own_device' || next.name === 'offer_passkey') return { step: lastQuestionStep(next.name), person, progress: null }
  const byHandover = place.carrier !== undefined && openedChannel({ carrier: place.carrier }) === 'handover'
  const progress = place.flow === 'activation' ? progressOf(deps, state, person, next.name, byHandover) : null
  if (next.name === 'accept_legal') return { step: legalStep(deps, state, person, next.documents), person, progress }
  if (next.name === 'complete_profile') {
    const data = { ...profileViews(deps.config, next.fields, person.profile.fields, state.locale), skippable: next.skippable }
    return { step: { name: 'complete_profile', data }, person, progress }
  }
  return { step: signedInData(deps, state, person, place), person, progress: null }
}

const keepStep = (person: Person): Step => ({
  name: 'keep_account',
  data: { firstName: person.profile.firstName, eraseAt: new Date(person.eraseAt ?? 0).toISOString() },
})

const NO_SETUP = { secret: '', uri: '', qr: { size: 0, path: '' } }

/** What a link's landing page says before its button is pressed. */
const linkStanding = (deps: Deps, place: LinkPlace, person: Person, now: number): Standing => {
  const { contact } = deps.config.organisation
  const { purpose } = place
  const alone = (step: Step): Standing => ({ step, person: null, progress: null })
  const otherDevice = purpose !== 'confirmation' && openedChannel(place) === 'handover'
  const grant = [person.invitation, ...person.grants].find((item) => item?.id === place.grantId) ?? null
  const opened = purpose === 'activation' ? invitationState(person, place, now) : grantState(grant, place, now)
  if (opened === 'completed') return alone({ name: 'already_active', data: {} })
  if (isBlocked(person, now)) return alone({ name: 'link_invalid', data: { newer: false, contact } })
  if (opened === 'expired') return alone({ name: 'link_expired', data: { purpose, contact } })
  if (opened !== 'open' || grant === null) return alone({ name: 'link_invalid', data: { newer: opened === 'replaced', contact } })
  const expiresAt = new Date(grant.expiresAt).toISOString()
  return {
    step: { name: 'open_link', data: { firstName: person.profile.firstName, expiresAt, purpose, otherDevice } },
    person,
    progress: null,
  }
}

/** The same secret in the form that is typed; derived anew at each look, as everything that is shown. */
const otherDeviceStanding = (deps: Deps, link: LinkPlace, person: Person, now: number): Standing => {
  const stood = linkStanding(deps, link, person, now)
  const grant = [person.invitation, ...person.grants].find((item) => item?.id === link.grantId)
  if (stood.step.name !== 'open_link' || grant == null || !deps.secrets.canDerive(grant) || !isIssued(grant, 'code', person)) return stood
  const code = formatGroups(deps.secrets.activationCode(grant, 'code', null), 4)
  const data = { code, url: `${deps.config.url}/activate`, expiresAt: stood.step.data.expiresAt }
  return { step: { name: 'other_device', data }, person, progress: null }
}

const signsInByNumber = (deps: Deps, state: FlowState): boolean =>
  deps.config.settings.applications[state.application]?.signInWith.includes('external_id') === true

const grantState = (grant: GrantFacts | null, place: LinkPlace, now: number): 'open' | 'expired' | 'replaced' | 'ended' => {
  if (grant === null || grant.endedAt !== null) return 'ended'
  if (grant.generation !== place.generation) return 'replaced'
  return isExpired(grant, now) ? 'expired' : 'open'
}

const whoIs = (person: Person) => ({
  firstName: person.profile.firstName,
  nameMasked: person.email === null ? person.signInName : maskAddress(person.email.canonical),
})

/** A name as somebody typed it, told back no more fully than it needs. */
const maskTyped = (name: string): string => (name.includes('@') ? maskAddress(name) : name)

const found = async (deps: Deps, loaded: { person: Person; now: number } | null): Promise<{ person: Person | null; now: number }> =>
  loaded === null ? { person: null, now: await deps.store.now() } : { person: loaded.person, now: loaded.now }

const activationStanding = (
  deps: Deps,
  state: FlowState,
  place: Extract<FlowState['place'], { at: 'activation' }>,
  person: Person,
  now: number,
): Standing => {
  const contact = deps.config.organisation.contact
  const next = activationStep(person, place.retypes ? { ...place.proofs, proofGrantId: null } : place.proofs, {
    settings: deps.config.settings,
    now,
  })
  const progress = progressOf(deps, state, person, next.name, openedChannel(place.proofs) === 'handover')
  if (next.name === 'already_active') return { step: { name: 'already_active', data: {} }, person: null, progress: null }
  if (next.name === 'link_expired')
    return { step: { name: 'link_expired', data: { purpose: 'activation', contact } }, person: null, progress: null }
  if (next.name === 'link_invalid')
    return { step: { name: 'link_invalid', data: { newer: next.newer, contact } }, person: null, progress: null }
  if (next.name === 'accept_legal') return { step: legalStep(deps, state, person, next.documents), person, progress }
  if (next.name === 'answer_question') return { step: questionStep(deps, state, person), person: null, progress }
  if (next.name === 'check_email') {
    const emailMasked = person.email === null ? null : maskAddress(person.email.canonical)
    return {
      step: {
        name: 'check_email',
        data: { emailMasked, correctable: next.correctable, mayGoWithout: next.mayGoWithout, doubt: place.doubt ?? null },
      },
      person,
      progress,
    }
  }
  if (next.name === 'prove_email') {
    const proof = pendingProof(person, place.proofs)
    const typed = proof?.typedEmail ?? null
    const own = typed !== null && typed.canonical === person.email?.canonical
    const email = typed === null ? '' : own ? maskAddress(typed.canonical) : typed.entered
    const expiresAt = new Date(proof?.expiresAt ?? now).toISOString()
    return { step: { name: 'prove_email', data: { email, expiresAt } }, person, progress }
  }
  const name = person.email?.canonical ?? person.profile.externalId ?? ''
  const data = {
    purpose: 'activation' as const,
    minLength: deps.config.minPasswordLength,
    maxLength: 256,
    name,
    passkey: null,
    passkeys: [],
  }
  return { step: { name: 'set_password', data }, person, progress }
}

/** What the hand-over asks for: nothing else about the person is told before it is answered. */
const questionStep = (deps: Deps, state: FlowState, person: Person): Step => ({
  name: 'answer_question',
  data: {
    ...questionView(deps.config, handoverQuestion(person, deps.config.settings) ?? '', state.locale),
    contact: deps.config.organisation.contact,
  },
})

const legalStep = (deps: Deps, state: FlowState, { acceptances }: Person, documents: string[]): Step => ({
  name: 'accept_legal',
  data: { documents: legalViews(deps, documents, state.locale, { config: deps.config, acceptances }) },
})

/** Keys of the documents that this application asks everybody for who signs in. */
export const dueAtSignIn = ({ config }: Pick<Deps, 'config'>, { application }: FlowState, person: Person): string[] =>
  outstandingLegal(person, { settings: config.settings }, 'sign_in', application)

const declinedData = (deps: Deps, state: FlowState, { documents, flow }: Extract<FlowState['place'], { at: 'legal_declined' }>) => ({
  documents: legalViews(deps, documents, state.locale, { config: deps.config, acceptances: [] }).map(({ title }) => title),
  flow,
})

/** Without code and redirect: those are made once the session stands. */
const signedInData = (
  deps: Deps,
  state: FlowState,
  person: Person,
  { flow, shared = false }: { flow: 'sign_in' | 'activation'; shared?: boolean | undefined },
): Step => ({
  name: 'signed_in',
  data: {
    firstName: person.profile.firstName,
    flow,
    shared,
    code: null,
    redirect: null,
    applicationUrl: deps.config.applications[state.application]?.url ?? null,
    origins: [...(deps.config.applications[state.application]?.origins ?? [])],
    stores: storesOf(deps, state.application),
    nameMasked: person.email === null ? person.signInName : maskAddress(person.email.canonical),
  },
})

const storesOf = (deps: Deps, application: string) => {
  const stores = deps.config.applications[application]?.stores
  return { apple: stores?.apple ?? null, google: stores?.google ?? null }
}

/** All steps of this person's activation, whether done or to come, so that the count does not change on the way. */
const progressOf = (deps: Deps, state: FlowState, person: Person, current: string, byHandover = false): Standing['progress'] => {
  const { settings } = deps.config
  const documents = outstandingLegal({ ...person, acceptances: [] }, { settings }, 'activation')
  const asked = settings.applications[state.application]?.askAtActivation ?? []
  const fields = fieldsToAsk(settings.profile, asked, person.profile.fields)
  const steps = [
    ...(byHandover && handoverQuestion(person, settings) !== null ? ['answer_question'] : []),
    ...(byHandover ? ['check_email', 'prove_email'] : []),
    ...(documents.length > 0 ? ['accept_legal'] : []),
    'set_password',
    ...(fields.ask.length > 0 && hasOrWillHaveAccess(person, state.application) ? ['complete_profile'] : []),
  ]
  const index = steps.indexOf(current)
  return index < 0 ? null : { index: index + 1, total: steps.length, steps }
}

const hasOrWillHaveAccess = (person: Person, application: string): boolean =>
  hasAccess(person, application) || person.access.some((access) => access.application === application)
