// Checks a configuration at start and brings it into the form that everything else reads.

import type { Settings } from '@foyer/core'
import * as z from 'zod'
import type { ApplicationConfig, FoyerConfig, LegalDocumentConfig, Text } from './config-types.ts'
import { isAddressOrBlock } from './http/client-address.ts'
import { mailSchema, reminderDays } from './mail-policy.ts'
import { faultsOfPasskeys, relyingPartyOf } from './passkey-policy.ts'
import { LEAKED_PASSWORDS_URL } from './password/leaked-passwords.ts'
import { mapValues, resolveSettings } from './resolve-settings.ts'

export interface ResolvedApplication {
  key: string
  name: Text
  url: string | null
  /** Exact origins, Foyer's own included. */
  origins: ReadonlySet<string>
  authPage: string | null
  stores: { apple?: string; google?: string }
  manages: boolean
  idleMs: number
  absoluteMs: number
}

export interface ResolvedConfig {
  /** Base of all links, without a trailing slash. */
  url: string
  origin: string
  /** Path part of `url`: empty, or `/id` when embedded below a path. */
  basePath: string
  secure: boolean
  demo: boolean
  organisation: {
    name: string
    timeZone: string
    logo: string | null
    accent: string
    contact: string | null
    postalLine: string | null
    locale: 'de' | 'en'
  }
  applications: Readonly<Record<string, ResolvedApplication>>
  legal: Readonly<Record<string, LegalDocumentConfig & { key: string }>>
  mail: FoyerConfig['mail']
  settings: Omit<Settings, never>
  minPasswordLength: number
  /** Whom to ask whether a new password leaked, without a trailing slash; `null`: nobody. */
  leakedPasswordsUrl: string | null
  /** Domain of all passkeys (WebAuthn, relying party id). */
  relyingParty: string
  trustedProxies: readonly string[]
  /** Who may read the metrics; `null`: nobody. */
  readers: 'loopback' | { token: string } | null
}

