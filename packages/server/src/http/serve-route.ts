// Serves one route of the contract: class, caller, bounds, input, handler, output.

import { createHash } from 'node:crypto'
import {
  type Endpoint,
  holderContract,
  type KeyRoute,
  type OutputOf,
  type ParsedInputOf,
  type Route,
  type RouteName,
  routes,
} from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { lateParts, once } from '../late-parts.ts'
import type { Caller } from '../management/caller.ts'
import { answerFile, type FileAnswer } from './answer-file.ts'
import { answerPage } from './answer-page.ts'
import { type Authenticated, authenticate } from './authenticate.ts'
import { compileWhenUsed } from './compile-when-used.ts'
import { MAX_PIECE_BYTES, readBytes } from './limit-body.ts'
import { parseJson } from './parse-json.ts'
import type { AppContext, AppEnv } from './request-context.ts'
import { noDocumentHeaders } from './security-headers.ts'
import { validate } from './validate.ts'

export interface Call<R extends RouteName> {
  c: AppContext
  deps: Deps
  input: ParsedInputOf<R>
  /** `:ref` or `:key` of the path, decoded; empty where the path has none. */
  ref: string
  /** Of routes that take a file; empty for the others. */
  bytes: Uint8Array
  /** Who calls; only managing and backend routes have one. */
  caller: Caller
}

export type Handler<R extends RouteName> = (call: Call<R>) => Promise<OutputOf<R>>
/** Every route has a handler, or this does not compile. */
export type Handlers = { [R in RouteName]: Handler<R> }

export const serveRoutes = (app: Hono<AppEnv>, deps: Deps, handlers: Handlers): void => {
  const names = Object.keys(routes) as RouteName[]
  for (const name of names) serveRoute(app, deps, name, handlers[name] as Handler<RouteName>)
  const paths = [...new Set<string>(names.map((name) => routes[name].path))]
  const isNamed = (path: string) => !path.includes(':')
  // Whole names first: for them, what takes any name in their place is not asked.
  for (const path of [...paths.filter(isNamed), ...paths.filter((path) => !isNamed(path))]) refuseOtherMethods(app, path)
}

const serveRoute = <R extends RouteName>(app: Hono<AppEnv>, deps: Deps, name: R, handler: Handler<R>): void => {
  const route: Route = routes[name]
  const schemas = once(async () => {
    const { input, output } = await endpointOf(name)
    return { inputNow: compileWhenUsed(input), outputNow: compileWhenUsed(output) }
  })
  const managed = route.class === 'management' || route.class === 'backend'
  const headers = { ...noDocumentHeaders(deps.config), 'Content-Type': 'application/json' }
  app.on(route.method, route.path, async (c) => {
    if (route.class === 'account') requireOwnPage(deps, c)
    else if (route.class === 'webhook') requireNoPage(deps, c)
    else if (!managed) requireListedOrigin(deps, c)
    const authenticated = managed ? await authenticate(deps, c, name as KeyRoute) : null
    const body = route.method === 'GET' ? none : route.takes === 'file' ? await readBytes(c, MAX_PIECE_BYTES) : await readBody(c)
    const caller = authenticated === null ? anonymous(c) : callerOf(c, authenticated, body)
    const inQuery = route.method === 'GET' || route.takes === 'file'
    const raw = inQuery ? readQuery(c) : body.length === 0 ? {} : parseJson(body)
    const { inputNow, outputNow } = await schemas()
    const input = validate(inputNow(), raw) as ParsedInputOf<R>
    const bytes = route.takes === 'file' ? body : none
    const answer = await handler({ c, deps, input, ref: c.req.param('ref') ?? c.req.param('key') ?? '', bytes, caller })
    // A field that the contract does not name cannot leave the server.
    const output = outputNow().parse(answer)
    if (route.answers === 'file') return answerFile(c, deps, output as FileAnswer)
    if (route.answers === 'page') return answerPage(c, deps, output as FileAnswer)
    if (!managed) return c.json(output)
    // Headers given at once as a plain object cost a fraction of those set one by one, and nothing else adds any here.
    c.set('hasSecurityHeaders', true)
    return new Response(JSON.stringify(output), { headers: { ...headers, 'X-Request-Id': c.get('facts').requestId } })
  })
}

