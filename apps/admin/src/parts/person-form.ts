// The fields of a person as a form, and what was typed as the SDK takes it.

import { isFoyerError, type NewUser, type Settings, type User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { dayOf } from '../i18n/words.ts'
import { localeOptions, selectField, textField } from './field.ts'
import { holdersFields } from './person-facts.ts'

type OwnField = Settings['profile'][number]
type Faults = Readonly<Record<string, string>>

const TEXTS = ['externalId', 'firstName', 'lastName', 'location', 'department', 'position'] as const
const ADDRESS = ['street', 'postcode', 'town', 'country'] as const

export const personFields = (user: User | null, admin: Admin, faults: Faults): TemplateResult => {
  const { words, settings } = admin
  const text = (key: (typeof TEXTS)[number]) =>
    textField({ name: key, label: words[key], value: user?.[key] ?? '', max: key === 'externalId' ? 64 : 100, fault: faults[key] })
  const own = settings.profile.filter(({ editable }) => editable)
  return html`
    <div class="grid">
      ${text('firstName')} ${text('lastName')} ${text('externalId')} ${text('position')} ${text('location')} ${text('department')}
      ${selectField({ name: 'locale', label: words.locale, value: user?.locale ?? '', options: localeOptions(words), fault: faults.locale })}
      ${textField({ name: 'endsAt', label: words.endsAt, type: 'date', value: user?.endsAt ? dayOf(user.endsAt, settings.organisation.timeZone) : '', hint: words.endsAtHint, fault: faults.endsAt })}
    </div>
    <fieldset>
      <legend>${words.postalAddress} <span class="muted">${words.optional}</span></legend>
      <div class="grid">
        ${ADDRESS.map((key) => textField({ name: key, label: words[key], value: user?.postalAddress?.[key] ?? '', max: 200, fault: faults[`postalAddress.${key}`] }))}
      </div>
    </fieldset>
    ${
      own.length === 0
        ? ''
        : html`<fieldset>
            <legend>${words.ownFields}</legend>
            <div class="grid">${own.map((field) => ownField(field, user?.fields[field.key], admin, faults))}</div>
          </fieldset>`
    }
    ${user === null ? nothing : holdersFields(user, admin)}
  `
}

const inputTypes = { text: 'text', phone: 'tel', url: 'url', email: 'email', date: 'date', number: 'number' } as const

const ownField = (field: OwnField, value: unknown, { words }: Admin, faults: Faults): TemplateResult => {
  const name = `fields.${field.key}`
  const fault = faults[name]
  if (field.type === 'choices') {
    const chosen = Array.isArray(value) ? value : []
    return html`<fieldset class="field">
      <legend>${field.label}</legend>
      ${field.options.map(
        (option) =>
          html`<label class="check"><input type="checkbox" name=${name} value=${option.value} .checked=${chosen.includes(option.value)} />${option.label}</label>`,
      )}
    </fieldset>`
  }
  if (field.type === 'choice')
    return selectField({
      name,
      label: field.label,
      value: String(value ?? ''),
      options: [['', '–'], ...field.options.map(({ value: key, label }) => [key, label] as const)],
      fault,
    })
  if (field.type === 'yes-no')
    return selectField({
      name,
      label: field.label,
      value: value === true ? 'yes' : value === false ? 'no' : '',
      options: [
        ['', '–'],
        ['yes', words.yes],
        ['no', words.no],
      ],
      fault,
    })
  return textField({
    name,
    label: field.label,
    type: inputTypes[field.type],
    value: value === undefined || value === null ? '' : String(value),
    hint: field.hint,
    fault,
  })
}

/** Blank is `null`: in a form what is empty is meant to be empty. */
export const readPerson = (form: FormData, { settings }: Admin): Omit<NewUser<{ applications: Record<string, object> }>, 'email'> => {
  const text = (name: string): string | null => String(form.get(name) ?? '').trim() || null
  const [street, postcode, town, country] = ADDRESS.map(text)
  const hasAddress = [street, postcode, town, country].some((part) => part !== null)
  return {
    ...Object.fromEntries(TEXTS.map((key) => [key, text(key)])),
    locale: text('locale'),
    endsAt: text('endsAt'),
    postalAddress: hasAddress
      ? {
          street: street ?? '',
          postcode: postcode ?? '',
          town: town ?? '',
          ...(country === null || country === undefined ? {} : { country }),
        }
      : null,
    fields: Object.fromEntries(settings.profile.filter(({ editable }) => editable).map((field) => [field.key, readOwn(form, field)])),
  }
}

const readOwn = (form: FormData, { key, type }: OwnField): unknown => {
  const name = `fields.${key}`
  if (type === 'choices') return form.getAll(name).map(String)
  const value = String(form.get(name) ?? '').trim()
  if (value === '') return null
  if (type === 'yes-no') return value === 'yes'
  return type === 'number' ? Number(value.replace(',', '.')) : value
}

/** What the server found wrong, by field. */
export const readFaults = (error: unknown): Faults =>
  isFoyerError(error, 'invalid_input') ? Object.fromEntries(error.details.issues.map(({ path, message }) => [path.join('.'), message])) : {}
