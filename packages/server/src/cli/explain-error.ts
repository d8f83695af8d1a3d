// Says in plain sentences why a command failed. No stack, and no address of a database: it may hold a password.

import { type ErrorCode, errorStatus, type InputIssue } from '@foyer/contract'
import { FoyerError, isFoyerError } from '@foyer/core'
import * as z from 'zod'
import { ConfigError } from '../config.ts'
import { errorTexts, issueTexts } from '../http/error-texts.ts'
import { refusalText } from '../import/refusal-words.ts'
import { MailError } from '../mail/mail-error.ts'
import { DatabaseError, errorCode, isBusy, isConnectionLost } from '../store/database/database-errors.ts'
import { CommandError, EXIT, type ExitCode } from './exit-codes.ts'

export interface Explained {
  text: string
  exitCode: ExitCode
  /** Stable, for scripts. */
  code?: string | undefined
}

/** Errors of PostgreSQL that an operator mends, by SQLSTATE. */
const DATABASE_FAULTS: Readonly<Record<string, string>> = {
  '28000': 'The database refuses this user: check its name and the rules in pg_hba.conf.',
  '28P01': 'The database refuses the password: check the address in database.',
  '3D000': 'There is no database of that name on the server: make it, or correct the address in database.',
  '42501': 'The database user lacks a right: it must own its schema, or be allowed to create tables there.',
  '3F000': 'The database has no schema for tables to be made in: create one, or set the search_path of its user.',
}

export const explainError = (error: unknown): Explained => {
  if (error instanceof CommandError) return { text: error.message, exitCode: error.exitCode, code: error.code }
  if (error instanceof ConfigError) return { text: error.message, exitCode: EXIT.usage }
  if (error instanceof z.ZodError)
    return { text: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join('\n'), exitCode: EXIT.usage }
  if (error instanceof MailError && error.kind === 'misconfigured') return { text: error.message, exitCode: EXIT.usage }
  if (error instanceof DatabaseError)
    return { text: `${error.message}.`.replace(/\.\.$/, '.'), exitCode: error.code === 'FOYER_DATABASE_OPTIONS' ? EXIT.usage : EXIT.failed }
  if (error instanceof FoyerError && errorStatus[error.code as ErrorCode] < 500) return refused(error)
  const cause = isFoyerError(error, 'busy', 'unavailable') ? error.cause : error
  const code = errorCode(cause)
  const known = code === undefined ? undefined : DATABASE_FAULTS[code]
  if (known !== undefined) return failed(`${known} (${code})`)
  if (isConnectionLost(cause)) return failed(`The database cannot be reached (${code}). Is it running, and is its address right?`)
  if (isBusy(cause)) return failed(`The database has no room or time (${code}). Try again in a moment.`)
  return failed(error instanceof Error ? error.message || error.name : String(error))
}

const refused = ({ code, details }: FoyerError): Explained => {
  if (code === 'file_refused') {
    const { reason, line } = details as { reason: string; line: number | null }
    return { text: refusalText(reason, line, 'en'), exitCode: EXIT.refused, code }
  }
  if (code !== 'invalid_input') return { text: errorTexts[code].en, exitCode: EXIT.refused, code }
  const { issues } = details as { issues: InputIssue[] }
  return { text: issues.map(sentence).join('\n'), exitCode: EXIT.usage, code }
}

const sentence = ({ path, code, message }: InputIssue): string => `${path.join('.')}: ${issueTexts[code]?.en ?? message}`

const failed = (text: string): Explained => ({ text, exitCode: EXIT.failed })
