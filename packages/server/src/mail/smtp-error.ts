// Tells from nodemailer's errors whether a mail is refused, deferred, or the settings are wrong.

import { MailError, type MailErrorKind } from './mail-error.ts'

/** What nodemailer puts on its errors. */
interface Failure {
  code: string | null
  /** The system's own code beneath `code`, such as ECONNREFUSED or CERT_HAS_EXPIRED. */
  originalCode: string
  command: string | null
  reply: number | null
  response: string
}

const WRONG_SETTINGS = new Set(['EAUTH', 'ENOAUTH', 'ECONFIG', 'EREQUIRETLS'])
/** OpenSSL's and Node's names: a certificate that is not trusted, TLS where plain text is spoken. */
const WRONG_TLS = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS|ERR_SSL|^EPROTO$/
/** Replies that ask for a login or refuse it (RFC 4954 section 6). */
const LOGIN_REPLIES = new Set([530, 534, 535, 538])
const RESPONSE_MAX = 200

export function smtpError(error: unknown): MailError {
  if (error instanceof MailError) return error
  const failure = readFailure(error)
  const message = failure.response === '' ? 'The SMTP server could not be used' : `The SMTP server answered: ${failure.response}`
  return new MailError(kindOf(failure), message, { cause: error, reply: failure.response || null })
}

/** Permanent replies to the recipient or the content concern this mail; to anything before, they concern every mail. */
function kindOf({ code, originalCode, command, reply, response }: Failure): MailErrorKind {
  if (reply !== null && reply >= 400 && reply < 500) return 'deferred'
  if (reply !== null && LOGIN_REPLIES.has(reply)) return 'misconfigured'
  if ((code !== null && WRONG_SETTINGS.has(code)) || WRONG_TLS.test(originalCode)) return 'misconfigured'
  if (code === 'ETLS' && command === 'STARTTLS') return 'misconfigured'
  if (reply === null || reply < 500 || reply === 503) return 'deferred'
  if (command === 'RCPT TO') return /relay/i.test(response) ? 'misconfigured' : 'refused'
  return command === 'DATA' ? 'refused' : 'misconfigured'
}

function readFailure(error: unknown): Failure {
  const fields: Record<string, unknown> = error !== null && typeof error === 'object' ? { ...error } : {}
  const { code, originalCode, command, responseCode, response } = fields
  return {
    code: typeof code === 'string' ? code : null,
    originalCode: typeof originalCode === 'string' ? originalCode : '',
    command: typeof command === 'string' ? command : null,
    reply: typeof responseCode === 'number' ? responseCode : null,
    response: typeof response === 'string' ? response.slice(0, RESPONSE_MAX) : '',
  }
}