const isOfHolders = (name: RouteName): name is keyof typeof holderContract => Object.hasOwn(holderContract, name)

const endpointOf = async (name: RouteName): Promise<Endpoint> => {
  if (isOfHolders(name)) return holderContract[name]
  const { managementContract } = await lateParts.contract()
  return managementContract[name]
}

const none = new Uint8Array()

const refuseOtherMethods = (app: Hono<AppEnv>, path: string): void => {
  const methods = Object.values(routes).flatMap((route: Route) => (route.path === path ? [route.method] : []))
  app.all(path, (c) => {
    c.header('Allow', methods.join(', '))
    throw new FoyerError('method_not_allowed')
  })
}

const callerOf = (c: AppContext, { actor, scopes, boundTo }: Authenticated, body: Uint8Array): Caller => {
  const idempotencyKey = c.req.method === 'GET' ? undefined : readIdempotencyKey(c)
  return {
    actor,
    scopes,
    boundTo,
    locale: c.get('facts').locale,
    ifVersion: readIfVersion(c),
    idempotencyKey,
    requestHash: idempotencyKey === undefined ? '' : hashRequest(c, body),
  }
}

const hashRequest = (c: AppContext, body: Uint8Array): string =>
  createHash('sha256').update(`${c.req.method}\0${c.req.path}\0`).update(body).digest('base64url')

const anonymous = (c: AppContext): Caller => ({
  actor: { kind: 'holder', userId: '' },
  scopes: [],
  boundTo: null,
  locale: c.var.facts.locale,
  ifVersion: undefined,
  idempotencyKey: undefined,
  requestHash: '',
})

/**
 * A browser's page always says where it stands when it posts. An origin that no application lists is refused before anything
 * else is looked at; the named application's own list is asked by the route.
 */
const requireListedOrigin = (deps: Deps, c: AppContext): void => {
  const origin = c.req.header('origin') ?? ''
  if (!Object.values(deps.config.applications).some(({ origins }) => origins.has(origin))) throw new FoyerError('origin_not_allowed')
}

/** What a holder does with the own account is done on Foyer's own pages: no page of an application gets to ask for it. */
const requireOwnPage = (deps: Deps, c: AppContext): void => {
  if (c.req.header('origin') !== deps.config.origin) throw new FoyerError('origin_not_allowed')
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new FoyerError('cross_site')
}

/** A provider's server is no page, and nobody's where none is configured. */
const requireNoPage = (deps: Deps, c: AppContext): void => {
  if (c.req.header('origin') !== undefined) throw new FoyerError('origin_not_allowed')
  if (deps.signedByProvider === null) throw new FoyerError('not_found')
}

const readBody = async (c: AppContext): Promise<Uint8Array> => {
  const bytes = await readBytes(c)
  if (bytes.length === 0) return bytes
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new FoyerError('unsupported_media_type')
  return bytes
}

const readQuery = (c: AppContext): Record<string, unknown> => {
  const query: Record<string, unknown> = {}
  for (const [key, values] of Object.entries(c.req.queries())) {
    if (key === '__proto__') continue
    query[key] = values.length === 1 ? values[0] : values
  }
  return query
}

const readIfVersion = (c: AppContext): number | undefined => {
  const text = c.req.header('if-version')
  if (text === undefined) return undefined
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new FoyerError('invalid_input', { issues: [{ path: ['If-Version'], code: 'invalid', message: 'A version is a whole number.' }] })
}

const readIdempotencyKey = (c: AppContext): string | undefined => {
  const text = c.req.header('idempotency-key')
  if (text === undefined) return undefined
  if (/^[\x21-\x7e]{1,200}$/.test(text)) return text
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['Idempotency-Key'], code: 'invalid', message: 'Use 1 to 200 visible ASCII characters.' }],
  })
}
