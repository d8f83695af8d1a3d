// What was typed in a person's form, as far as it differs from what stood there, and how two versions of a person differ.

import type { User } from '@foyer/sdk'
import type { Admin } from '../app/admin.ts'
import { dayOf } from '../i18n/words.ts'
import type { readPerson } from '../parts/person-form.ts'

export type PersonPatch = Partial<ReturnType<typeof readPerson>>

type Scope = Pick<Admin, 'settings'>

/** Untouched fields are left out, so that nothing is written back that somebody else changed meanwhile. */
export const changedOnly = (typed: ReturnType<typeof readPerson>, user: User, admin: Scope): PersonPatch => {
  const { fields = {}, ...own } = typed
  const before = valuesOf(user, admin)
  const patch = Object.fromEntries(Object.entries(own).filter(([key, value]) => sayValue(value) !== sayValue(before[key])))
  const changedFields = Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => sayValue(value) !== sayValue(before[`fields.${key}`])),
  )
  return Object.keys(changedFields).length === 0 ? patch : { ...patch, fields: changedFields }
}

export interface Difference {
  key: string
  /** Of a field of the organisation's own. */
  label: string | null
  stored: string
  /** `null`: nothing was typed there. */
  typed: string | null
}

/** Every field that either side changed. */
export const differences = ({ before, now, patch }: { before: User; now: User; patch: PersonPatch }, admin: Scope): Difference[] => {
  const [was, is] = [valuesOf(before, admin), valuesOf(now, admin)]
  const { fields = {}, ...own } = patch
  const typed: Record<string, unknown> = {
    ...own,
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`fields.${key}`, value])),
  }
  return Object.keys(is).flatMap((key) => {
    const mine = Object.hasOwn(typed, key) ? sayValue(typed[key]) : null
    const stored = sayValue(is[key])
    if (stored === sayValue(was[key]) && (mine === null || mine === stored)) return []
    const label = admin.settings.profile.find((field) => `fields.${field.key}` === key)?.label ?? null
    return [{ key, label, stored, typed: mine }]
  })
}

const KEYS = ['firstName', 'lastName', 'externalId', 'position', 'location', 'department', 'locale', 'postalAddress'] as const

const valuesOf = (user: User, { settings }: Scope): Record<string, unknown> => ({
  ...Object.fromEntries(KEYS.map((key) => [key, user[key]])),
  endsAt: user.endsAt === null ? null : dayOf(user.endsAt, settings.organisation.timeZone),
  ...Object.fromEntries(settings.profile.map(({ key }) => [`fields.${key}`, user.fields[key]])),
})

const sayValue = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join(', ')
  return typeof value === 'object' ? Object.values(value).filter(Boolean).join(', ') : String(value)
}
