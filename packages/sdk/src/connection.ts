// Where Foyer is and with which key: from options or the environment, checked once.

import type { ClientOptions } from './client-options.ts'
import { FoyerError } from './errors.ts'

export interface Connection {
  /** Without a slash at the end. */
  readonly url: string
  /** `null`: the browser's own session stands for it. */
  readonly apiKey: string | null
  readonly timeoutMs: number
  readonly retries: number
  readonly locale: string
  readonly fetch: typeof fetch
}

const DEFAULT_TIMEOUT_MS = 15_000
const DEFAULT_RETRIES = 2
const MAX_RETRIES = 10

/** @throws FoyerError `config_missing` with the name of the variable. */
export function readConnection(options: ClientOptions & { apiKey?: string | undefined }): Connection & { readonly apiKey: string }
export function readConnection(options: ClientOptions): Connection
export function readConnection(options: ClientOptions): Connection {
  return {
    url: baseUrl(options.url ?? fromEnvironment('FOYER_URL')),
    apiKey: options.apiKey === null ? null : required('FOYER_API_KEY', options.apiKey ?? fromEnvironment('FOYER_API_KEY')),
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    retries: Math.min(Math.max(options.retries ?? DEFAULT_RETRIES, 0), MAX_RETRIES),
    locale: options.locale ?? 'en',
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  }
}

function baseUrl(value: string | undefined): string {
  const given = required('FOYER_URL', value)
  let url: URL
  try {
    url = new URL(given)
  } catch (cause) {
    throw missing('FOYER_URL', `FOYER_URL is no web address: ${given}`, cause)
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw missing('FOYER_URL', `FOYER_URL must begin with https: ${given}`)
  return url.origin + url.pathname.replace(/\/+$/, '')
}

function required(variable: string, value: string | undefined): string {
  if (value) return value
  throw missing(variable, `Set ${variable} in the environment, or pass it to the constructor.`)
}

const missing = (variable: string, message: string, cause?: unknown) => new FoyerError('config_missing', { variable }, { message, cause })

function fromEnvironment(variable: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env?.[variable]
}
