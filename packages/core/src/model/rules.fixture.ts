// What each act does, as the lifecycle has it. Called after core has done it, with the person before and after.

import type { Role } from '@foyer/contract'
import { DAY, MINUTE, settings } from '../account/person.fixture.ts'
import type { GrantFacts, Person } from '../account/person.ts'
import type { Carrier, GrantPurpose } from '../grant/carriers.ts'
import { isBlocked, isStopped, issue, kill, type Model, mailed, must, ofPurpose, RECOVERY, term } from './model.fixture.ts'

export interface Act {
  now: number
  before: Person
  after: Person
}

export const manages = (application: string): boolean => settings.applications[application]?.manages === true

/** Where the secrets of a grant as it now stands come from. */
export const grantIn = (person: Person, purpose: GrantPurpose): GrantFacts => {
  const found =
    purpose === 'invitation' ? person.invitation : person.grants.find((item) => item.purpose === purpose && item.endedAt === null)
  must(found != null, `there is an open ${purpose}`)
  return found as GrantFacts
}

export const onFile = (m: Model, { after }: Act) =>
  m.email === null ? null : { canonical: m.email.canonical, revision: after.emailRevision }

export const issueOf = (m: Model, act: Act, purpose: GrantPurpose, carriers: readonly Carrier[]): void =>
  issue(m, purpose, grantIn(act.after, purpose), carriers, onFile(m, act))

export const mustReach = (m: Model): void => {
  must(m.email !== null && !isStopped(m.email), 'nothing is sent where nothing arrives')
}

export const endInvitation = (m: Model, why: string): void => {
  kill(m, ofPurpose('invitation', 'email_proof'), why)
  m.invitation = null
  m.proofs.clear()
  for (const [application, { pending }] of m.access) if (pending) m.access.delete(application)
}

export const endAll = (m: Model, why: string): void => {
  kill(m, () => true, why)
  m.invitation = null
  m.confirmation = null
  m.recovery = null
  m.change = null
  m.waiting = null
  m.undos = []
  m.proofs.clear()
}

/** Access to the application and what it includes. Answers whether a managing application, or another role there, came in. */
const give = (m: Model, application: string, role: Role | undefined, pending: boolean): boolean => {
  const had = m.access.get(application)
  const given = manages(application) ? (role ?? had?.role ?? 'viewer') : null
  if (had !== undefined && had.role === given && had.via === null) return false
  m.access.set(application, { role: given, pending: pending && (had?.pending ?? true), via: null })
  for (const included of settings.applications[application]?.includes ?? []) {
    const present = m.access.get(included)
    if (present === undefined) m.access.set(included, { role: null, pending, via: application })
    else present.pending = present.pending && pending
  }
  return manages(application) && had?.role !== given
}

/** Opens the invitation, keeps it for the full term again, or renews it: after its term, and where it is to open more. */
export const invite = (m: Model, act: Act, options: { termMs: number; opensMore: boolean }): void => {
  const { now } = act
  const present = m.invitation
  if (present === null || now >= present.expiresAt || options.opensMore) {
    renewFor(m, act, options.termMs)
    return
  }
  must(act.after.invitation?.generation === act.before.invitation?.generation, 'sending again is the same link')
  present.expiresAt = Math.max(present.expiresAt, Math.min(now + options.termMs, present.startedAt + 90 * DAY))
  present.given = present.expiresAt - now
  present.lastAct = now
}

const renewFor = (m: Model, { now, before, after }: Act, termMs: number): void => {
  if (before.invitation !== null)
    must((after.invitation?.generation ?? 0) > before.invitation.generation, 'what is renewed has a higher generation')
  kill(m, ofPurpose('invitation', 'email_proof'), 'renewed')
  m.proofs.clear()
  const given = Math.min(termMs, 90 * DAY)
  m.invitation = { ...term(now, given), given, lastAct: now }
}

export const mailInvitation = (m: Model, act: Act, way: 'link' | 'generate' | 'chosen'): void => {
  mustReach(m)
  const carriers = { link: ['mail_link', 'mail_code'], generate: ['initial_password'], chosen: ['chosen_password'] } as const
  if (m.invitation !== null) m.invitation.lastAct = act.now
  if (m.email !== null) m.email.issued = true
  issueOf(m, act, 'invitation', carriers[way])
}

export interface Invite {
  application: string
  role?: Role | undefined
  validDays?: number | undefined
}

export const send = (m: Model, act: Act, input: Invite & { way: 'link' | 'generate' | 'chosen' }): void => {
  must(!isBlocked(m, act.now) && !m.activated, 'only somebody who may still activate is invited')
  const opensMore = give(m, input.application, input.role, true)
  invite(m, act, { termMs: (input.validDays ?? 14) * DAY, opensMore })
  mailInvitation(m, act, input.way)
}

export const handOver = (m: Model, act: Act, input: Invite & { carriers: readonly Carrier[] }): void => {
  must(!isBlocked(m, act.now), 'nothing is shown for somebody who may not sign in')
  const printed = input.carriers.includes('sheet')
  const carriers: Carrier[] = printed ? [...input.carriers, 'code'] : [...input.carriers]
  const days = input.validDays ?? (printed ? 60 : 14)
  const termMs = (printed ? Math.max(days, 60) : days) * DAY
  if (m.activated) {
    must(m.byNumber && m.email === null, 'only somebody without a mailbox recovers by hand')
    kill(m, ofPurpose('recovery'), 'another sheet')
    m.recovery = term(act.now, termMs)
    issueOf(m, act, 'recovery', carriers)
    return
  }
  const opensMore = give(m, input.application, input.role, true)
  invite(m, act, { termMs, opensMore })
  if (m.email !== null) m.email.issued = true
  issueOf(m, act, 'invitation', carriers)
}

