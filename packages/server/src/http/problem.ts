// Turns every error into an RFC 9457 answer in the caller's language, with a stable code.

import { type ErrorCode, errorStatus, type InputIssue, type Problem } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import { refusalText } from '../import/refusal-words.ts'
import type { Locale } from '../text.ts'
import { errorTexts, issueTexts } from './error-texts.ts'

export interface ProblemAnswer {
  status: number
  headers: Record<string, string>
  body: Problem
}

/** Codes after which the same request may succeed later, with the seconds to wait when nothing else says so. */
const retryAfterSeconds: Partial<Record<ErrorCode, number>> = { busy: 2, unavailable: 5, in_progress: 1, rate_limited: 30 }

/** Anything that is not a `FoyerError` answers `internal` and says nothing of its cause. */
export const toProblem = (error: unknown, context: { locale: Locale; requestId: string | null; docs: string }): ProblemAnswer => {
  const known = error instanceof FoyerError ? (error as FoyerError<ErrorCode>) : new FoyerError('internal')
  const status = errorStatus[known.code] || 500
  const details = known.code === 'invalid_input' ? { issues: withWords(issuesOf(known), context.locale) } : (known.details ?? {})
  const wait = retryAfter(known)
  return {
    status,
    headers: wait === null ? {} : { 'Retry-After': String(wait) },
    body: {
      type: `${context.docs}#error-${known.code}`,
      title: known.code.replaceAll('_', ' '),
      status,
      detail: detailText(known, context.locale, wait),
      code: known.code,
      details: details as Problem['details'],
      requestId: context.requestId,
    },
  }
}

const retryAfter = (error: FoyerError<ErrorCode>): number | null => {
  if (error.code === 'rate_limited') {
    const { retryAfterMs } = error.details as { retryAfterMs?: number }
    return Math.max(1, Math.ceil((retryAfterMs ?? 30_000) / 1000))
  }
  return retryAfterSeconds[error.code] ?? null
}

const detailText = (error: FoyerError<ErrorCode>, locale: Locale, waitSeconds: number | null): string => {
  const words = errorTexts[error.code][locale]
  if (error.code === 'rate_limited' && waitSeconds !== null) return `${words} ${waitText(waitSeconds, locale)}`
  if (error.code === 'file_refused') {
    const { reason, line } = error.details as { reason: string; line: number | null }
    return refusalText(reason, line, locale)
  }
  if (error.code === 'password_too_short') {
    const { minLength } = error.details as { minLength: number }
    return locale === 'de'
      ? `Bitte wählen Sie ein Passwort mit mindestens ${minLength} Zeichen.`
      : `Please choose a password of at least ${minLength} characters.`
  }
  if (error.code === 'password_too_long') {
    const { maxLength } = error.details as { maxLength: number }
    return locale === 'de'
      ? `Bitte wählen Sie ein Passwort mit höchstens ${maxLength} Zeichen.`
      : `Please choose a password of at most ${maxLength} characters.`
  }
  return words
}

/** The time left, in the largest unit that reads well. */
const waitText = (seconds: number, locale: Locale): string => {
  const minutes = Math.ceil(seconds / 60)
  const [value, unit] = seconds < 60 ? [seconds, 'second' as const] : [minutes, 'minute' as const]
  const span = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  return locale === 'de' ? `Wieder möglich in ${span}.` : `You can try again in ${span}.`
}

const issuesOf = (error: FoyerError<ErrorCode>): InputIssue[] => (error.details as { issues?: InputIssue[] }).issues ?? []

const withWords = (issues: InputIssue[], locale: Locale): InputIssue[] =>
  issues.slice(0, 100).map((issue) => ({ ...issue, message: (issueTexts[issue.code] ?? issueTexts.invalid)?.[locale] ?? issue.message }))
