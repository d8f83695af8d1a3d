// What a mail says when it is only looked at: made-up facts, and links and codes that open nothing.

import type { MailedWay } from '@foyer/core'
import type { InvitationEntry, MailKind, MailLocale, MailMessage } from './messages.ts'

export interface SampleFacts {
  /** Base of all links. */
  url: string
  locale: MailLocale
  /** As the person would be greeted; `null` without a name. */
  name: string | null
  /** The address that would stand in the mail. */
  address: string
  now: number
  /** When an invitation made now would end. */
  expiresAt: number
  with: MailedWay
  /** The organisation's own sentence. */
  message: string | null
}

/** No character of it is in the alphabet of codes and initial passwords, so that it can never be right. */
export const SAMPLE_CODE = '0000000000000000'
const SHORT_SAMPLE_CODE = SAMPLE_CODE.slice(0, 8)
const SAMPLE_PASSWORD = '0000-0000-00000'

const words = {
  de: { token: 'muster', who: 'Max Muster', device: 'Firefox auf Windows', from: 'Frau Muster', mailbox: 'm•••@example.com' },
  en: { token: 'sample', who: 'Sam Sample', device: 'Firefox on Windows', from: 'Ms Sample', mailbox: 'm•••@example.com' },
} as const satisfies Record<MailLocale, object>

/** A path of Foyer's own that no token can have: whoever follows it reads that the link is not valid. */
export const sampleLink = ({ url, locale }: Pick<SampleFacts, 'url' | 'locale'>): string => `${url}/l/${words[locale].token}`

const HOUR_MS = 3_600_000

type Samples = { [K in MailKind]: (facts: SampleFacts) => MailMessage<K> }

const samples: Samples = {
  invitation: (facts) => ({
    kind: 'invitation',
    data: { ...unproved(facts), entry: entryOf(facts), expiresAt: new Date(facts.expiresAt), message: facts.message },
  }),
  reminder: (facts) => ({ kind: 'reminder', data: { ...unproved(facts), entry: entryOf(facts), expiresAt: new Date(facts.expiresAt) } }),
  access_granted: ({ name, address }) => ({ kind: 'access_granted', data: { name, signInName: address } }),
  welcome: ({ name, address }) => ({ kind: 'welcome', data: { name, signInName: address } }),
  email_code: (facts) => ({ kind: 'email_code', data: { ...unproved(facts), code: SHORT_SAMPLE_CODE, expiresAt: later(facts, 24) } }),
  email_in_use: (facts) => ({ kind: 'email_in_use', data: { refuseLink: sampleLink(facts) } }),
  confirmation: (facts) => ({ kind: 'confirmation', data: { ...unproved(facts), link: sampleLink(facts), expiresAt: later(facts, 24) } }),
  recovery: (facts) => ({ kind: 'recovery', data: { name: facts.name, ...secrets(facts), expiresAt: later(facts, 1) } }),
  recovery_done: (facts) => ({ kind: 'recovery_done', data: own(facts) }),
  password_changed: (facts) => ({ kind: 'password_changed', data: own(facts) }),
  password_disabled: (facts) => ({ kind: 'password_disabled', data: own(facts) }),
  email_change_confirm: (facts) => ({
    kind: 'email_change_confirm',
    data: { ...unproved(facts), ...secrets(facts), expiresAt: later(facts, 24) },
  }),
  email_change_notice: (facts) => ({
    kind: 'email_change_notice',
    data: {
      name: facts.name,
      at: new Date(facts.now),
      newAddress: words[facts.locale].mailbox,
      undoLink: sampleLink(facts),
      expiresAt: later(facts, 7 * 24),
    },
  }),
  access_reset: ({ name, now }) => ({ kind: 'access_reset', data: { name, at: new Date(now) } }),
  sheet_opened: ({ name, now }) => ({ kind: 'sheet_opened', data: { name, refuseLink: null, at: new Date(now) } }),
  handover_stopped: ({ name, locale, now }) => ({ kind: 'handover_stopped', data: { name, who: words[locale].who, at: new Date(now) } }),
  erasure_planned: (facts) => ({
    kind: 'erasure_planned',
    data: { name: facts.name, at: later(facts, 7 * 24), keepLink: sampleLink(facts), recoverUrl: `${facts.url}/recover` },
  }),
  erasure_notice: (facts) => ({
    kind: 'erasure_notice',
    data: { name: facts.name, who: words[facts.locale].who, at: later(facts, 7 * 24) },
  }),
  factor_changed: (facts) => ({ kind: 'factor_changed', data: { ...own(facts), change: 'passkey_added' } }),
  new_sign_in: (facts) => ({ kind: 'new_sign_in', data: { ...own(facts), device: words[facts.locale].device } }),
}

export const sampleMessage = (kind: MailKind, facts: SampleFacts): MailMessage => samples[kind](facts)

/** Kinds that speak of the account alone. */
const ofAccount: ReadonlySet<MailKind> = new Set<MailKind>([
  'confirmation',
  'password_changed',
  'email_change_confirm',
  'email_change_notice',
  'access_reset',
  'erasure_planned',
  'erasure_notice',
  'factor_changed',
  'handover_stopped',
])

export const namesApplication = (kind: MailKind): boolean => !ofAccount.has(kind)

const later = ({ now }: SampleFacts, hours: number): Date => new Date(now + hours * HOUR_MS)
const unproved = (facts: SampleFacts) => ({ name: facts.name, refuseLink: sampleLink(facts) })
const secrets = (facts: SampleFacts) => ({ link: sampleLink(facts), code: SHORT_SAMPLE_CODE })
const own = ({ name, now, url }: SampleFacts) => ({ name, at: new Date(now), recoverUrl: `${url}/recover` })

const entryOf = (facts: SampleFacts): InvitationEntry => {
  const signInName = facts.address
  if (facts.with === 'chosen_password') return { by: 'chosen_password', signInName, from: words[facts.locale].from }
  if (facts.with === 'initial_password') return { by: 'generated_password', signInName, initialPassword: SAMPLE_PASSWORD }
  return { by: 'link', link: sampleLink(facts), code: SAMPLE_CODE }
}
