// A person's details to read, for whoever may not change them; and those fields that only their holder changes.

import type { User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { sayDay } from '../i18n/words.ts'

const TEXTS = ['externalId', 'firstName', 'lastName', 'position', 'location', 'department'] as const

export const personFacts = (user: User, admin: Admin): TemplateResult => {
  const { words, locale, settings } = admin
  const address = user.postalAddress
  return html`<dl class="facts">
    ${TEXTS.map((key) => fact(words[key], user[key]))}
    ${fact(words.locale, user.locale)}
    ${fact(words.endsAt, user.endsAt === null ? null : sayDay(user.endsAt, locale, settings.organisation.timeZone))}
    ${fact(words.postalAddress, address === null ? null : [address.street, `${address.postcode} ${address.town}`, address.country].filter(Boolean).join(', '))}
    ${settings.profile.map((field) => fact(field.label, sayField(field, user.fields[field.key], admin)))} ${formerFields(user, admin)}
  </dl>`
}

/** What only the holder changes, and what a field left behind that is configured no more. */
export const holdersFields = (user: User, admin: Admin): TemplateResult | typeof nothing => {
  const { words, settings } = admin
  const own = settings.profile.filter(({ editable, key }) => !editable && user.fields[key] !== undefined)
  const former = formerFields(user, admin)
  if (own.length === 0 && former.length === 0) return nothing
  return html`<section>
    <h3>${words.holdersFields}</h3>
    <dl class="facts">${own.map((field) => fact(field.label, sayField(field, user.fields[field.key], admin)))} ${former}</dl>
  </section>`
}

const formerFields = (user: User, { settings }: Admin): TemplateResult[] =>
  Object.entries(user.fields).flatMap(([key, value]) =>
    value === null || settings.profile.some((field) => field.key === key) ? [] : [fact(key, String(value))],
  )

const fact = (label: string, text: string | null | undefined): TemplateResult => html`<dt>${label}</dt><dd>${text || '–'}</dd>`

const sayField = (field: Admin['settings']['profile'][number], value: unknown, { words }: Admin): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const labelOf = (one: unknown) => field.options.find((option) => option.value === one)?.label ?? String(one)
  return Array.isArray(value) ? value.map(labelOf).join(', ') : labelOf(value)
}
