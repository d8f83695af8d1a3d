// Sends mails through an SMTP server by nodemailer.

import { MailError } from './mail-error.ts'
import { recheckOutgoing } from './outgoing-mail.ts'
import { smtpError } from './smtp-error.ts'
import type { MailTransport, OutgoingMail } from './transport.ts'
import { withDeadline } from './with-deadline.ts'

export interface SmtpOptions {
  host: string
  /** 465 with `secure`, else 587. */
  port?: number
  /** TLS from the first byte. By default only on port 465; elsewhere STARTTLS. */
  secure?: boolean
  auth?: { user: string; pass: string }
  /** Send only over TLS. By default yes, except to this machine itself. */
  requireTls?: boolean
  /** Certificates of an own authority, as PEM. */
  ca?: string
  /** For one mail, waiting for a free connection included. 15,000 by default. */
  timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 15_000
const MAX_CONNECTIONS = 5
const MAX_WAITING = 1_000
const IDLE_MS = 30_000
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i

/** Keeps at most five connections; more than 1,000 mails waiting for one are deferred. */
export function smtp(options: SmtpOptions): MailTransport {
  const { host, auth, ca, timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const secure = options.secure ?? options.port === 465
  const port = options.port ?? (secure ? 465 : 587)
  const requireTLS = options.requireTls ?? !LOOPBACK.test(host)
  const settings = {
    pool: true,
    host,
    port,
    secure,
    requireTLS,
    ignoreTLS: !requireTLS && LOOPBACK.test(host),
    ...(auth === undefined ? {} : { auth }),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    maxConnections: MAX_CONNECTIONS,
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketCloseTimeout: 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const
  const openPool = async () => (await import('nodemailer')).createTransport(settings)
  /** Made for the first mail: a start has no use for it. */
  let pool: ReturnType<typeof openPool> | null = null
  const opened = () => {
    pool ??= openPool()
    return pool
  }
  let waiting = 0

  return {
    name: 'smtp',
    async send(mail, { signal }) {
      const message = toMessage(recheckOutgoing(mail))
      if (waiting >= MAX_WAITING) throw new MailError('deferred', 'Too many mails are waiting for the SMTP server')
      waiting += 1
      try {
        const mailer = await opened()
        await withDeadline(signal, timeoutMs, (limit) => mailer.sendMail({ ...message, signal: limit }))
        return { providerId: null }
      } catch (error) {
        throw smtpError(error)
      } finally {
        waiting -= 1
      }
    },
    async verify() {
      try {
        await (await opened()).verify()
      } catch (error) {
        throw smtpError(error)
      }
    },
    close: () => void pool?.then((mailer) => mailer.close()),
  }
}

/** Sender and recipient go into the envelope as they are: no header is parsed for them. */
function toMessage({ messageId, from, to, replyTo, subject, html, text, headers = {} }: OutgoingMail) {
  return {
    envelope: { from: from.replace(/^.*<([^<>]*)>$/, '$1'), to: [to] },
    messageId: `<${messageId}>`,
    from,
    to,
    ...(replyTo === undefined ? {} : { replyTo }),
    subject,
    html,
    text,
    headers: { ...headers },
  }
}
