// For tests: an organisation, its actors, and people brought to each state by the decisions themselves.

import type { Role } from '@foyer/contract'
import type { Actor } from '../access/actor.ts'
import { completeActivation, openActivation } from '../activation/activate.ts'
import type { ActivationProofs } from '../activation/proofs.ts'
import { proveTypedAddress, typeAddress } from '../activation/prove-address.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { FoyerError } from '../foyer-error.ts'
import { type Carrier, channelOf } from '../grant/carriers.ts'
import { handOverInvitation, sendInvitation } from '../invitation/invite.ts'
import { createPerson } from './create-person.ts'
import type { GrantFacts, Person } from './person.ts'
import type { ApplicationSettings, Settings } from './settings.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** When every story begins. */
export const START = Date.UTC(2026, 10, 2, 9)

const application = (key: string, rest: Partial<ApplicationSettings> = {}): ApplicationSettings => ({
  key,
  manages: false,
  includes: [],
  signInWith: ['email'],
  legal: [],
  askAtActivation: [],
  passkeys: 'offer',
  mfa: 'optional',
  showsTypedAddresses: false,
  ...rest,
})

/** The portal manages and includes the app, as the shop does; the plant signs in by number; the intranet shows typed addresses. */
export const settings: Settings = {
  applications: {
    app: application('app'),
    portal: application('portal', { manages: true, includes: ['app'] }),
    shop: application('shop', { includes: ['app'] }),
    plant: application('plant', { signInWith: ['email', 'external_id'] }),
    intranet: application('intranet', { showsTypedAddresses: true }),
    bank: application('bank', { legal: ['terms', 'privacy'], askAtActivation: ['phone'] }),
    vault: application('vault', { mfa: 'required' }),
  },
  legal: {
    terms: { key: 'terms', version: '2', substantial: true },
    privacy: { key: 'privacy', version: '1', substantial: false },
  },
  profile: { phone: { type: 'phone', label: 'Phone', required: true } },
  timeZone: 'Europe/Berlin',
  invitationDays: 14,
  printedInvitationDays: 60,
  reminderDays: 3,
  erasureDays: 14,
  sharedDevices: 'off',
  passkeyOfferDays: null,
}

export const user = (role: Role): Actor => ({ kind: 'user', userId: `actor-${role}`, role })
export const owner = user('owner')
export const manager = user('manager')
export const helper = user('helper')
export const viewer = user('viewer')
export const apiKey: Actor = { kind: 'api_key', keyId: 'key-1', role: 'manager' }
export const ownerKey: Actor = { kind: 'api_key', keyId: 'key-2', role: 'owner' }
export const system: Actor = { kind: 'system' }
export const holder: Actor = { kind: 'holder', userId: 'p1' }

let names = 0

/** A context with fresh names; by an owner at the start unless told otherwise. */
export const at = (now = START, actor: Actor = owner, rest: Partial<Context> = {}): Context => {
  names += 1
  const fresh = { grantId: names.toString(16).padStart(16, '0'), locator: `x${names.toString(31).padStart(5, '0')}` }
  return { now, actor, settings, keyId: 'k1', fresh, ...rest }
}

export const address = (entered: string) => ({ canonical: entered.toLowerCase(), entered })

/** As the store gives it back: another version, without grants that have ended. */
export const stored = ({ person }: Pick<Decision, 'person'>): Person => ({
  ...person,
  version: person.version + 1,
  grants: person.grants.filter(({ endedAt }) => endedAt === null),
})

export const offline = (email: string | null = 'mia@example.com', rest: { externalId?: string; now?: number } = {}): Person =>
  stored(
    createPerson(
      { id: 'p1', profile: { externalId: rest.externalId ?? null }, email: email === null ? null : address(email), endsAt: null },
      at(rest.now),
    ),
  )

export const invited = (email = 'mia@example.com', invite: { application?: string; role?: Role } = {}): Person =>
  stored(sendInvitation(offline(email), { application: 'app', ...invite }, at()))

/** By a sheet, with or without an address on file. */
export const handedOver = (email: string | null = null, invite: { application?: string; role?: Role; externalId?: string } = {}): Person =>
  stored(handOverInvitation(offline(email, invite), { application: 'app', ...invite, carriers: ['sheet'] }, at()))

export const invitationOf = (person: Person): GrantFacts => {
  if (person.invitation === null) throw new Error('This person is not invited')
  return person.invitation
}

export const grantOf = (person: Person, purpose: GrantFacts['purpose']): GrantFacts => {
  const grant = person.grants.find((item) => item.purpose === purpose && item.endedAt === null)
  if (grant === undefined) throw new Error(`There is no open ${purpose}`)
  return grant
}

/** What a flow holds that was opened by this carrier of the present invitation. */
export const openedBy = (person: Person, carrier: Carrier): ActivationProofs => ({
  grantId: invitationOf(person).id,
  generation: invitationOf(person).generation,
  carrier,
  revision: channelOf(carrier) === 'email' ? person.emailRevision : null,
  openedAt: START,
  proofGrantId: null,
  provenRevision: channelOf(carrier) === 'email' ? person.emailRevision : null,
})

/** Opened by the mailed link: invited and confirmed. */
export const begun = (email = 'mia@example.com', invite: { application?: string; role?: Role } = {}): Person => {
  const person = invited(email, invite)
  return stored(openActivation(person, openedBy(person, 'mail_link'), at(START, holder)))
}

export const online = (email = 'mia@example.com', invite: { application?: string; role?: Role } = {}): Person => {
  const person = begun(email, invite)
  return stored(completeActivation(person, openedBy(person, 'mail_link'), { credential: 'password' }, at(START, holder)))
}

/** Online by number, without an address. */
export const onlineByNumber = (externalId = 'P-1'): Person => {
  const person = handedOver(null, { application: 'plant', externalId })
  const proofs = { ...openedBy(person, 'sheet'), withoutEmail: true }
  return stored(completeActivation(person, proofs, { credential: 'password' }, at(START, holder)))
}

/** Types an address in a flow and the code mailed there: the person afterwards and what the flow holds. */
export const proveAddress = (person: Person, proofs: ActivationProofs, entered: string, now = START) => {
  const typed = typeAddress(person, proofs, { address: address(entered), takenBy: null }, at(now, holder))
  const waiting = { ...proofs, proofGrantId: typed.proofGrantId }
  const { decision, revision } = proveTypedAddress(stored(typed.decision), waiting, at(now, holder))
  const proven: ActivationProofs = { ...waiting, provenRevision: revision }
  return { person: stored(decision), proofs: proven, decision }
}

/** The code of the FoyerError that `work` throws; `null` when it throws none. */
export const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof FoyerError) return error.code
    throw error
  }
}

export const eventTypes = (decision: Pick<Decision, 'events'>): string[] => decision.events.map(({ type }) => type)
export const mailKinds = (decision: Pick<Decision, 'jobs'>): string[] =>
  decision.jobs.flatMap((job) => (job.type === 'mail' ? [job.intent.kind] : []))
