// Sends a call to Foyer: repeats it where that helps, ends it in time, answers the value or throws a FoyerError.

import { type BuiltRequest, buildRequest, type Call } from './build-request.ts'
import type { CallOptions, ClientOptions } from './client-options.ts'
import { type Connection, readConnection } from './connection.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { FoyerError } from './errors.ts'
import { fileOf } from './file.ts'
import { readProblem, retryAfterMs } from './read-problem.ts'

/** One call. `T` is what the contract says that this route answers. */
export type Send = <T>(call: Call, options?: CallOptions) => Promise<T>

type Outcome = { kind: 'done'; value: unknown } | { kind: 'failed'; error: FoyerError; retryAfterMs: number | null }

const FIRST_BACKOFF_MS = 200
const MAX_BACKOFF_MS = 5_000

/** The address of a reading call, for what loads it by itself, such as a frame. */
export type UrlOf = (call: Call) => string

export const addressesOf =
  (options: ClientOptions): UrlOf =>
  (call) =>
    buildRequest(readConnection(options), call, {}).url

export function connect(options: ClientOptions): Send {
  const connection = readConnection(options)
  return async <T>(call: Call, callOptions: CallOptions = {}): Promise<T> => {
    const request = buildRequest(connection, call, callOptions)
    const deadline = startDeadline(callOptions.timeoutMs ?? connection.timeoutMs, callOptions.signal)
    try {
      return (await repeat(connection, request, deadline)) as T
    } finally {
      deadline.stop()
    }
  }
}

async function repeat(connection: Connection, request: BuiltRequest, deadline: Deadline): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(connection, request, deadline, attempt)
    if (outcome.kind === 'done') return outcome.value
    if (!outcome.error.retryable || attempt > connection.retries) throw outcome.error
    const waitMs = Math.max(outcome.retryAfterMs ?? 0, backoffMs(attempt))
    if (waitMs >= deadline.remainingMs()) throw outcome.error
    await deadline.wait(waitMs)
  }
}

async function attemptOnce(
  connection: Connection,
  { url, init, isFile }: BuiltRequest,
  deadline: Deadline,
  attempts: number,
): Promise<Outcome> {
  const over = deadline.error()
  if (over) throw over
  try {
    const response = await connection.fetch(url, { ...init, signal: deadline.signal })
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      return failed(new FoyerError('unreachable', { attempts }, { status: response.status, message: redirected(connection.url) }))
    if (!response.ok) {
      const error = await readProblem(response)
      return deadline.error() ? failed(deadline.error() ?? error) : failed(error, retryAfterMs(response))
    }
    if (isFile) return { kind: 'done', value: fileOf(response) }
    return { kind: 'done', value: response.status === 204 ? undefined : await readValue(response) }
  } catch (cause) {
    const ended = deadline.error()
    if (ended) throw ended
    if (cause instanceof FoyerError) throw cause
    return failed(
      new FoyerError('unreachable', { attempts }, { message: `Foyer cannot be reached at ${connection.url}.`, retryable: true, cause }),
    )
  }
}

const failed = (error: FoyerError, wait: number | null = null): Outcome => ({ kind: 'failed', error, retryAfterMs: wait })

/** Following would hand the API key to whoever the answer names. */
const redirected = (url: string) => `${url} answers with a redirect, which is not followed. Set the address that it leads to.`

async function readValue(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = 'The answer is not JSON: is this the address of Foyer?'
    throw new FoyerError('internal', {}, { status: response.status, message, cause })
  }
}

/** Doubles from 200 ms to 5 s; half of it is random, so that many callers do not come back at once. */
function backoffMs(attempt: number): number {
  const full = Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), MAX_BACKOFF_MS)
  return full / 2 + (Math.random() * full) / 2
}
