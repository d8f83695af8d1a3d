// Serves a Foyer, or any Hono app beside it, with every limit set by us.

import type { Server } from 'node:http'
import { serve as serveNode } from '@hono/node-server'
import type { Hono } from 'hono'
import { answerBrokenRequests } from './http/answer-broken-requests.ts'

export interface ServeOptions {
  /** 0 takes a free one. */
  port: number
  /** Default `127.0.0.1`. */
  hostname?: string
  /** For https: passed to Node's `createServer`. */
  tls?: { key: string | Buffer; cert: string | Buffer }
}

export interface Served {
  port: number
  /** Takes no new request, waits at most 6 seconds for those begun, then closes Foyer, which takes at most 3. */
  close(): Promise<void>
}

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 25_000
/** How often the limits above are looked at; Node's own 30 seconds would double them. */
const CHECK_EVERY_MS = 2_000
const KEEP_ALIVE_MS = 5_000
/** What is left of the 10 seconds that process managers give is for jobs and the database. */
const DRAIN_MS = 6_000
const SWEEP_EVERY_MS = 100
const MAX_HEADER_BYTES = 16_384

/** A Foyer, or another Hono app. */
export interface Servable {
  readonly app: Pick<Hono, 'fetch'>
  /** Where people reach it: https has HSTS. */
  readonly url?: string
  close(): Promise<void>
}

export const serve = async (foyer: Servable, options: ServeOptions): Promise<Served> => {
  const { createServer } = options.tls === undefined ? await import('node:http') : await import('node:https')
  const settings = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    ...options.tls,
  }
  return new Promise((resolve, reject) => {
    const server = serveNode(
      {
        fetch: foyer.app.fetch,
        port: options.port,
        hostname: options.hostname ?? '127.0.0.1',
        createServer: createServer as never,
        serverOptions: settings,
      },
      (info) => resolve({ port: info.port, close: () => drain(server as Server, foyer) }),
    )
    server.once('error', reject)
    answerBrokenRequests(server as Server, { secure: (foyer.url ?? '').startsWith('https:') })
  })
}

const drain = async (server: Server, foyer: Pick<Servable, 'close'>): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  // Clients that keep their connections would go on asking: each gets its answer, and then the connection ends.
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false
  })
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS)
  const forced = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  server.closeIdleConnections()
  await closed
  clearInterval(sweeping)
  clearTimeout(forced)
  await foyer.close()
}
