// Node's own request and response as the web's, for frameworks that build on them.

import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a framework may have added to Node's request. */
export type NodeRequest = IncomingMessage & {
  /** The whole path where the framework cuts off what it mounted the routes under. */
  originalUrl?: string
  /** What a body parser made of the body, when one ran before. */
  body?: unknown
}

/** No body that these routes take is longer; one byte more is enough to refuse it. */
const READ_AT_MOST_BYTES = 8_193
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i

/** The address and the headers alone, which is all that a verifier reads; `null` for a request that names no host. */
export function headOf(req: NodeRequest, method = 'GET', body: BodyInit | null = null): Request | null {
  const host = req.headers.host ?? req.headers[':authority']
  if (typeof host !== 'string' || !HOST.test(host)) return null
  const path = pathOf(req.originalUrl ?? req.url ?? '/')
  const isTls = 'encrypted' in req.socket && req.socket.encrypted === true
  return new Request(`${isTls ? 'https' : 'http'}://${host}${path}`, { method, headers: headersOf(req), body })
}

/** The request with its body, read as far as these routes read one. */
export async function requestOf(req: NodeRequest): Promise<Request | null> {
  const method = req.method ?? 'GET'
  return headOf(req, method, method === 'GET' || method === 'HEAD' ? null : await bodyOf(req))
}

export async function send(response: Response, res: ServerResponse): Promise<void> {
  res.statusCode = response.status
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value)
  for (const cookie of response.headers.getSetCookie()) res.appendHeader('set-cookie', cookie)
  res.end(await response.text())
}

/** Frameworks answer with an error's own `status`: a refused API key would tell visitors that they are not signed in. */
export const hostFault = (cause: unknown): Error => new Error('The sign-in could not be handed on to Foyer.', { cause })

/** Also of a request whose target is a whole address (RFC 9112 §3.2.2): its host counts for nothing here. */
function pathOf(target: string): string {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  return path.startsWith('/') ? path : `/${path}`
}

function headersOf({ headers }: IncomingMessage): Headers {
  const copy = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(':') || value === undefined) continue
    copy.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return copy
}

async function bodyOf(req: NodeRequest): Promise<BodyInit> {
  const { body } = req
  if (typeof body === 'string' || body instanceof Uint8Array) return new Uint8Array(Buffer.from(body))
  if (body !== undefined && req.readableEnded) return JSON.stringify(body)
  const chunks: Uint8Array[] = []
  let bytes = 0
  // The rest of a body that is too long is left to Node, which drops it once the answer is sent.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= READ_AT_MOST_BYTES) break
  }
  return new Uint8Array(Buffer.concat(chunks))
}
