// The fields that every profile has, with their words and limits. The rest is configuration.

import type { ProfileField } from './profile-schema.ts'

export type StandardField = 'externalId' | 'firstName' | 'lastName' | 'location' | 'department' | 'position'

/**
 * Limits in code points. What the organisation says about a person is for managers; the names are the person's own as well.
 * Language, postal address, e-mail address and last day are no plain texts and are checked on their own.
 */
export const standardFields: Readonly<Record<StandardField, ProfileField>> = {
  externalId: { type: 'text', label: { de: 'Personalnummer', en: 'Staff number' }, max: 64, editableBy: 'managers' },
  firstName: { type: 'text', label: { de: 'Vorname', en: 'First name' }, max: 100 },
  lastName: { type: 'text', label: { de: 'Nachname', en: 'Last name' }, max: 100 },
  location: { type: 'text', label: { de: 'Standort', en: 'Location' }, max: 100, editableBy: 'managers' },
  department: { type: 'text', label: { de: 'Abteilung', en: 'Department' }, max: 100, editableBy: 'managers' },
  position: { type: 'text', label: { de: 'Position', en: 'Position' }, max: 100, editableBy: 'managers' },
}

/** Names that no configured field may take: they are members of a person already. */
export const reservedFieldKeys: readonly string[] = [
  ...Object.keys(standardFields),
  'id',
  'version',
  'createdAt',
  'changedAt',
  'email',
  'emailMasked',
  'emailStatus',
  'status',
  'locale',
  'postalAddress',
  'endsAt',
  'fields',
  'access',
  'invitation',
]
