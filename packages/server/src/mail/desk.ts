// What every mail is written with: words, names, the application and dates in the organisation's time zone.

import type { MailBlock } from './mail-content.ts'
import type { MailContext } from './messages.ts'
import { momentInWords } from './moment-in-words.ts'
import { plainLine } from './plain-text.ts'
import { type MailNames, type MailTexts, mailTexts } from './texts.ts'

const NAME_MAX = 100

export interface Desk {
  names: MailNames
  application: MailContext['application']
  common: MailTexts['common']
  kinds: MailTexts['kinds']
  when(moment: Date): string
  validUntil(moment: Date): string
  facts(...rows: readonly (readonly [keyof MailTexts['common']['labels'], string])[]): MailBlock
}

export function openDesk({ organisation, application, locale }: MailContext): Desk {
  const { common, kinds } = mailTexts[locale]
  const name = plainLine(organisation.name, NAME_MAX)
  const when = (moment: Date) => momentInWords(moment, organisation.timeZone, locale)
  return {
    names: {
      organisation: name,
      application: application === null ? null : plainLine(application.name, NAME_MAX),
      contact: organisation.contact === null ? name : plainLine(organisation.contact),
    },
    application,
    common,
    kinds,
    when,
    validUntil: (moment) => common.validUntil(when(moment)),
    facts: (...rows) => ({ kind: 'facts', rows: rows.map(([label, value]) => ({ label: common.labels[label], value })) }),
  }
}

/** A button, and its link as text for readers whose mail program does not show buttons. */
export function buttonTo({ common }: Desk, label: string, link: string): [button: MailBlock, fallback: MailBlock] {
  return [
    { kind: 'button', label, link },
    { kind: 'fallback', text: common.linkOtherwise, link },
  ]
}