export const renew = (m: Model, act: Act, input: { validDays?: number | undefined; send: boolean }): void => {
  must(m.invitation !== null && !isBlocked(m, act.now), 'only an invitation is renewed')
  renewFor(m, act, (input.validDays ?? 14) * DAY)
  if (input.send) mailInvitation(m, act, 'link')
}

export const revoke = (m: Model): void => {
  must(m.invitation !== null, 'only an invitation is revoked')
  endInvitation(m, 'revoked')
}

export const grantAccess = (m: Model, act: Act, input: Invite): void => {
  must(!isBlocked(m, act.now) && (m.activated || m.invitation !== null), 'access is granted to people invited or online')
  const opensMore = give(m, input.application, input.role, !m.activated)
  if (!opensMore || m.activated || m.invitation === null) return
  renewFor(m, act, Math.max(m.invitation.expiresAt - act.now, 0))
}

export const withdrawAccess = (m: Model, application: string): void => {
  must(m.access.has(application), 'only access that is there is withdrawn')
  m.access.delete(application)
  for (const [key, item] of m.access) {
    if (item.via !== application) continue
    const other = [...m.access].find(([name, { via }]) => via === null && settings.applications[name]?.includes.includes(key) === true)
    if (other === undefined) m.access.delete(key)
    else item.via = other[0]
  }
  if (m.invitation !== null && ![...m.access.values()].some(({ pending }) => pending)) endInvitation(m, 'access withdrawn')
}

export const complete = (m: Model, act: Act): void => {
  must(!isBlocked(m, act.now) && !m.activated && m.invitation !== null, 'only an open invitation is completed')
  m.byNumber = m.email === null
  if (m.byNumber) must(m.externalId !== null && m.access.has('plant'), 'without an address only where people sign in by number')
  else must(m.email?.proven === true, 'nobody goes online with an address that nobody proved')
  endAll(m, 'activated')
  m.activated = true
  m.completions += 1
  must(m.completions === 1, 'an activation is completed once')
  for (const item of m.access.values()) item.pending = false
}

export const mailRecovery = (m: Model, act: Act): void => {
  const open = m.recovery
  const isRepeat = open !== null && act.now < open.expiresAt && act.now - open.startedAt < 10 * MINUTE
  if (!isRepeat) {
    kill(m, ofPurpose('recovery'), 'asked again')
    m.recovery = term(act.now, RECOVERY)
  }
  issueOf(m, act, 'recovery', ['mail_link', 'mail_code'])
}

/** Answers whether anything is mailed, where the lifecycle leaves no doubt. */
export const mayAskAgain = (m: Model, now: number): 'yes' | 'no' | 'perhaps' => {
  const { invitation, email } = m
  if (isBlocked(m, now) || email === null) return 'no'
  if (m.activated) return 'yes'
  if (invitation === null || isStopped(email) || now >= invitation.lastAct + 90 * DAY) return 'no'
  const ofThisStay = m.secrets.filter((secret) => secret.address === email.canonical && mailed('invitation', 'confirmation')(secret))
  if (email.proven || ofThisStay.some(({ dead }) => dead === null)) return 'yes'
  return ofThisStay.length > 0 ? 'perhaps' : 'no'
}

export const askAgain = (m: Model, act: Act): void => {
  if (m.activated) {
    mailRecovery(m, act)
    return
  }
  const { invitation } = m
  must(invitation !== null, 'only an invitation is sent again')
  if (invitation === null) return
  const { lastAct, given } = invitation
  const living = (carrier: Carrier) =>
    m.secrets.some((secret) => secret.purpose === 'invitation' && secret.carrier === carrier && secret.dead === null)
  const way = living('initial_password') && !living('mail_link') ? 'generate' : 'link'
  if (act.now >= invitation.expiresAt) renewFor(m, act, given || 14 * DAY)
  mailInvitation(m, act, way)
  if (m.invitation !== null) Object.assign(m.invitation, { lastAct, given })
}

export const completeRecovery = (m: Model): void => {
  must(m.activated, 'only somebody online recovers')
  kill(m, ofPurpose('recovery', 'email_change'), 'recovered')
  m.recovery = null
  m.change = null
  m.waiting = null
}

export const deactivate = (m: Model): void => {
  must(!m.deactivated, 'only somebody active is deactivated')
  endInvitation(m, 'deactivated')
  endAll(m, 'deactivated')
  m.deactivated = true
}

export const reactivate = (m: Model, { now }: Act): void => {
  m.deactivated = false
  if (m.endsAt !== null && m.endsAt <= now) m.endsAt = null
}

export const erase = (m: Model): void => {
  endAll(m, 'deleted')
  m.access.clear()
  Object.assign(m, { email: null, activated: false, byNumber: false, deactivated: false, deleted: true, endsAt: null, externalId: null })
}
