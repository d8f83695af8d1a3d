// Sends mails through Mailgun's HTTP API by mailgun.js.

import { MailError } from './mail-error.ts'
import { mailgunRequests } from './mailgun-requests.ts'
import { isSignedByMailgun } from './mailgun-signature.ts'
import { recheckOutgoing } from './outgoing-mail.ts'
import type { MailTransport, OutgoingMail } from './transport.ts'
import { withDeadline } from './with-deadline.ts'

export interface MailgunOptions {
  apiKey: string
  /** The sending domain as it is set up at Mailgun. */
  domain: string
  /** Where the domain lives. `us` by default, as at Mailgun. */
  region?: 'eu' | 'us'
  /** Another base address, for a proxy or a test; wins over `region`. */
  url?: string
  /**
   * The HTTP webhook signing key of the account. With it Foyer takes Mailgun's webhooks at `/webhooks/mailgun`, and learns which mails
   * arrived, came back or were reported as unwanted.
   */
  webhookSigningKey?: string | undefined
  /** For one mail, from connecting to the whole answer. 15,000 by default. */
  timeoutMs?: number
}

const BASE: Record<'eu' | 'us', string> = { eu: 'https://api.eu.mailgun.net', us: 'https://api.mailgun.net' }
const DEFAULT_TIMEOUT_MS = 15_000

/** Opens and clicks are not tracked, links are not rewritten, no tags are set. */
export function mailgun({
  apiKey,
  domain,
  region = 'us',
  url = BASE[region],
  webhookSigningKey,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: MailgunOptions): MailTransport {
  if (apiKey === '') throw new MailError('misconfigured', 'mailgun() needs an apiKey')
  if (webhookSigningKey === '')
    throw new MailError('misconfigured', 'mailgun() has an empty webhookSigningKey: give the key, or leave it out')
  if (!/^[a-z0-9.-]+$/i.test(domain)) throw new MailError('misconfigured', 'mailgun() needs the sending domain, as in: mg.beispiel.example')

  /** One client a call, because mailgun.js has no way to hand a signal to a single request. Making one opens nothing. */
  const clientFor = async (signal: AbortSignal) => {
    const { default: Mailgun } = await import('mailgun.js')
    const client = new Mailgun(FormData).client({ username: 'api', key: apiKey, url })
    client.request.requestProvider = mailgunRequests(apiKey, signal)
    return client
  }

  return {
    name: 'mailgun',
    ...(webhookSigningKey === undefined ? {} : { signed: (signature) => isSignedByMailgun(webhookSigningKey, signature) }),
    async send(mail, options) {
      const form = toForm(recheckOutgoing(mail))
      const answer = await withDeadline(options.signal, timeoutMs, (signal) =>
        asMailError(clientFor(signal).then(({ messages }) => messages.create(domain, form))),
      )
      if (typeof answer.id !== 'string' || answer.id === '') throw new MailError('deferred', 'Mailgun answered without an id')
      return { providerId: answer.id.replace(/^<(.*)>$/, '$1') }
    },
    async verify() {
      try {
        await withDeadline(new AbortController().signal, timeoutMs, (signal) =>
          asMailError(clientFor(signal).then(({ messages }) => messages.create(domain, probe(domain)))),
        )
      } catch (error) {
        if (error instanceof MailError && error.kind === 'refused') return
        throw error
      }
    },
  }
}

function toForm({ messageId, from, to, replyTo, subject, html, text, headers = {}, variables = {} }: OutgoingMail) {
  return {
    from,
    to,
    subject,
    html,
    text,
    'h:Message-Id': `<${messageId}>`,
    ...(replyTo === undefined ? {} : { 'h:Reply-To': replyTo }),
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [`h:${name}`, value])),
    ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [`v:${name}`, value])),
    'o:tracking': 'no' as const,
    'o:tracking-clicks': 'no' as const,
    'o:tracking-opens': 'no' as const,
  }
}

/** A mail without a recipient: Mailgun refuses it only after key and domain were found right, and a sending key may post it too. */
function probe(domain: string) {
  return { from: `postmaster@${domain}`, subject: 'Foyer', text: 'Foyer' }
}

async function asMailError<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof MailError) throw error
    throw new MailError('deferred', 'mailgun.js failed before Mailgun answered', { cause: error })
  }
}
