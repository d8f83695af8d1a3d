// People for the store's contract suites, made by core's own decisions.
import { randomBytes, randomUUID } from 'node:crypto'
import {
  type Actor,
  type ApplicationSettings,
  type Context,
  createPerson,
  type Decision,
  type LedgerEntry,
  locatorFrom,
  type NewPersonInput,
  type Person,
  type Profile,
  parseAddress,
  type Settings,
  sendInvitation,
} from '@foyer/core'
import type { Store } from '../src/store/store.ts'

const application = (key: string, more: Partial<ApplicationSettings> = {}): ApplicationSettings => ({
  key,
  manages: false,
  includes: [],
  signInWith: ['email'],
  legal: [],
  askAtActivation: [],
  passkeys: 'offer',
  mfa: 'optional',
  showsTypedAddresses: false,
  ...more,
})

const settings: Settings = {
  applications: { app: application('app'), portal: application('portal', { manages: true, includes: ['app'] }) },
  legal: { terms: { key: 'terms', version: '1', substantial: true } },
  profile: {},
  timeZone: 'Europe/Berlin',
  invitationDays: 14,
  printedInvitationDays: 60,
  reminderDays: 3,
  erasureDays: 14,
  sharedDevices: 'off',
  passkeyOfferDays: null,
}

export const system: Actor = { kind: 'system' }

export const contextAt = (now: number, actor: Actor = system): Context => ({
  now,
  actor,
  settings,
  keyId: 'k1',
  fresh: { grantId: randomBytes(8).toString('hex'), locator: locatorFrom(randomBytes(8)) },
})

export type PersonInput = Partial<Profile> & {
  email?: string | null
  id?: string
  endsAt?: number | null
  invite?: string
  role?: 'owner' | 'viewer'
}

/** What a management call makes of this input. */
export function enter({ email, id, endsAt, invite, role, ...profile }: PersonInput, now: number): Decision {
  const input: NewPersonInput = {
    id: id ?? randomUUID(),
    profile,
    email: email == null ? null : parseAddress(email),
    endsAt: endsAt ?? null,
  }
  const entered = createPerson(input, contextAt(now))
  if (invite === undefined) return entered
  const invited = sendInvitation(entered.person, { application: invite, role }, contextAt(now))
  return { ...invited, events: [...entered.events, ...invited.events], jobs: [...entered.jobs, ...invited.jobs] }
}

export async function add(store: Store, input: PersonInput): Promise<Person> {
  const { person } = await store.addPerson((now) => enter(input, now), { actor: 'system' })
  return person
}

/** A decision that replaces facts, for tests about what can be stored. */
export const withFacts = (person: Person, facts: Partial<Person>): Decision => ({
  person: { ...person, ...facts },
  events: [],
  jobs: [],
  endSessions: [],
})

/** What an agreement to a document leaves in the ledger. */
export const agreedTo = (document: string, version: string, at: number): LedgerEntry => ({
  document,
  version,
  act: 'accepted',
  locale: 'de',
  sha256: null,
  at,
  channel: 'activation',
})

/** Somebody online with real access, as an activation leaves them. */
export async function addOnline(store: Store, input: PersonInput & { application?: string }): Promise<Person> {
  const { application: key = 'app', role, ...rest } = input
  const person = await add(store, { email: `${randomBytes(6).toString('hex')}@example.com`, ...rest })
  const changed = await store.changePerson(
    { id: person.id },
    (before, now) =>
      withFacts(before, {
        activatedAt: now,
        changedAt: now,
        credentialRevision: 1,
        hasPassword: true,
        email: before.email === null ? null : { ...before.email, issuedAt: now, confirmedAt: now },
        access: [{ application: key, role: role ?? null, pending: false, grantedAt: now, via: null, profileDoneAt: null }],
      }),
    { actor: 'system', passwordHash: '$argon2id$test' },
  )
  if (changed === null) throw new Error('Nobody was entered')
  return changed.person
}
