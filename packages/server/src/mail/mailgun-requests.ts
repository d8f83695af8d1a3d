// Carries the requests of mailgun.js: one fetch with our limits, so that every failure keeps its real status.

import type { MailErrorKind } from './mail-error.ts'
import { MailError } from './mail-error.ts'

/** What mailgun.js asks of the part that speaks HTTP (its own type is not exported). */
export interface RequestProvider {
  makeRequest(url: string, method: string, data: unknown): Promise<{ status: number; body: Record<string, unknown> }>
  setSubAccountHeader(): void
  resetSubAccountHeader(): void
}

const ANSWER_MAX_BYTES = 64 * 1024
const RETRY_AFTER_MAX_MS = 24 * 60 * 60 * 1000
const REASON_MAX = 200

/**
 * The provider that mailgun.js brings follows redirects and posts the mail again to their target, has no time limit, and gives status 400
 * to a connection that was lost. This one refuses redirects, ends with `signal`, and throws MailErrors.
 */
export function mailgunRequests(apiKey: string, signal: AbortSignal): RequestProvider {
  const authorization = `Basic ${Buffer.from(`api:${apiKey}`, 'utf8').toString('base64')}`
  return {
    async makeRequest(url, method, request) {
      const body =
        request !== null && typeof request === 'object' && 'data' in request && request.data instanceof FormData ? request.data : null
      const response = await reach(url, { method, headers: { authorization, accept: 'application/json' }, body, redirect: 'error', signal })
      const answer = parseAnswer(await readBounded(response))
      if (!response.ok) throw refusal(response, answer)
      if (answer === null) throw new MailError('deferred', `Mailgun answered ${response.status} with something that is not JSON`)
      return { status: response.status, body: answer }
    },
    setSubAccountHeader: () => {},
    resetSubAccountHeader: () => {},
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw new MailError('deferred', 'Mailgun could not be reached', { cause: error })
  }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > ANSWER_MAX_BYTES) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw new MailError('deferred', 'Mailgun broke off its answer', { cause: error })
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseAnswer(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function refusal(response: Response, answer: Record<string, unknown> | null): MailError {
  const message = typeof answer?.message === 'string' ? answer.message.slice(0, REASON_MAX) : ''
  const reason = message === '' ? `Mailgun answered ${response.status}` : `Mailgun answered ${response.status}: ${message}`
  return new MailError(kindOf(response.status, message), reason, {
    reply: message || null,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  })
}

/** A 400 concerns one mail only when it names the recipient; any other 4xx would meet the next mail as well. */
function kindOf(status: number, message: string): MailErrorKind {
  if (status >= 500 || [408, 420, 421, 425, 429].includes(status)) return 'deferred'
  if (status === 400 && /'?\bto\b'? parameter|recipient/i.test(message)) return 'refused'
  if (status === 413) return 'refused'
  return 'misconfigured'
}

/** Seconds or a date (RFC 9110 section 10.2.3). */
function retryAfterMs(value: string | null): number | null {
  if (value === null) return null
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), RETRY_AFTER_MAX_MS)
}
