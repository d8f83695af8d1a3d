// What a managing app has to know of this deployment, in the caller's language.

import { type ErrorCode, errorStatus, type OutputOf, type Role } from '@foyer/contract'
import { actorRank, isEditable, roleForAction, roleRank } from '@foyer/core'
import type { ProfileFieldConfig } from '../config-types.ts'
import type { Deps } from '../deps.ts'
import { errorTexts } from '../http/error-texts.ts'
import { localText } from '../text.ts'
import type { Caller } from './caller.ts'

type Settings = OutputOf<'settings.get'>

/** No secret and no path of the machine is in it. */
export const readSettings = ({ config, version }: Pick<Deps, 'config' | 'version'>, { actor, locale }: Caller): Settings => {
  const { organisation, settings } = config
  return {
    organisation: { name: organisation.name, timeZone: organisation.timeZone, contact: organisation.contact, locale: organisation.locale },
    caller: { role: roleOfRank(actorRank(actor)), userId: actor.kind === 'user' ? actor.userId : null },
    applications: Object.values(config.applications).map(({ key, name, url, manages }) => ({
      key,
      name: localText(name, locale),
      url,
      manages,
      includes: [...(settings.applications[key]?.includes ?? [])],
      signInWith: [...(settings.applications[key]?.signInWith ?? [])],
    })),
    profile: Object.entries(settings.profile as Readonly<Record<string, ProfileFieldConfig>>).flatMap(([key, field]) =>
      field.visibleTo === 'holder' ? [] : [fieldOf(key, field, locale)],
    ),
    legal: Object.values(config.legal).map(({ key, version: edition, title, substantial, optional }) => ({
      key,
      version: edition,
      title: localText(title, locale),
      substantial: substantial !== false,
      optional: optional === true,
    })),
    reasons: reasonsIn(locale),
    roleForAction,
    invitationDays: settings.invitationDays,
    printedInvitationDays: settings.printedInvitationDays,
    reminderDays: settings.reminderDays,
    minPasswordLength: config.minPasswordLength,
    mail: { from: config.mail.from, transport: config.mail.transport === 'capture' ? 'capture' : config.mail.transport.name },
    version,
  }
}

/** What stands against an action, not what may go wrong with a server: codes below 500. */
const reasonsIn = (locale: Caller['locale']): Settings['reasons'] =>
  Object.fromEntries(
    Object.entries(errorTexts).flatMap(([code, text]) => (errorStatus[code as ErrorCode] < 500 ? [[code, text[locale]] as const] : [])),
  )

const fieldOf = (key: string, field: ProfileFieldConfig, locale: string): Settings['profile'][number] => ({
  key,
  type: field.type,
  label: localText(field.label, locale),
  hint: field.hint === undefined ? null : localText(field.hint, locale),
  required: field.required === true,
  options:
    'options' in field ? field.options.map((value) => ({ value, label: localText(field.optionLabels?.[value] ?? value, locale) })) : [],
  editable: isEditable(field, 'manager'),
})

const roleOfRank = (rank: number): Role => {
  const found = (Object.keys(roleRank) as Role[]).find((role) => roleRank[role] === rank)
  return found ?? 'viewer'
}
