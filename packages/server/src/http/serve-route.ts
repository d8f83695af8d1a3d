// Serves one route of the contract: bounds, class, caller, input, handler, output.

import { createHash } from 'node:crypto'
import { contract, type OutputOf, type ParsedInputOf, type Route, type RouteName, routes } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { Hono } from 'hono'
import type * as z from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../management/caller.ts'
import { authenticate } from './authenticate.ts'
import { parseJson } from './parse-json.ts'
import type { AppContext, AppEnv } from './request-context.ts'
import { validate } from './validate.ts'

/** No input of ours is larger. */
export const MAX_BODY_BYTES = 64 * 1024

export interface Call<R extends RouteName> {
  c: AppContext
  deps: Deps
  input: ParsedInputOf<R>
  /** `:ref` of the path, decoded; empty where the path has none. */
  ref: string
  /** Who calls; only managing and backend routes have one. */
  caller: Caller
}

export type Handler<R extends RouteName> = (call: Call<R>) => Promise<OutputOf<R>>
/** Every route has a handler, or this does not compile. */
export type Handlers = { [R in RouteName]: Handler<R> }

export const serveRoutes = (app: Hono<AppEnv>, deps: Deps, handlers: Handlers): void => {
  for (const name of Object.keys(routes) as RouteName[]) serveRoute(app, deps, name, handlers[name] as Handler<RouteName>)
}

const serveRoute = <R extends RouteName>(app: Hono<AppEnv>, deps: Deps, name: R, handler: Handler<R>): void => {
  const route: Route = routes[name]
  const { input: inputSchema, output: outputSchema } = contract[name] as { input: z.ZodType; output: z.ZodType }
  app.on(route.method, route.path, async (c) => {
    const managed = route.class === 'management' || route.class === 'backend'
    if (!managed) requireBrowserOrigin(c)
    const body = route.method === 'GET' ? new Uint8Array() : await readBody(c)
    const caller = managed ? await callerOf(deps, c, route, body) : anonymous(c)
    const raw = route.method === 'GET' ? readQuery(c) : body.length === 0 ? {} : parseJson(body)
    const input = validate(inputSchema, raw) as ParsedInputOf<R>
    const answer = await handler({ c, deps, input, ref: c.req.param('ref') ?? '', caller })
    // A field that the contract does not name cannot leave the server.
    return c.json(outputSchema.parse(answer))
  })
}

const callerOf = async (deps: Deps, c: AppContext, route: Route, body: Uint8Array): Promise<Caller> => {
  const actor = await authenticate(deps, c, route)
  return {
    actor,
    locale: c.var.facts.locale,
    ifVersion: readIfVersion(c),
    idempotencyKey: route.method === 'GET' ? undefined : readIdempotencyKey(c),
    requestHash: createHash('sha256').update(`${c.req.method}\0${c.req.path}\0`).update(body).digest('base64url'),
  }
}

const anonymous = (c: AppContext): Caller => ({
  actor: { kind: 'holder', userId: '' },
  locale: c.var.facts.locale,
  ifVersion: undefined,
  idempotencyKey: undefined,
  requestHash: '',
})

/** A browser's page always says where it stands when it posts; the origin itself is compared with the application's list. */
const requireBrowserOrigin = (c: AppContext): void => {
  if (c.req.header('origin') === undefined) throw new FoyerError('origin_not_allowed')
}

const readBody = async (c: AppContext): Promise<Uint8Array> => {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
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
