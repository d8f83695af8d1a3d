// Takes what Mailgun tells about a mail: signed by Mailgun, not too old, and once.

import type { ParsedInputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { Deps } from '../deps.ts'
import { readMailgunEvent } from './read-mailgun-event.ts'
import { recordDelivery } from './record-delivery.ts'

/**
 * Nothing is asked of the database without a right signature.
 * @throws FoyerError `not_found` where no signing key is configured, `signature_invalid`, `webhook_spent`
 */
export const takeMailgunWebhook = async (deps: Deps, input: ParsedInputOf<'webhooks.mailgun'>): Promise<{ recorded: boolean }> => {
  const { signature, 'event-data': event } = input
  if (deps.signedByProvider === null) throw new FoyerError('not_found')
  if (!deps.signedByProvider(signature)) throw new FoyerError('signature_invalid')
  const proof = { nonce: `mailgun:${signature.token}`, signedAt: Number(signature.timestamp) * 1000 }
  return { recorded: await recordDelivery(deps, readMailgunEvent(event), proof) }
}
