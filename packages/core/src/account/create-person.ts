// Entering a person, and changing details.

import { requireRole } from '../access/roles.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { withoutMailed } from '../invitation/generation.ts'
import { requireManaging } from './guards.ts'
import type { Person, Profile } from './person.ts'

export const emptyProfile: Profile = {
  externalId: null,
  firstName: null,
  lastName: null,
  location: null,
  department: null,
  position: null,
  locale: null,
  postalAddress: null,
  fields: {},
}

export interface NewPersonInput {
  id: string
  profile: Partial<Profile>
  email: { canonical: string; entered: string } | null
  endsAt: number | null
}

/** @throws FoyerError `role_too_low` for anybody below manager. */
export const createPerson = (input: NewPersonInput, context: Context): Decision => {
  requireRole(context.actor, 'manager')
  const profile = { ...emptyProfile, ...input.profile }
  const person: Person = {
    id: input.id,
    version: 1,
    createdAt: context.now,
    changedAt: context.now,
    profile,
    email: input.email === null ? null : newEmail(input.email, 'manager', context.now),
    emailRevision: input.email === null ? 0 : 1,
    lastEmailRevision: input.email === null ? 0 : 1,
    waitingEmail: null,
    formerEmail: null,
    activatedAt: null,
    deactivatedAt: null,
    endsAt: input.endsAt,
    eraseAt: null,
    deletedAt: null,
    signInName: null,
    credentialRevision: 0,
    hasPassword: false,
    passkeys: [],
    totpSince: null,
    signInNotices: true,
    access: [],
    invitation: null,
    grants: [],
    acceptances: [],
  }
  const d = draft(person, context)
  d.event({ type: 'user.created', data: {}, values: { externalId: profile.externalId, email: input.email?.entered ?? null } })
  return d.done()
}

export const newEmail = (
  address: { canonical: string; entered: string },
  setBy: 'manager' | 'holder',
  now: number,
): NonNullable<Person['email']> => ({
  ...address,
  setAt: now,
  setBy,
  issuedAt: null,
  confirmedAt: null,
  bouncedAt: null,
  complainedAt: null,
  refusedAt: null,
})

/** Puts another address, or none, on file: unconfirmed, under a revision that was never used. */
export const withEmail = (
  person: Person,
  address: { canonical: string; entered: string } | null,
  setBy: 'manager' | 'holder',
  now: number,
): Partial<Person> => ({
  email: address === null ? null : newEmail({ canonical: address.canonical, entered: address.entered }, setBy, now),
  emailRevision: person.lastEmailRevision + 1,
  lastEmailRevision: person.lastEmailRevision + 1,
  invitation: person.invitation === null ? null : withoutMailed(person.invitation),
})

/**
 * Changes details. What is not named stays. Renaming the external id that somebody signs in with needs `renamesSignIn`.
 * @throws FoyerError `role_too_low`, `user_not_found`; `invalid_input` (at `externalId`: `renames_sign_in` when that was not asked for,
 * `sign_in_name_missing` when no way to sign in would be left, `sign_in_name_invalid` for a name with `@`).
 */
export const updatePerson = (
  person: Person,
  input: { profile: Partial<Profile>; endsAt?: number | null | undefined; renamesSignIn?: boolean | undefined },
  context: Context,
): Decision => {
  requireManaging(person, context)
  const d = draft(person, context)
  const profile = { ...person.profile, ...input.profile }
  const changed = changedKeys(person.profile, profile)
  const endsAt = input.endsAt === undefined ? person.endsAt : input.endsAt
  if (changed.length === 0 && endsAt === person.endsAt) return d.done()
  const renames = person.signInName !== null && changed.includes('externalId')
  if (renames) requireSignInName(person, profile.externalId, input.renamesSignIn === true)
  d.change({ profile, endsAt, signInName: renames ? profile.externalId : person.signInName })
  d.event({ type: 'user.updated', data: { fields: endsAt === person.endsAt ? changed : [...changed, 'endsAt'] } })
  return d.done()
}

/** Names of details that differ; custom fields as `fields.<key>`. */
export const changedKeys = (before: Profile, after: Profile): string[] => {
  const keys = (Object.keys(after) as (keyof Profile)[]).filter((key) => key !== 'fields' && !same(before[key], after[key]))
  const custom = Object.keys({ ...before.fields, ...after.fields }).filter(
    (key) => !same(before.fields[key] ?? null, after.fields[key] ?? null),
  )
  return [...keys, ...custom.map((key) => `fields.${key}`)]
}

const requireSignInName = (person: Person, name: string | null, isAskedFor: boolean): void => {
  if (name === null && person.email === null) throw badSignInName('sign_in_name_missing', 'Without it this person could not sign in.')
  if (name?.includes('@') === true) throw badSignInName('sign_in_name_invalid', 'A name to sign in with has no @.')
  if (!isAskedFor) throw badSignInName('renames_sign_in', 'This person signs in with it: say that the name is to change.')
}

const badSignInName = (code: string, message: string) =>
  new FoyerError('invalid_input', { issues: [{ path: ['externalId'], code, message }] })

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
