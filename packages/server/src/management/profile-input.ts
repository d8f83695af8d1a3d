// Details as a managing route takes them, in the form that core keeps.

import { type Profile, parseMoment, validateFields } from '@foyer/core'
import type { Deps } from '../deps.ts'

interface ProfileInput {
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  location?: string | null | undefined
  department?: string | null | undefined
  position?: string | null | undefined
  locale?: string | null | undefined
  externalId?: string | null | undefined
  postalAddress?: Profile['postalAddress'] | undefined
  fields?: Record<string, unknown> | undefined
  endsAt?: string | null | undefined
}

const KEYS = ['externalId', 'firstName', 'lastName', 'location', 'department', 'position', 'locale', 'postalAddress'] as const

/** What is named; fields are checked against the configuration and merged with those on file. @throws FoyerError `invalid_input`. */
export const readProfile = (deps: Pick<Deps, 'config'>, input: ProfileInput, onFile: Profile['fields'] = {}): Partial<Profile> => {
  const named = Object.fromEntries(KEYS.filter((key) => input[key] !== undefined).map((key) => [key, input[key]])) as Partial<Profile>
  if (input.fields === undefined) return named
  return {
    ...named,
    fields: { ...onFile, ...validateFields(deps.config.settings.profile, input.fields, { by: 'manager', partial: true }) },
  }
}

/** @throws FoyerError `invalid_input` for a moment that is none. */
export const readEndsAt = (deps: Pick<Deps, 'config'>, value: string | null | undefined): number | null | undefined =>
  value == null ? value : parseMoment(value, deps.config.settings.timeZone, ['endsAt'])
