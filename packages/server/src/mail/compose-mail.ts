// Turns a message into the content of a mail: head, blocks and footer in the reader's language.

import { composeNotices } from './compose-notices.ts'
import { composeProofs } from './compose-proofs.ts'
import type { Desk } from './desk.ts'
import { buttonTo, openDesk } from './desk.ts'
import type { MailBlock, MailContent } from './mail-content.ts'
import type { MailContext, MailData, MailKind, MailMessage } from './messages.ts'
import { plainLine, plainName, plainSentence } from './plain-text.ts'

type Composers = { [K in MailKind]: (data: MailData[K], desk: Desk) => readonly MailBlock[] }

const SUBJECT_MAX = 150

const composers: Composers = {
  invitation: composeInvitation,
  reminder: composeReminder,
  access_granted: ({ signInName }, desk) => [
    { kind: 'paragraph', text: desk.kinds.access_granted.text(desk.names) },
    desk.facts(['signIn', plainLine(signInName)]),
    ...openApplication(desk),
  ],
  welcome: ({ signInName }, desk) => [
    { kind: 'paragraph', text: desk.kinds.welcome.text(desk.names) },
    desk.facts(['signIn', plainLine(signInName)]),
    ...openApplication(desk),
    { kind: 'aside', text: desk.kinds.welcome.forgotten },
  ],
  ...composeProofs,
  ...composeNotices,
}

export function composeMail<K extends MailKind>(message: MailMessage<K>, context: MailContext): MailContent {
  const desk = openDesk(context)
  const { common, kinds, names } = desk
  const head = kinds[message.kind]
  const compose: Composers[K] = composers[message.kind]
  const name = 'name' in message.data && typeof message.data.name === 'string' ? plainName(message.data.name) : ''
  return {
    subject: plainLine(context.sample === true ? common.sampleSubject(head.subject(names)) : head.subject(names), SUBJECT_MAX),
    preheader: head.preheader(names),
    title: head.title(names),
    greeting: common.greeting(name === '' ? null : name),
    blocks: [...(context.sample === true ? [{ kind: 'term', text: common.sample } as const] : []), ...compose(message.data, desk)],
    footer: { lines: [common.questions(names), common.automatic(names)], refuse: refusal(message.data, desk) },
  }
}

function composeInvitation({ entry, expiresAt, message }: MailData['invitation'], desk: Desk): readonly MailBlock[] {
  const texts = desk.kinds.invitation
  const words: MailBlock[] =
    message === null || message.trim() === ''
      ? []
      : [{ kind: 'quote', label: desk.common.messageLabel(desk.names), text: plainSentence(message) }]
  const term: MailBlock = { kind: 'term', text: desk.validUntil(expiresAt) }
  if (entry.by === 'link') return [{ kind: 'paragraph', text: texts.byLink(desk.names) }, ...words, ...opening(texts, entry, term, desk)]
  const signIn = desk.facts(['signIn', plainLine(entry.signInName)])
  if (entry.by === 'generated_password') {
    return [
      { kind: 'paragraph', text: texts.byGeneratedPassword(desk.names) },
      ...words,
      signIn,
      { kind: 'code', label: desk.common.labels.initialPassword, code: entry.initialPassword, hint: texts.passwordNote },
      term,
      ...openApplication(desk),
    ]
  }
  const from = entry.from === null ? desk.names.contact : plainName(entry.from)
  return [
    { kind: 'paragraph', text: texts.byChosenPassword(desk.names) },
    ...words,
    signIn,
    { kind: 'paragraph', text: texts.chosenFrom(from) },
    term,
    ...openApplication(desk),
  ]
}

/** By link or by code, until when, and where the application comes from. */
function opening(
  texts: { button: string; codeLabel: string; codeHint: string },
  { link, code }: { link: string; code: string },
  term: MailBlock,
  desk: Desk,
): readonly MailBlock[] {
  const [button, fallback] = buttonTo(desk, texts.button, link)
  return [button, term, { kind: 'code', label: texts.codeLabel, code, hint: texts.codeHint }, fallback, ...storeLinks(desk)]
}

function composeReminder({ entry, expiresAt }: MailData['reminder'], desk: Desk): readonly MailBlock[] {
  const texts = desk.kinds.reminder
  const text: MailBlock = { kind: 'paragraph', text: texts.text(desk.names) }
  const term: MailBlock = { kind: 'term', text: desk.validUntil(expiresAt) }
  if (entry.by === 'link') return [text, ...opening(texts, entry, term, desk)]
  const signIn = desk.facts(['signIn', plainLine(entry.signInName)])
  const secret: MailBlock =
    entry.by === 'generated_password'
      ? { kind: 'code', label: desk.common.labels.initialPassword, code: entry.initialPassword, hint: texts.passwordNote }
      : { kind: 'paragraph', text: texts.chosenFrom(entry.from === null ? desk.names.contact : plainName(entry.from)) }
  return [text, signIn, secret, term, ...openApplication(desk)]
}

/** The ways into the application: its web address as a button, its stores as links. Nothing where neither is known. */
function openApplication(desk: Desk): readonly MailBlock[] {
  const url = desk.application?.url ?? null
  if (url === null) return storeLinks(desk)
  return [...buttonTo(desk, desk.common.openApplication(desk.names), url), ...storeLinks(desk)]
}

function storeLinks({ application, common }: Desk): readonly MailBlock[] {
  const { apple, google } = application?.stores ?? {}
  const links = [
    ...(apple === undefined ? [] : [{ label: common.stores.apple, link: apple }]),
    ...(google === undefined ? [] : [{ label: common.stores.google, link: google }]),
  ]
  return links.length === 0 ? [] : [{ kind: 'links', label: common.stores.label, links }]
}

function refusal(data: MailData[MailKind], { common }: Desk): MailContent['footer']['refuse'] {
  if (!('refuseLink' in data) || data.refuseLink === null) return null
  return { label: common.refuseLabel, effect: common.refuseEffect, link: data.refuseLink }
}
