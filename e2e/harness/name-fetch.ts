// `fetch` for the test's own process: over TLS to names that lead to ports of this machine, trusting one certificate.

import { Agent, request as httpsRequest } from 'node:https'

/** Ports by host name. */
export type Ports = ReadonlyMap<string, number>

const NO_BODY = new Set([204, 205, 304])

/** Does not follow redirects. A connection serves one request, so that a server's restart is never met half-way. */
export function createNameFetch(ports: Ports, trusted: string): typeof fetch {
  const agent = new Agent({ keepAlive: false })
  return async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const port = ports.get(url.hostname)
    if (url.protocol !== 'https:' || port === undefined) throw new TypeError(`fetch failed: ${url.origin} is no name of this test`)
    const body = Buffer.from(await request.arrayBuffer())
    return new Promise((resolve, reject) => {
      const sent = httpsRequest(
        {
          agent,
          ca: trusted,
          host: url.hostname,
          port,
          path: url.pathname + url.search,
          method: request.method,
          headers: {
            ...Object.fromEntries(request.headers),
            host: url.host,
            ...(body.length > 0 ? { 'content-length': body.length } : {}),
          },
          lookup: (_name, options, done) => (options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)),
          signal: request.signal,
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const headers = new Headers()
            for (let index = 0; index < answer.rawHeaders.length; index += 2)
              headers.append(answer.rawHeaders[index] ?? '', answer.rawHeaders[index + 1] ?? '')
            const status = answer.statusCode ?? 0
            resolve(new Response(NO_BODY.has(status) ? null : Buffer.concat(chunks), { status, headers }))
          })
        },
      )
      sent.on('error', (cause) => reject(new TypeError('fetch failed', { cause })))
      sent.end(body)
    })
  }
}
