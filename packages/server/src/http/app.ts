// The whole HTTP face: middleware in order, the contract's routes, pages and files.

import { randomUUID } from 'node:crypto'
import { routes } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import { Hono, type Next } from 'hono'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import type { Deps } from '../deps.ts'
import { mountAdmin } from '../pages/admin-page.ts'
import { mountHostedPages } from '../pages/hosted-pages.ts'
import { mountLegalPages } from '../pages/legal-pages.ts'
import { mountMailbox } from '../pages/mailbox.ts'
import { mountReference } from '../pages/reference.ts'
import { mountWidgetFiles } from '../pages/widget-files.ts'
import { jwks } from '../session/access-token.ts'
import { pickLocale } from '../text.ts'
import { createClientBlock } from './client-address.ts'
import { crossOrigin } from './cross-origin.ts'
import { errorPage } from './error-page.ts'
import { handlers } from './handlers.ts'
import { mountHealth } from './health.ts'
import { rememberMatches } from './known-paths.ts'
import { limitBody } from './limit-body.ts'
import { mountMetrics } from './metrics-route.ts'
import { toProblem } from './problem.ts'
import { createRefusalLog, type Refusal } from './refusal-log.ts'
import { refusePlainHttp } from './refuse-plain-http.ts'
import type { AppContext, AppEnv } from './request-context.ts'
import { securityHeaders } from './security-headers.ts'
import { serveRoutes } from './serve-route.ts'

/** Paths are relative: mounted below a path, `config.url` names it. */
export const createApp = (deps: Deps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>({
    router: rememberMatches(new SmartRouter({ routers: [new RegExpRouter(), new TrieRouter()] }), staticPaths),
  })
  const blockOf = createClientBlock(deps.config.trustedProxies)
  app.use((c, next) => {
    c.set('facts', {
      requestId: randomUUID(),
      locale: pickLocale(c.req.header('accept-language'), deps.config.organisation.locale),
      block: blockOf(c),
    })
    return deps.metrics !== null || deps.log.isLevelEnabled('debug') ? watched(deps, c, next) : next()
  })
  app.use(securityHeaders(deps.config))
  app.use(refusePlainHttp(deps.config))
  app.use(crossOrigin(deps.config))
  app.use(limitBody)
  serveRoutes(app, deps, handlers)
  mountHealth(app, deps)
  mountMetrics(app, deps)
  mountHostedPages(app, deps)
  mountLegalPages(app, deps)
  mountWidgetFiles(app)
  mountAdmin(app, deps)
  mountReference(app, deps)
  if (deps.config.demo) mountMailbox(app, deps)
  app.get('/.well-known/jwks.json', (c) =>
    c.json(jwks(deps.keys), 200, { 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' }),
  )
  const tell = createRefusalLog(deps.log)
  app.notFound((c) => answerError(deps, c, new FoyerError('not_found'), tell))
  app.onError((error, c) => answerError(deps, c, error, tell))
  return app
}

/** Paths of the contract that have no parameters. */
const staticPaths: ReadonlySet<string> = new Set(Object.values(routes).flatMap(({ path }) => (path.includes(':') ? [] : [path])))

const watched = async (deps: Deps, c: AppContext, next: Next): Promise<void> => {
  const begun = performance.now()
  await next()
  const { requestId } = c.get('facts')
  const { method } = c.req
  const { status } = c.res
  const ms = performance.now() - begun
  deps.metrics?.request(routeOf(c), method, status, ms)
  deps.log.debug({ requestId, method, route: routeOf(c), status, ms: Math.round(ms) }, 'request')
}

const answerError = (deps: Deps, c: AppContext, error: unknown, tell: (refusal: Refusal) => void): Response => {
  const { requestId, locale } = c.var.facts
  const problem = toProblem(error, { locale, requestId, docs: `${deps.config.url}/docs` })
  deps.metrics?.refusal(problem.body.code)
  tell({ code: problem.body.code, requestId, route: routeOf(c), method: c.req.method })
  if (problem.body.code === 'internal') deps.log.error({ requestId, route: routeOf(c), err: describe(error) }, 'request failed')
  if (c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html')) return errorPage(deps, c, problem)
  return c.body(JSON.stringify(problem.body), problem.status as 400, { ...problem.headers, 'Content-Type': 'application/problem+json' })
}

/** The pattern, never the path: a path may hold a token or an address. */
const routeOf = (c: AppContext): string => c.req.routePath

/** Name, code and place; the message only of errors that are surely ours, for others may quote input. */
const describe = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
  const cause: unknown = error.cause === undefined ? undefined : describe(error.cause)
  return { name: error.name, code, frames, cause, ...(error.name === 'ZodError' ? { issues: zodPaths(error) } : {}) }
}

const zodPaths = (error: Error): unknown =>
  'issues' in error && Array.isArray(error.issues)
    ? error.issues.slice(0, 10).map((issue: { path?: unknown; code?: unknown }) => ({ path: issue.path, code: issue.code }))
    : undefined
