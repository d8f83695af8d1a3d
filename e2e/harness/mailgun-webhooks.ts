// What Mailgun tells about a mail later: posts its signed webhook to the server.

import { createHmac, randomBytes } from 'node:crypto'
import type { TakenMail } from './mail-providers.ts'
import type { Stand } from './open-stand.ts'

export const WEBHOOK_KEY = 'signing-key-of-these-tests'

export interface MailgunNews {
  event: 'delivered' | 'failed' | 'complained'
  severity?: 'permanent' | 'temporary'
  'delivery-status'?: { code: number; message: string }
}

/** The status that Mailgun hears. */
export async function tellAbout(
  { foyerUrl, fetch }: Pick<Stand, 'foyerUrl' | 'fetch'>,
  mail: TakenMail,
  news: MailgunNews,
): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const token = randomBytes(25).toString('hex')
  const signature = createHmac('sha256', WEBHOOK_KEY).update(`${timestamp}${token}`).digest('hex')
  const { status } = await fetch(`${foyerUrl}/webhooks/mailgun`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      signature: { timestamp, token, signature },
      'event-data': {
        recipient: mail.to,
        message: { headers: { 'message-id': mail.messageId } },
        'user-variables': mail.variables,
        ...news,
      },
    }),
  })
  return status
}
