// Checks that the numbers in docs/security/facts.md are those of the code: each is calculated from the constant that decides it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const PAGE = 'docs/security/facts.md'
const server = (file) => `packages/server/src/${file}.ts`
const core = (file) => `packages/core/src/${file}.ts`
const WORDS = { 5: 'five', 10: 'ten', 12: 'twelve' }
const inWords = (number) => WORDS[number] ?? String(number)
const counted = (number) => number.toLocaleString('en')
const [SECOND, KB] = [1000, 1024]

/** A sentence or the cells of a row, with `{}` for each number: its file, the constants that it is the sum of, their unit, and how it is written. */
const CLAIMS = [
  [
    '| headers of a request | {} KB, {} seconds |',
    [server('serve'), 'MAX_HEADER_BYTES', KB],
    [server('serve'), 'HEADERS_TIMEOUT_MS', SECOND],
  ],
  [
    '| body of a request | {} KB; the whole request {} seconds |',
    [server('http/limit-body'), 'MAX_BODY_BYTES', KB],
    [server('serve'), 'REQUEST_TIMEOUT_MS', SECOND],
  ],
  ['| a kept connection | {} seconds without a request |', [server('serve'), 'KEEP_ALIVE_MS', SECOND]],
  [
    '| database connections | {}, or `database.max`; {} seconds to get one, {} wait |',
    [server('store/database/connect-postgres'), 'DEFAULT_MAX'],
    [server('store/database/connect-postgres'), 'DEFAULT_ACQUIRE_TIMEOUT_MS', SECOND],
    [server('store/database/connect-postgres'), 'MAX_WAITING', 1, counted],
  ],
  ['| a statement | {} seconds |', [server('store/database/connect-postgres'), 'DEFAULT_STATEMENT_TIMEOUT_MS', SECOND]],
  [
    '| a database that fell silent | {} seconds |',
    [server('store/database/connect-postgres'), 'DEFAULT_STATEMENT_TIMEOUT_MS SILENCE_MARGIN_MS', SECOND],
  ],
  ['| password hashes | as many at once as cores, {} wait |', [server('password/hash-password'), 'maxWaiting']],
  [
    '| a mail | {} seconds; {} tries over hours |',
    [server('jobs/send-mail'), 'MAIL_TIMEOUT_MS', SECOND],
    [server('jobs/worker'), 'MAX_TRIES', 1, inWords],
  ],
  ['| SMTP | {} connections, {} mails wait |', [server('mail/smtp'), 'MAX_CONNECTIONS'], [server('mail/smtp'), 'MAX_WAITING', 1, counted]],
  ['| stopping | {} seconds for requests,', [server('serve'), 'DRAIN_MS', SECOND]],
  [
    'at least {} characters; {} tries, then waits up to an hour',
    [core('password/check-password'), 'PASSWORD_MIN_LENGTH'],
    [core('rate-limit/limits'), 'FREE_FAILURES', 1, inWords],
  ],
  ['ten characters of 31 (49 bits), {} tries, then dead', [core('invitation/generation'), 'MAX_CODE_TRIES', 1, inWords]],
  ['eight characters of 31 (39 bits), {} tries, one hour', [core('account/require-grant'), 'MAIL_CODE_TRIES', 1, inWords]],
  ['eight characters of 31, {} tries, 24 hours', [core('activation/prove-address'), 'EMAIL_PROOF_TRIES', 1, inWords]],
  ['sealed, {} seconds, once', [server('session/sign-in-code'), 'SIGN_IN_CODE_TTL_MS', SECOND]],
]

/**
 * @param {(path: string) => string} [read] the text of a file below the root
 * @returns {string[]} one line for each number that is not as the code has it, and for each limit that nothing is said to decide
 */
export function checkFacts(read = (path) => readFileSync(join(root, path), 'utf8')) {
  const page = read(PAGE).replace(/[ \t]+/g, ' ')
  const wanted = CLAIMS.map(([sentence, ...numbers]) =>
    numbers.reduce((text, number) => text.replace('{}', writtenAs(number, read)), sentence),
  )
  const told = wanted.filter((text) => !page.includes(text)).map((text) => `${PAGE} does not say "${text}"`)
  const limits = page.split('| limit | value | beyond it |')[1]?.split('\n\n')[0]?.split('\n').slice(2) ?? []
  const free = limits.filter(
    (row) => /\d/.test(row.split('|')[2] ?? '') && !wanted.some((text) => row.startsWith(text) || told.includes(text)),
  )
  return [...told, ...free.map((row) => `${PAGE}: nothing in the code is named for "${row.trim()}"`)]
}

function writtenAs([file, names, unit = 1, write = String], read) {
  const values = names.split(' ').map((name) => {
    const found = new RegExp(`\\b${name}(?:: \\w+)? (?:=|\\?\\?) ([\\d_ *]+)`).exec(read(file))?.[1]
    return found?.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1)
  })
  if (values.includes(undefined)) return `(no ${names} in ${file})`
  return write(values.reduce((sum, value) => sum + value, 0) / unit)
}
