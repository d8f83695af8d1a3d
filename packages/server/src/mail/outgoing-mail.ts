// Addresses a rendered mail: checks every value that becomes a header, and sets the headers that keep auto-replies away.

import { formatMailbox, type Mailbox, parseMailAddress, parseMailbox } from './mail-address.ts'
import { MailError } from './mail-error.ts'
import { plainLine } from './plain-text.ts'
import type { RenderedMail } from './render-mail.ts'
import type { OutgoingMail } from './transport.ts'

/** All spelled as they are stored or configured; `to` is one plain address. `messageId` may stand in angle brackets. */
export interface MailEnvelope {
  messageId: string
  from: string
  to: string
  replyTo?: string | null
  /** Further headers. Names and values are checked; the mail's own (From, To, Subject, …) cannot be set here. */
  headers?: Readonly<Record<string, string>>
  variables?: Readonly<Record<string, string>>
}

const MESSAGE_ID = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,128}@[A-Za-z0-9.-]{1,120}$/
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/
const VARIABLE = /^[A-Za-z0-9.-]{1,100}$/
const RESERVED = new Set(['from', 'to', 'cc', 'bcc', 'sender', 'subject', 'reply-to', 'return-path', 'message-id', 'date', 'mime-version'])
const SUBJECT_MAX = 150
const HEADER_VALUE_MAX = 900

/** RFC 3834 section 5, and what Exchange asks for; no `List-*`: these mails answer something that a person did. */
const QUIET_HEADERS = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** Throws MailError `refused` for a recipient that is not one plain address, `misconfigured` for anything else that is wrong. */
export function outgoingMail(mail: RenderedMail, envelope: MailEnvelope): OutgoingMail {
  const to = parseMailAddress(envelope.to)
  if (to === null) throw new MailError('refused', 'The recipient is not one plain e-mail address')
  const messageId = envelope.messageId.replace(/^<(.*)>$/, '$1')
  if (!MESSAGE_ID.test(messageId)) throw new MailError('misconfigured', 'A Message-Id must read local@domain')
  const from = formatMailbox(mailboxIn('from', envelope.from))
  const replyTo = envelope.replyTo ?? null
  return {
    messageId,
    from,
    to,
    ...(replyTo === null ? {} : { replyTo: formatMailbox(mailboxIn('reply-to', replyTo)) }),
    subject: plainLine(mail.subject, SUBJECT_MAX),
    html: mail.html,
    text: mail.text,
    headers: { ...QUIET_HEADERS, ...checkedHeaders(envelope.headers ?? {}) },
    ...(envelope.variables === undefined ? {} : { variables: checkedVariables(envelope.variables) }),
  }
}

/** For transports: the same checks again on a mail that may have come from anywhere. */
export function recheckOutgoing(mail: OutgoingMail): OutgoingMail {
  const { messageId, from, to, replyTo = null, headers = {}, variables } = mail
  return outgoingMail(mail, { messageId, from, to, replyTo, headers, ...(variables === undefined ? {} : { variables }) })
}

function mailboxIn(field: string, value: string): Mailbox {
  const mailbox = parseMailbox(value)
  if (mailbox === null) throw new MailError('misconfigured', `"${field}" must be one address, as in: Beispiel AG <hallo@beispiel.example>`)
  return mailbox
}

function checkedVariables(variables: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(variables))
    if (!VARIABLE.test(name) || !VARIABLE.test(value)) throw new MailError('misconfigured', 'A variable of a mail holds what it cannot')
  return { ...variables }
}

function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!HEADER_NAME.test(name) || RESERVED.has(name.toLowerCase()))
        throw new MailError('misconfigured', 'A mail header has a name that cannot be set')
      return [name, plainLine(value, HEADER_VALUE_MAX)]
    }),
  )
}
