// What every refusal owes its caller.

import { type ErrorCode, errorStatus } from '@foyer/contract'
import { expect } from 'vitest'
import { errorTexts, issueTexts } from '../src/http/error-texts.ts'
import type { Answer } from './browser.ts'

/** A refusal says what is wrong by a stable code and a sentence in the caller's language; nothing else is said. */
export const expectRefusal = (answer: Answer, locale: 'de' | 'en', what: string): void => {
  const { status, body, headers, text } = answer
  const code = body.code as ErrorCode
  expect(status, `${what}: ${text}`).toBeLessThan(500)
  expect(headers.get('content-type'), what).toBe('application/problem+json')
  expect(errorStatus, what).toHaveProperty(code)
  expect(status, what).toBe(errorStatus[code])
  // These say more than their code does.
  const sentences = /^password_too/.test(code) ? /\d+/ : code === 'file_refused' ? /\S\.$/ : errorTexts[code][locale]
  expect(String(body.detail), what).toMatch(sentences)
  if (code !== 'invalid_input') return
  const { issues } = body.details as { issues: { path: unknown[]; code: string; message: string }[] }
  expect(issues.length, what).toBeGreaterThan(0)
  for (const issue of issues)
    expect(issue.message, `${what}: ${JSON.stringify(issue)}`).toBe((issueTexts[issue.code] ?? issueTexts.invalid)?.[locale])
}