/** A configuration that cannot work. The message names the key and says what to write instead. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const MINUTE_MS = 60_000
const key = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, 'use a-z, 0-9, "-" and "_", starting with a letter, at most 32')
const fieldKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'use letters, digits and "_", starting with a letter')
const text = z.union([z.string().min(1), z.record(z.string(), z.string().min(1))])
const httpUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), 'give a full http(s) address')
const origin = httpUrl.refine(
  (value) => URL.canParse(value) && new URL(value).origin === value,
  'give an origin only, such as https://app.example.com, without a path or slash',
)
const passkeyPolicy = z.enum(['off', 'offer', 'require']).optional()
const mfaPolicy = z.enum(['off', 'optional', 'required']).optional()
const days = (min: number) => z.int().min(min).max(90)

const schema = z.strictObject({
  url: httpUrl.refine((value) => !value.endsWith('/') && !/[?#]/.test(value), 'leave out the trailing slash, query and fragment'),
  organisation: z.strictObject({
    name: z.string().min(1).max(100),
    timeZone: z.string().refine(isTimeZone, 'use an IANA name such as Europe/Berlin').optional(),
    logo: z.string().optional(),
    accent: z
      .string()
      .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, 'use #rgb or #rrggbb')
      .optional(),
    contact: z.string().max(200).optional(),
    postalLine: z.string().max(100).optional(),
    locale: z.enum(['de', 'en']).optional(),
  }),
  database: z
    .union([
      z.string().min(1),
      z.strictObject({
        url: z.string().min(1),
        pooler: z.literal('transaction').optional(),
        directUrl: z.string().optional(),
        max: z.int().min(1).max(200).optional(),
      }),
    ])
    .optional(),
  dataDirectory: z.string().min(1).optional(),
  secrets: z.string().optional(),
  mail: mailSchema,
  applications: z.record(
    key,
    z.strictObject({
      name: text,
      url: httpUrl.optional(),
      origins: z.array(origin).max(50).optional(),
      pages: z.strictObject({ auth: httpUrl.optional() }).optional(),
      stores: z.strictObject({ apple: httpUrl.optional(), google: httpUrl.optional() }).optional(),
      legal: z.array(z.string()).max(20).optional(),
      askAtActivation: z.array(z.string()).max(20).optional(),
      manages: z.boolean().optional(),
      includes: z.array(z.string()).max(20).optional(),
      signInWith: z
        .array(z.enum(['email', 'external_id']))
        .min(1)
        .optional(),
      passkeys: passkeyPolicy,
      mfa: mfaPolicy,
      showsTypedAddresses: z.boolean().optional(),
      handoverAsks: z.string().min(1).optional(),
      session: z.strictObject({ idleMinutes: z.int().min(1).optional(), absoluteMinutes: z.int().min(1).optional() }).optional(),
    }),
  ),
  legal: z
    .record(
      key,
      z.strictObject({
        version: z.string().min(1).max(64),
        title: text,
        file: text.optional(),
        url: text.optional(),
        substantial: z.boolean().optional(),
        optional: z.boolean().optional(),
      }),
    )
    .optional(),
  profile: z.record(fieldKey, z.looseObject({ type: z.string(), label: text })).optional(),
  passkeys: z.strictObject({ relyingParty: z.string().min(1).max(253) }).optional(),
  policy: z
    .strictObject({
      password: z
        .strictObject({
          minLength: z.int().min(8).max(64).optional(),
          leaked: z.union([z.enum(['off', 'refuse']), z.strictObject({ url: origin })]).optional(),
        })
        .optional(),
      invitationDays: days(1).optional(),
      printedInvitationDays: days(60).optional(),
      reminderDays,
      passkeys: passkeyPolicy,
      mfa: mfaPolicy,
      sharedDevices: z.enum(['off', 'ask']).optional(),
      passkeyOfferDays: days(1).optional(),
      erasureDays: z.union([z.literal('off'), days(1)]).optional(),
    })
    .optional(),
  trustedProxies: z.array(z.string().refine(isAddressOrBlock, 'give an address or a block such as 10.0.0.0/8')).max(100).optional(),
  metrics: z
    .union([
      z.literal('loopback'),
      z.strictObject({
        token: z.string().regex(/^[\x21-\x7e]{32,500}$/, "give 32 to 500 visible ASCII characters, or metrics: 'loopback'"),
      }),
    ])
    .optional(),
  demo: z.boolean().optional(),
})

/** @throws ConfigError that lists everything wrong at once. */
export const resolveConfig = (config: FoyerConfig): ResolvedConfig => {
  const parsed = schema.safeParse(config)
  const faults = parsed.success ? [] : parsed.error.issues.flatMap(describe)
  if (parsed.success) faults.push(...crossChecks(config))
  if (faults.length > 0) throw new ConfigError(`The configuration cannot work yet:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  const url = new URL(config.url)
  const demo = config.demo === true
  const applications = mapValues(config.applications, (application, name) => resolveApplication(name, application, url.origin))
  return {
    url: config.url,
    origin: url.origin,
    basePath: url.pathname === '/' ? '' : url.pathname,
    secure: url.protocol === 'https:',
    demo,
    organisation: {
      name: config.organisation.name,
      timeZone: config.organisation.timeZone ?? 'Europe/Berlin',
      logo: config.organisation.logo ?? null,
      accent: config.organisation.accent ?? '#1f5fae',
      contact: config.organisation.contact ?? null,
      postalLine: config.organisation.postalLine ?? null,
      locale: config.organisation.locale ?? 'de',
    },
    applications,
    legal: mapValues(config.legal ?? {}, (document, name) => ({ ...document, key: name })),
    mail: config.mail,
    settings: resolveSettings(config),
    minPasswordLength: config.policy?.password?.minLength ?? 12,
    leakedPasswordsUrl: leakedPasswordsUrl(config.policy?.password?.leaked),
    relyingParty: relyingPartyOf(config),
    trustedProxies: config.trustedProxies ?? [],
    readers: config.metrics ?? null,
  }
}

const describe = (issue: z.core.$ZodIssue): string[] => {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => `${[...issue.path, name].join('.')}: there is no such setting`)
  return [`${path || 'configuration'}: ${issue.message}`]
}

/** What one value alone cannot tell: names that point nowhere, http in production, documents without a text. */
const crossChecks = (config: FoyerConfig): string[] => {
  const faults: string[] = []
  const known = (name: string, among: object | undefined) => among !== undefined && Object.hasOwn(among, name)
  if (config.demo !== true && !config.url.startsWith('https:')) faults.push('url: must be https outside demo mode')
  const leaked = config.policy?.password?.leaked
  if (config.demo !== true && typeof leaked === 'object' && !leaked.url.startsWith('https:'))
    faults.push('policy.password.leaked.url: must be https outside demo mode')
  if (config.demo !== true && config.mail.transport === 'capture')
    faults.push('mail.transport: capture keeps mails to itself and works in demo mode only; use mailgun({…}) or smtp({…})')
  faults.push(...faultsOfPasskeys(config))
  if (Object.keys(config.applications).length === 0) faults.push('applications: name at least one')
  for (const [name, application] of Object.entries(config.applications)) {
    for (const item of application.includes ?? [])
      if (!known(item, config.applications) || item === name)
        faults.push(`applications.${name}.includes: there is no other application "${item}"`)
    for (const item of application.legal ?? [])
      if (!known(item, config.legal)) faults.push(`applications.${name}.legal: there is no document "${item}" in legal`)
    for (const item of application.askAtActivation ?? [])
      if (!known(item, config.profile)) faults.push(`applications.${name}.askAtActivation: there is no field "${item}" in profile`)
    const asks = application.handoverAsks
    const asked = asks === undefined || !known(asks, config.profile) ? undefined : config.profile?.[asks]
    if (asks !== undefined && asks !== 'externalId' && !ASKABLE.has(asked?.type ?? ''))
      faults.push(`applications.${name}.handoverAsks: write externalId, or a field of profile that is text, number, date or phone`)
    if (config.demo !== true)
      for (const item of application.origins ?? [])
        if (!item.startsWith('https:')) faults.push(`applications.${name}.origins: ${item} must be https outside demo mode`)
    const { auth } = application.pages ?? {}
    if (auth !== undefined && ![...(application.origins ?? []), new URL(config.url).origin].includes(new URL(auth).origin))
      faults.push(`applications.${name}.pages.auth: its origin must be listed in applications.${name}.origins`)
  }
  for (const [name, document] of Object.entries(config.legal ?? {}))
    if ((document.file === undefined) === (document.url === undefined)) faults.push(`legal.${name}: give either file or url`)
  for (const [name, field] of Object.entries(config.profile ?? {})) {
    if (!FIELD_TYPES.has(field.type)) faults.push(`profile.${name}.type: "${field.type}" is none of ${[...FIELD_TYPES].join(', ')}`)
    if ((field.type === 'choice' || field.type === 'choices') && !(Array.isArray(field.options) && field.options.length > 0))
      faults.push(`profile.${name}.options: name at least one`)
  }
  return faults
}

const ASKABLE: ReadonlySet<string> = new Set(['text', 'number', 'date', 'phone'])

const FIELD_TYPES: ReadonlySet<string> = new Set(['text', 'number', 'date', 'choice', 'choices', 'yes-no', 'phone', 'url', 'email'])

const resolveApplication = (name: string, application: ApplicationConfig, own: string): ResolvedApplication => {
  const manages = application.manages === true
  return {
    key: name,
    name: application.name,
    url: application.url ?? null,
    origins: new Set([own, ...(application.origins ?? [])]),
    authPage: application.pages?.auth ?? null,
    stores: application.stores ?? {},
    manages,
    idleMs: (application.session?.idleMinutes ?? (manages ? 60 : 14 * 1440)) * MINUTE_MS,
    absoluteMs: (application.session?.absoluteMinutes ?? (manages ? 720 : 30 * 1440)) * MINUTE_MS,
  }
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

const leakedPasswordsUrl = (leaked: NonNullable<NonNullable<FoyerConfig['policy']>['password']>['leaked'] = 'off'): string | null => {
  if (leaked === 'off') return null
  return leaked === 'refuse' ? LEAKED_PASSWORDS_URL : leaked.url
}
