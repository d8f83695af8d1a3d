// A real SMTP server for tests: keeps what it takes, and refuses what it is told to refuse.

import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  sender: string
  recipients: string[]
  raw: string
  parsed: Email
}

/** Which command meets which reply, for example `{ command: 'RCPT', reply: 550, text: '5.1.1 No such user' }`. */
export interface SmtpFault {
  command: 'MAIL' | 'RCPT' | 'DATA' | 'AUTH' | 'CONNECT'
  reply: number
  text: string
}

export interface SmtpStandIn {
  port: number
  received: ReceivedMail[]
  fault: SmtpFault | null
  close(): Promise<void>
}

export interface SmtpStandInOptions {
  /** Offers STARTTLS with smtp-server's own certificate, which nobody trusts. */
  tls?: boolean
  login?: { user: string; pass: string }
}

export async function startSmtpStandIn({ tls = false, login }: SmtpStandInOptions = {}): Promise<SmtpStandIn> {
  const refusal = (command: SmtpFault['command']) => {
    if (standIn.fault?.command !== command) return null
    return Object.assign(new Error(standIn.fault.text), { responseCode: standIn.fault.reply })
  }
  const server = new SMTPServer({
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(login === undefined ? ['AUTH'] : [])],
    allowInsecureAuth: true,
    authOptional: login === undefined,
    disableReverseLookup: true,
    onConnect: (_session, done) => done(refusal('CONNECT')),
    onAuth: ({ username, password }, _session, done) => {
      const fault = refusal('AUTH')
      if (fault !== null) return done(fault)
      if (username !== login?.user || password !== login?.pass) return done(new Error('Invalid login'))
      return done(null, { user: username })
    },
    onMailFrom: (_address, _session, done) => done(refusal('MAIL')),
    onRcptTo: (_address, _session, done) => done(refusal('RCPT')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const fault = refusal('DATA')
        if (fault !== null) return done(fault)
        const raw = Buffer.concat(chunks)
        const { mailFrom, rcptTo } = session.envelope
        standIn.received.push({
          sender: mailFrom === false ? '' : mailFrom.address,
          recipients: rcptTo.map(({ address }) => address),
          raw: raw.toString('utf8'),
          parsed: await PostalMime.parse(raw),
        })
        return done()
      })
    },
  })
  // Clients that end in the middle of a conversation are part of the tests.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const standIn: SmtpStandIn = {
    port: (server.server.address() as AddressInfo).port,
    received: [],
    fault: null,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
  return standIn
}
