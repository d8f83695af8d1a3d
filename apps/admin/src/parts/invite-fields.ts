// How somebody is invited: to what, as what, for how long, with which words.

import type { InitialPassword, Invite, Role } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { selectField, textField } from './field.ts'

const ROLES: readonly Role[] = ['viewer', 'helper', 'manager', 'owner']

/** The role counts for a managing application alone; the server leaves it out elsewhere. */
export const handOverFields = (admin: Admin, application = ''): TemplateResult => {
  const { words, settings } = admin
  const reach = ROLES.slice(0, ROLES.indexOf(settings.caller.role) + 1)
  const managing = settings.applications.filter(({ manages }) => manages).map(({ name }) => name)
  return html`<div class="grid">
      ${selectField({ name: 'application', label: words.inviteTo, value: application, options: settings.applications.map(({ key, name }) => [key, name] as const) })}
      ${selectField({ name: 'role', label: `${words.role} (${managing.join(', ')})`, value: 'viewer', options: reach.map((role) => [role, words[`role_${role}`]] as const) })}
      ${textField({ name: 'validDays', label: words.validDays, type: 'number', value: String(settings.invitationDays) })}
    </div>`
}

/** By mail, it may say something of its own, or have a password instead of a link. */
export const inviteFields = (admin: Admin, application = '', { initialPassword = true } = {}): TemplateResult => {
  const { words } = admin
  return html`${handOverFields(admin, application)}
    <div class="field">
      <label for="message">${words.message} <span class="muted">${words.optional}</span></label>
      <textarea id="message" name="message" rows="2" maxlength="500"></textarea>
    </div>
    ${
      initialPassword
        ? html`<label class="check"><input type="checkbox" name="initialPassword" value="generate" />${words.initialPassword}</label>
            <p class="hint">${words.initialPasswordHint}</p>`
        : nothing
    }`
}

type AnyInvite = Invite<{ applications: Record<string, object> }>

export const readInvite = (form: FormData, managing: readonly string[] = []): AnyInvite & { initialPassword?: InitialPassword } => {
  const application = String(form.get('application') ?? '')
  const days = Number(form.get('validDays'))
  const message = String(form.get('message') ?? '').trim()
  return {
    application,
    ...(managing.includes(application) ? { role: String(form.get('role')) as Role } : {}),
    ...(Number.isInteger(days) && days > 0 ? { validDays: days } : {}),
    ...(message === '' ? {} : { message }),
    ...(form.get('initialPassword') === 'generate' ? { initialPassword: 'generate' as const } : {}),
  }
}

export const managingKeys = ({ settings }: Admin): string[] => settings.applications.filter(({ manages }) => manages).map(({ key }) => key)
