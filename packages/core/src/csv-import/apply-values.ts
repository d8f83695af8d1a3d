// Carries the details of a row over to a person on file, by the decisions that every other way uses.

import type { PostalAddress } from '@foyer/contract'
import { changeEmail } from '../account/change-email.ts'
import { changedKeys, updatePerson } from '../account/create-person.ts'
import { deactivatePerson, reactivatePerson } from '../account/deactivate.ts'
import { requireManaging } from '../account/guards.ts'
import type { Person, Profile } from '../account/person.ts'
import type { Settings } from '../account/settings.ts'
import { shownAddress } from '../account/shown-address.ts'
import { accountStatus } from '../account/status.ts'
import type { Context } from '../event/context.ts'
import { type Decision, unchanged } from '../event/decision.ts'
import { FoyerError } from '../foyer-error.ts'
import type { ImportValues } from './import-values.ts'

export interface FieldChange {
  /** `email`, `status`, a detail, or `fields.<key>`. */
  field: string
  from: unknown
  to: unknown
}

const KEYS = ['externalId', 'firstName', 'lastName', 'location', 'department', 'position', 'locale'] as const

/** The details that the row names, whole: an address is completed by what is on file. */
export const profileOf = (onFile: Profile | null, values: ImportValues): Partial<Profile> | 'address_incomplete' => {
  const profile: { -readonly [K in keyof Profile]?: Profile[K] } = {}
  for (const key of KEYS) {
    const value = values[key]
    if (value !== undefined) profile[key] = value
  }
  if (values.fields !== undefined) profile.fields = { ...onFile?.fields, ...values.fields }
  if (values.postalAddress === undefined) return profile
  const address = values.postalAddress === null ? null : { ...onFile?.postalAddress, ...values.postalAddress }
  if (address !== null && !isWhole(address)) return 'address_incomplete'
  profile.postalAddress = address
  return profile
}

/**
 * @param invites whoever loses their mailed link to a corrected address gets it there
 * @throws FoyerError those of the decisions; `email_confirmed` before anything else is looked at
 */
export const applyValues = (person: Person, values: ImportValues, invites: boolean, context: Context): Decision | 'address_incomplete' => {
  requireManaging(person, context)
  const profile = profileOf(person.profile, values)
  if (profile === 'address_incomplete') return profile
  const address = otherAddress(person, values)
  if (address !== undefined && person.email !== null && person.email.confirmedAt !== null)
    throw new FoyerError('email_confirmed', { userId: person.id })
  let decision = updatePerson(person, { profile, endsAt: values.endsAt }, context)
  if (values.status === 'active' && decision.person.deactivatedAt !== null)
    decision = followedBy(decision, reactivatePerson(decision.person, context))
  if (address !== undefined) {
    const send = invites && address !== null && accountStatus(decision.person) === 'invited' ? 'invitation' : undefined
    decision = followedBy(decision, changeEmail(decision.person, { email: address, send }, context))
  }
  if (values.status === 'inactive' && decision.person.deactivatedAt === null)
    decision = followedBy(decision, deactivatePerson(decision.person, {}, context))
  return decision.events.length === 0 ? unchanged(person) : decision
}

/** Undefined where the row says nothing new: a confirmed address keeps the spelling of its holder. */
const otherAddress = (person: Person, { email }: ImportValues): ImportValues['email'] => {
  if (email === undefined || (email === null && person.email === null)) return undefined
  if (email !== null && person.waitingEmail?.canonical === email.canonical) return undefined
  const isSame = email !== null && person.email?.canonical === email.canonical
  if (isSame && (person.email?.confirmedAt !== null || person.email.entered === email.entered)) return undefined
  return email
}

/** What a preview shows. An address that the holder typed is shown as managers see it. */
export const changesBetween = (before: Person, after: Person, settings: Settings): FieldChange[] => {
  const changes: FieldChange[] = changedKeys(before.profile, after.profile).map((field) => ({
    field,
    from: valueAt(before.profile, field),
    to: valueAt(after.profile, field),
  }))
  if (before.email?.entered !== after.email?.entered)
    changes.push({ field: 'email', from: shownAddress(before, before.email, settings), to: after.email?.entered ?? null })
  if (before.waitingEmail?.canonical !== after.waitingEmail?.canonical && after.waitingEmail !== null)
    changes.push({ field: 'email', from: shownAddress(before, before.email, settings), to: after.waitingEmail.entered })
  if (before.endsAt !== after.endsAt) changes.push({ field: 'endsAt', from: iso(before.endsAt), to: iso(after.endsAt) })
  if (accountStatus(before) !== accountStatus(after))
    changes.push({ field: 'status', from: accountStatus(before), to: accountStatus(after) })
  return changes
}

/** Two decisions as one: the later person, all events and jobs. */
export const followedBy = (first: Decision, second: Decision): Decision => ({
  person: second.person,
  events: [...first.events, ...second.events],
  jobs: [...first.jobs, ...second.jobs],
  endSessions: first.endSessions === 'all' || second.endSessions === 'all' ? 'all' : [...first.endSessions, ...second.endSessions],
})

const valueAt = (profile: Profile, field: string): unknown =>
  field.startsWith('fields.') ? (profile.fields[field.slice('fields.'.length)] ?? null) : profile[field as keyof Profile]

const isWhole = (address: Partial<PostalAddress>): address is PostalAddress =>
  address.street !== undefined && address.postcode !== undefined && address.town !== undefined

const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())
