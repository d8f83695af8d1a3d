// Turns a named call into a request: path, query or body, headers.

import type { RouteName, UserRef } from '@foyer/contract'
import { type Route, routes } from '@foyer/contract/routes'
import type { CallOptions } from './client-options.ts'
import type { Connection } from './connection.ts'
import { FoyerError } from './errors.ts'

export interface Call {
  route: RouteName
  ref?: UserRef | undefined
  /** What else the path names: an API key, a batch of sheets, a document. Whoever calls has looked at it. */
  key?: string | undefined
  /** Body of a writing route, query of a reading one. */
  input?: object | undefined
  /** Body of a route that takes a file: then the input is its query. */
  bytes?: Uint8Array<ArrayBuffer> | undefined
}

export interface BuiltRequest {
  url: string
  /** The answer is bytes with a name. */
  isFile: boolean
  init: { method: string; headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer>; redirect: 'manual' }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Built once per call, so that every repetition carries the same idempotency key. */
export function buildRequest(
  connection: Connection,
  { route: name, ref, key, input = {}, bytes }: Call,
  options: CallOptions,
): BuiltRequest {
  const route: Route = routes[name]
  const path = pathOf(route.path, ref === undefined ? undefined : refText(ref), key)
  const isFile = route.answers !== undefined
  const headers: Record<string, string> = {
    accept: isFile ? '*/*' : 'application/json',
    'accept-language': connection.locale,
  }
  if (connection.apiKey !== null) headers.authorization = `Bearer ${connection.apiKey}`
  if (options.ifVersion !== undefined) headers['if-version'] = String(options.ifVersion)
  if (route.method === 'GET')
    return { url: connection.url + path + queryText(input), isFile, init: { method: route.method, headers, redirect: 'manual' } }
  if (route.class === 'management') headers['idempotency-key'] = options.idempotencyKey ?? randomKey()
  if (route.method === 'DELETE') return { url: connection.url + path, isFile, init: { method: route.method, headers, redirect: 'manual' } }
  if (route.takes === 'file') {
    headers['content-type'] = 'application/octet-stream'
    const url = connection.url + path + queryText(input)
    return { url, isFile, init: { method: route.method, headers, body: bytes ?? new Uint8Array(), redirect: 'manual' } }
  }
  headers['content-type'] = 'application/json'
  return { url: connection.url + path, isFile, init: { method: route.method, headers, body: bodyText(input), redirect: 'manual' } }
}

function pathOf(path: string, ref: string | undefined, key: string | undefined): string {
  return path.replace(/:(ref|key)/, (_, name) => encodeURIComponent((name === 'ref' ? ref : key) ?? ''))
}

/** `external:<number>`, `email:<address>`, or the id as it is. What is no id cannot name anybody, so nothing is sent for it. */
export function refText(ref: UserRef): string {
  if (typeof ref !== 'string') return 'externalId' in ref ? `external:${ref.externalId}` : `email:${ref.email}`
  if (UUID.test(ref)) return ref
  throw new FoyerError(
    'user_not_found',
    { ref },
    { status: 404, message: 'No person has this id. For other names pass { externalId } or { email }.' },
  )
}

function queryText(input: object): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(key, one instanceof Date ? dateText(key, one) : String(one))
    }
  }
  const text = query.toString()
  return text && `?${text}`
}

function bodyText(input: object): string {
  return JSON.stringify(input, function (this: Record<string, unknown>, key, value) {
    const original = this[key]
    return original instanceof Date ? dateText(key, original) : value
  })
}

/** An invalid date would become `null`, which clears a field. */
function dateText(key: string, date: Date): string {
  if (!Number.isNaN(date.getTime())) return date.toISOString()
  const message = `${key} is an invalid date.`
  throw new FoyerError('invalid_input', { issues: [{ path: [key], code: 'invalid_date', message }] }, { status: 422, message })
}

/** 122 or 128 random bits. */
export function randomKey(): string {
  const { crypto } = globalThis
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
