// The cells of a row or a person, as reading understands them again.

import type { ImportColumn, ImportField, ImportValues, Person, ProfileSchema } from '@foyer/core'

/** A person in the form of a row. */
export const valuesOf = ({ profile, email, endsAt, deactivatedAt }: Person): ImportValues => {
  const { externalId, postalAddress, fields, ...rest } = profile
  return {
    ...(externalId === null ? {} : { externalId }),
    ...rest,
    email: email === null ? null : { canonical: email.canonical, entered: email.entered },
    status: deactivatedAt === null ? 'active' : 'inactive',
    endsAt,
    postalAddress: postalAddress as Exclude<ImportValues['postalAddress'], undefined>,
    fields: { ...fields },
  }
}

export interface CellWriter {
  locale: 'de' | 'en'
  timeZone: string
  schema: ProfileSchema
}

export const cellsOf = (values: ImportValues, columns: readonly Pick<ImportColumn, 'field'>[], writer: CellWriter): string[] =>
  columns.map(({ field }) => (field === null ? '' : cellOf(values, field, writer)))

const cellOf = (values: ImportValues, field: ImportField, writer: CellWriter): string => {
  if (field.startsWith('fields.')) return fieldCell(values.fields?.[field.slice('fields.'.length)], writer)
  if (field === 'initialPassword') return ''
  if (field === 'email') return values.email?.entered ?? ''
  if (field === 'status') return values.status === undefined ? '' : statusWords[values.status][writer.locale]
  if (field === 'endsAt') return values.endsAt == null ? '' : dayOf(values.endsAt, writer.timeZone)
  if (field === 'fullName') return [values.lastName, values.firstName].filter(Boolean).join(', ')
  if (field === 'address') return addressLine(values.postalAddress)
  if (field === 'street' || field === 'postcode' || field === 'town' || field === 'country') return values.postalAddress?.[field] ?? ''
  return values[field as 'firstName'] ?? ''
}

const statusWords = { active: { de: 'aktiv', en: 'active' }, inactive: { de: 'inaktiv', en: 'inactive' } } as const

const fieldCell = (value: unknown, { locale }: CellWriter): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return { de: ['nein', 'ja'], en: ['no', 'yes'] }[locale][Number(value)] ?? ''
  return Array.isArray(value) ? value.join(', ') : String(value)
}

const addressLine = (address: ImportValues['postalAddress']): string => {
  if (address == null || address.street === undefined) return ''
  const { street, postcode = '', town = '', country } = address
  return `${street}, ${postcode} ${town}${country === undefined ? '' : `, ${country}`}`
}

/** The day in the organisation's time zone, as ISO 8601: read alike everywhere. */
const dayOf = (moment: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)
