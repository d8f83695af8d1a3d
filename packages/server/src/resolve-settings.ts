// The part of a configuration that decisions depend on, with every default filled in.

import type { ApplicationSettings, Settings } from '@foyer/core'
import type { FoyerConfig, ProfileFieldConfig } from './config-types.ts'
import { DEFAULT_REMINDER_DAYS } from './mail-policy.ts'
import { passkeyPolicyOf } from './passkey-policy.ts'

export const resolveSettings = (config: FoyerConfig): Settings => ({
  applications: mapValues(
    config.applications,
    (application, name): ApplicationSettings => ({
      key: name,
      manages: application.manages === true,
      includes: application.includes ?? [],
      signInWith: application.signInWith ?? ['email'],
      legal: application.legal ?? [],
      askAtActivation: application.askAtActivation ?? [],
      passkeys: passkeyPolicyOf(config, name),
      mfa: application.mfa ?? config.policy?.mfa ?? 'optional',
      showsTypedAddresses: application.showsTypedAddresses === true,
      handoverAsks: application.handoverAsks,
    }),
  ),
  legal: mapValues(config.legal ?? {}, (document, name) => ({
    key: name,
    version: document.version,
    substantial: document.substantial ?? true,
    optional: document.optional === true,
  })),
  profile: mapValues(config.profile ?? {}, (field: ProfileFieldConfig) => field),
  timeZone: config.organisation.timeZone ?? 'Europe/Berlin',
  invitationDays: config.policy?.invitationDays ?? 14,
  printedInvitationDays: config.policy?.printedInvitationDays ?? 60,
  reminderDays: config.policy?.reminderDays ?? DEFAULT_REMINDER_DAYS,
  erasureDays: erasureDaysOf(config),
  sharedDevices: config.policy?.sharedDevices ?? 'off',
  passkeyOfferDays: config.policy?.passkeyOfferDays ?? null,
})

const erasureDaysOf = ({ policy }: FoyerConfig): number | null => {
  const days = policy?.erasureDays ?? 14
  return days === 'off' ? null : days
}

export const mapValues = <V, R>(record: Readonly<Record<string, V>>, make: (value: V, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value, name)]))
