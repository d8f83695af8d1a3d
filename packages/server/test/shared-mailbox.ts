// A mailbox for several servers: any of them may send a mail, whichever was asked for it.

import { vi } from 'vitest'
import { MailError } from '../src/mail/mail-error.ts'
import type { MailTransport, OutgoingMail } from '../src/mail/transport.ts'

const WAIT_MS = 10_000

export interface SharedMailbox extends MailTransport {
  /** Of all servers, the oldest first. */
  sent: OutgoingMail[]
  /** The newest mail to that address, once there is one. */
  lastTo(address: string): Promise<OutgoingMail>
}

/** Addresses that begin with `back` are refused. */
export function openSharedMailbox(): SharedMailbox {
  const sent: OutgoingMail[] = []
  const newest = (address: string): OutgoingMail => {
    const mail = sent.findLast(({ to }) => to === address)
    if (mail === undefined) throw new Error(`No mail to ${address} was sent. There are ${sent.length} to others.`)
    return mail
  }
  return {
    name: 'test',
    async send(mail) {
      if (mail.to.startsWith('back')) throw new MailError('refused', 'Nobody is there')
      sent.push(mail)
      return { providerId: null }
    },
    sent,
    lastTo: (address) => vi.waitFor(() => newest(address), { timeout: WAIT_MS }),
  }
}
