// The transport of the embedded mailbox: keeps every mail instead of sending it.

import { MailError } from './mail-error.ts'
import { recheckOutgoing } from './outgoing-mail.ts'
import type { MailTransport, OutgoingMail } from './transport.ts'

export interface CaptureStore {
  add(mail: OutgoingMail & { at: Date }): Promise<void>
}

/** `now` is the clock that stamps the mails, the system's by default. */
export function capture(store: CaptureStore, { now = () => new Date() }: { now?: () => Date } = {}): MailTransport {
  return {
    name: 'mailbox',
    async send(mail, { signal }) {
      const checked = recheckOutgoing(mail)
      if (signal.aborted) throw new MailError('deferred', 'Sending was stopped', { cause: signal.reason })
      try {
        await store.add({ ...checked, at: now() })
      } catch (error) {
        throw new MailError('deferred', 'The mailbox could not keep the mail', { cause: error })
      }
      return { providerId: null }
    },
  }
}
