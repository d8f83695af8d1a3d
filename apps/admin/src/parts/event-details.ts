// What an event tells beside its name: the fields that changed, the application, the address before and after.

import type { FoyerEvent } from '@foyer/sdk'
import { html, nothing } from 'lit'
import type { Admin } from '../app/admin.ts'
import { mailKindText } from '../i18n/mail-words.ts'
import type { Words } from '../i18n/words.ts'
import type { Cell } from './data-table.ts'

export const eventDetails = ({ type, data }: FoyerEvent, { words, settings, locale }: Admin): Cell => {
  const known = data as Record<string, unknown>
  const applicationName = (key: string) => settings.applications.find((application) => application.key === key)?.name ?? key
  const documentTitle = (key: string) => settings.legal.find((document) => document.key === key)?.title ?? key
  const fieldName = (field: string) => {
    const own = settings.profile.find(({ key }) => field === key || field === `fields.${key}`)
    return own?.label ?? words[field as keyof Words] ?? field
  }
  const parts = [
    ...(type.startsWith('mail.') ? listOf(known.kind).map((kind) => mailKindText(kind, locale)) : []),
    ...listOf(known.fields).map((field) => fieldName(field)),
    ...listOf(known.application ?? known.applications).map(applicationName),
    ...listOf(known.role).map((role) => words[`role_${role}` as keyof Words] ?? role),
    ...(typeof known.from === 'string' || typeof known.to === 'string' ? [`${known.from ?? '–'} → ${known.to ?? '–'}`] : []),
    ...(typeof known.document === 'string' ? [`${documentTitle(known.document)} ${known.version}`] : []),
    ...listOf(known.reason),
  ]
  return parts.length === 0 ? nothing : html`<span class="muted">${parts.join(' · ')}</span>`
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [])
