// A server at a port that speaks the contract, for tests of the SDK: answers what a test tells it to and keeps what it was asked.

import { type ErrorCode, type ErrorDetails, errorStatus, type OutputOf, type Route, type RouteName, routes } from '@foyer/contract'
import { contract } from '@foyer/contract/contract'
import { type HttpBindings, serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'

export interface Asked {
  route: RouteName
  path: string
  headers: Headers
  /** Body or query, as the contract's schema read it. */
  input: Record<string, unknown>
}

export type Answer = (asked: Asked, c: Context<{ Bindings: HttpBindings }>) => Response | Promise<Response>

export interface FakeFoyer {
  url: string
  asked: Asked[]
  /** Answers in this order; the last one goes on. */
  answer(...answers: Answer[]): void
  close(): Promise<void>
}

export async function startFakeFoyer(): Promise<FakeFoyer> {
  const asked: Asked[] = []
  let answers: Answer[] = []
  const app = new Hono<{ Bindings: HttpBindings }>()
  for (const [name, { method, path, takes }] of Object.entries(routes) as [string, Route][]) {
    const route = name as RouteName
    app.on(method, path, async (c) => {
      const { pathname } = new URL(c.req.url)
      const body = await c.req.text()
      const given: unknown = method === 'GET' || takes === 'file' ? queryOf(c) : body ? JSON.parse(body) : {}
      const read = contract[route].input.safeParse(given)
      asked.push({ route, path: pathname, headers: c.req.raw.headers, input: (given ?? {}) as Record<string, unknown> })
      if (!read.success) return problemAnswer('invalid_input', { issues: [] })()
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      const last = asked.at(-1)
      return answer && last ? answer(last, c) : problemAnswer('internal', {})()
    })
  }
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        asked,
        answer: (...next) => {
          answers = next
        },
        close: () => new Promise((done) => server.close(() => done())),
      }),
    )
  })
}

/** An answer that the contract allows for this route. */
export const answerWith =
  <R extends RouteName>(route: R, body: OutputOf<R>): Answer =>
  () =>
    Response.json(contract[route].output.parse(body))

export const problemAnswer =
  <C extends ErrorCode>(code: C, details: ErrorDetails[C], headers: Record<string, string> = {}): (() => Response) =>
  () =>
    Response.json(
      { type: 'about:blank', title: code, status: errorStatus[code], detail: `Detail of ${code}.`, code, details, requestId: 'req-1' },
      { status: errorStatus[code], headers: { 'content-type': 'application/problem+json', ...headers } },
    )

/** Cuts the line before any answer. */
export const hangUp: Answer = (_, c) => {
  c.env.incoming.socket.destroy()
  return new Response(null)
}

export const neverAnswer: Answer = () => new Promise(() => {})

function queryOf(c: Context): Record<string, unknown> {
  return Object.fromEntries(Object.entries(c.req.queries()).map(([key, values]) => [key, values.length > 1 ? values : values[0]]))
}
