// Words of the embedded mailbox's page.

import type { MailLocale } from './messages.ts'

interface MailboxTexts {
  title: string
  hint: string
  empty: string
  emptyHint: string
  choose: string
  to: string
  noSubject: string
  asHtml: string
  asText: string
  back: string
  newer: string
  older: string
  list: string
  missing: string
  missingHint: string
  page(page: number, pages: number): string
}

export const mailboxTexts: Record<MailLocale, MailboxTexts> = {
  de: {
    title: 'Postfach',
    hint: 'Jede E-Mail, die verschickt worden wäre. Ihre Links funktionieren.',
    empty: 'Noch keine E-Mails',
    emptyHint: 'Sobald eine Einladung oder ein Code verschickt wird, erscheint die E-Mail hier von selbst.',
    choose: 'Wählen Sie eine E-Mail aus.',
    to: 'An',
    noSubject: '(ohne Betreff)',
    asHtml: 'Gestaltet',
    asText: 'Nur Text',
    back: 'Alle E-Mails',
    newer: 'Neuere',
    older: 'Ältere',
    list: 'E-Mails',
    missing: 'Diese E-Mail gibt es nicht mehr',
    missingHint: 'Sie wurde aus dem Postfach entfernt.',
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
  en: {
    title: 'Mailbox',
    hint: 'Every email that would have been sent. Their links work.',
    empty: 'No emails yet',
    emptyHint: 'As soon as an invitation or a code is sent, the email appears here by itself.',
    choose: 'Choose an email.',
    to: 'To',
    noSubject: '(no subject)',
    asHtml: 'Formatted',
    asText: 'Plain text',
    back: 'All emails',
    newer: 'Newer',
    older: 'Older',
    list: 'Emails',
    missing: 'This email is gone',
    missingHint: 'It was removed from the mailbox.',
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
}

/** The language that the browser prefers among ours, by the header's order and weights (RFC 9110 section 12.5.4). English otherwise. */
export function mailboxLocale(acceptLanguage: string | null): MailLocale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((value) => value !== undefined)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => (language === 'de' || language === 'en') && weight > 0)
    .sort((one, other) => other.weight - one.weight)
  return wanted[0]?.language === 'de' ? 'de' : 'en'
}
