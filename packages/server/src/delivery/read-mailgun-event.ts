// What one of Mailgun's events says about one of our mails.

import type { ParsedInputOf } from '@foyer/contract'
import { cleanReason } from '../mail/clean-reason.ts'
import type { DeliveryNews, MailName } from '../store/mail.port.ts'
import { mailNamed, REVISION_VARIABLE } from './mail-name.ts'

type MailgunEvent = ParsedInputOf<'webhooks.mailgun'>['event-data']

/** `null` for events that tell nothing about the delivery, and for mails that are not ours. Never by address: anybody could have that. */
export const readMailgunEvent = (event: MailgunEvent): DeliveryNews | null => {
  const state = stateOf(event)
  const variables = variablesOf(event)
  const mail = mailOf(event, variables)
  if (state === null || mail === null) return null
  const revision = /^\d{1,9}$/.exec(variables[REVISION_VARIABLE] ?? '')
  return { mail, state, revision: revision === null ? null : Number(revision[0]), reason: state === 'delivered' ? null : reasonOf(event) }
}

const stateOf = ({ event, severity }: MailgunEvent): DeliveryNews['state'] | null => {
  if (event === 'delivered' || event === 'complained') return event
  if (event !== 'failed') return null
  return severity === 'permanent' ? 'bounced' : 'delayed'
}

const variablesOf = (event: MailgunEvent): Record<string, string> => {
  const given = event['user-variables']
  if (given === null || typeof given !== 'object') return {}
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (['string', 'number'].includes(typeof value) ? [[name, String(value)]] : [])),
  )
}

/** The variable came with the mail, and is there even when we were killed before we noted the Message-Id. */
const mailOf = ({ message }: MailgunEvent, variables: Record<string, string>): MailName | null => {
  const named = mailNamed(variables)
  if (named !== null) return named
  const messageId = message?.headers?.['message-id']?.replace(/^<(.*)>$/, '$1')
  return messageId === undefined || messageId === '' ? null : { messageId }
}

const reasonOf = (event: MailgunEvent): string | null => {
  const status = event['delivery-status']
  const words = status?.message || status?.description || event.reason
  const code = status?.code === undefined ? '' : String(status.code)
  return cleanReason(words === undefined || words === '' ? code : words.startsWith(code) ? words : `${code} ${words}`)
}
