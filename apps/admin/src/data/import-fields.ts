// What a column of a file may stand for.

import type { Admin } from '../app/admin.ts'

const BUILT_IN = [
  'externalId',
  'email',
  'firstName',
  'lastName',
  'fullName',
  'location',
  'department',
  'position',
  'locale',
  'status',
  'endsAt',
  'initialPassword',
  'street',
  'postcode',
  'town',
  'country',
  'address',
] as const

/** Leaves a column out. */
export const IGNORE = 'ignore'

export const importFields = ({ words, settings }: Admin): (readonly [value: string, label: string])[] => [
  [IGNORE, words.importIgnore],
  ...BUILT_IN.map(
    (field) =>
      [field, field === 'initialPassword' || field === 'address' || field === 'fullName' ? words[`field_${field}`] : words[field]] as const,
  ),
  ...settings.profile.filter(({ editable }) => editable).map(({ key, label }) => [`fields.${key}`, label] as const),
]

export const importFieldLabel = (field: string, admin: Admin): string =>
  importFields(admin).find(([value]) => value === field)?.[1] ?? field
