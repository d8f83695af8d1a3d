// The catalogue of words in mails. Every language fills all of it, or it does not compile.

import type { FactorChange } from '@foyer/core'
import type { MailKind, MailLocale } from './messages.ts'
import { textsDe } from './texts.de.ts'
import { textsEn } from './texts.en.ts'

/** Whose mail it is. All three are lines of plain text; `contact` falls back to the organisation's name. */
export interface MailNames {
  organisation: string
  application: string | null
  contact: string
}

type Say = (names: MailNames) => string

/** What every kind has: who and what (subject), the line shown beside it in a list (preheader), and the heading. */
interface Head {
  subject: Say
  preheader: Say
  title: Say
}

export interface MailTexts {
  common: {
    greeting(name: string | null): string
    /** `moment` comes with weekday, time and zone. */
    validUntil(moment: string): string
    linkOtherwise: string
    /** For mails that are only looked at. */
    sample: string
    sampleSubject(subject: string): string
    questions: Say
    automatic: Say
    refuseLabel: string
    refuseEffect: string
    neverShare: Say
    messageLabel: Say
    openApplication: Say
    resetPassword: string
    notYou: Say
    labels: {
      signIn: string
      initialPassword: string
      when: string
      device: string
      newAddress: string
      person: string
      erasedOn: string
      holder: string
    }
    stores: { label: string; apple: string; google: string }
  }
  kinds: { [K in MailKind]: Head & Body[K] }
}

interface Body {
  invitation: {
    byLink: Say
    button: string
    codeLabel: string
    codeHint: string
    byGeneratedPassword: Say
    passwordNote: string
    byChosenPassword: Say
    chosenFrom(from: string): string
  }
  reminder: { text: Say; button: string; codeLabel: string; codeHint: string; passwordNote: string; chosenFrom(from: string): string }
  access_granted: { text: Say }
  welcome: { text: Say; forgotten: string }
  email_code: { text: string; codeLabel: string }
  email_in_use: { text: string; ifYou: Say; ifNotYou: string }
  confirmation: { text: Say; button: string }
  recovery: { text: string; button: string; codeLabel: string; codeHint: string; ifNotYou: string }
  recovery_done: { text: string }
  password_changed: { text: string }
  password_disabled: { text: string; still: string; button: string }
  email_change_confirm: { text: string; button: string; codeLabel: string; codeHint: string }
  email_change_notice: { text: string; ifNotYou: string; button: string }
  access_reset: { text: Say; unexpected: Say }
  sheet_opened: { text: string; ifYou: string; ifNotYou: Say }
  handover_stopped: { text: string; next: string }
  factor_changed: { change: Record<FactorChange, string> }
  new_sign_in: { text: string; ifYou: string }
  erasure_planned: { text: string; until: string; button: string }
  erasure_notice: { text: string; next: string }
}

export const mailTexts: Record<MailLocale, MailTexts> = { de: textsDe, en: textsEn }
