// Whether the mail provider takes our settings, without sending anything, and whether it can tell what becomes of mails.

import type { FoyerConfig } from '../../config-types.ts'
import { type Finding, good, orLate, unknown, wrong } from './finding.ts'

const WITHIN_MS = 20_000

export const checkMail = async ({ mail: { transport } }: FoyerConfig): Promise<Finding> => {
  if (transport === 'capture') return good('mail', 'kept for the page /mailbox; nothing is sent.')
  if (transport.verify === undefined) return unknown('mail', `${transport.name} cannot be tried without sending a mail.`)
  try {
    await orLate(transport.verify(), WITHIN_MS, 'The mail provider')
    return good('mail', `${transport.name} takes our settings.`)
  } catch (error) {
    return wrong('mail', `${transport.name}: ${reasonOf(error)}. Check mail.transport in the configuration.`)
  } finally {
    transport.close?.()
  }
}

/** Nothing can be tried from here: Mailgun calls, nobody calls Mailgun. */
export const checkWebhooks = ({ url, mail: { transport } }: Pick<FoyerConfig, 'url' | 'mail'>): Finding[] => {
  if (transport === 'capture' || transport.name !== 'mailgun') return []
  if (transport.signed === undefined)
    return [
      unknown(
        'webhooks',
        'mailgun() has no webhookSigningKey: mails that come back or are reported as unwanted stay unknown, and more are sent there. Copy the HTTP webhook signing key from Mailgun, and add the webhook there.',
      ),
    ]
  return [good('webhooks', `Mailgun's are taken at ${url}/webhooks/mailgun, and their signatures checked.`)]
}

/** The provider's words, and beneath them the system's, such as a refused connection. Neither quotes a key. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'failed'
  const { cause } = error
  return cause instanceof Error && !error.message.includes(cause.message)
    ? `${error.message} (${cause.message.slice(0, 200)})`
    : error.message
}
