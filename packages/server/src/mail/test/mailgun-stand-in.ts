// A local server that speaks Mailgun's HTTP API for messages, with faults to order.

import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type MailgunFault =
  | 'bad_request'
  | 'bad_recipient'
  | 'broken_off'
  | 'forbidden'
  | 'garbage'
  | 'redirect'
  | 'reset'
  | 'server_error'
  | 'silence'
  | 'too_many'
  | 'unauthorized'

export interface MailgunStandIn {
  url: string
  /** The forms accepted so far: every field as it arrived. */
  accepted: Record<string, string[]>[]
  /** Requests that reached the target of a redirect. */
  strayed: string[]
  /** What happens to every request until it is `null` again. */
  fault: MailgunFault | null
  close(): Promise<void>
}

export const MAILGUN_KEY = 'key-for-the-stand-in'
export const MAILGUN_DOMAIN = 'mg.beispiel.example'
/** What the stand-in signs its webhooks with. */
export const WEBHOOK_KEY = 'signing-key-of-the-stand-in'

/** As Mailgun tells it; `user-variables` and Message-Id come from the mail. */
export type MailgunEvent = { event: string; severity?: string; reason?: string; 'delivery-status'?: Record<string, unknown> }

export interface MailgunSigned {
  timestamp: string
  token: string
  signature: string
}

/** Seconds since the epoch and a token, signed; both as given, else this second and a random one. */
export const signMailgun = ({
  key = WEBHOOK_KEY,
  timestamp = String(Math.floor(Date.now() / 1000)),
  token = randomBytes(25).toString('hex'),
} = {}): MailgunSigned => ({
  timestamp,
  token,
  signature: createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex'),
})

/** The body that Mailgun posts about a mail it accepted. */
export const mailgunWebhook = (
  form: Record<string, string[]>,
  event: MailgunEvent,
  signature = signMailgun(),
): Record<string, unknown> => ({
  signature,
  'event-data': {
    id: randomBytes(11).toString('base64url'),
    timestamp: Date.now() / 1000,
    'log-level': event.event === 'failed' ? 'error' : 'info',
    recipient: form.to?.[0],
    'recipient-domain': form.to?.[0]?.split('@')[1],
    message: {
      headers: {
        to: form.to?.[0],
        'message-id': form['h:Message-Id']?.[0]?.replace(/^<|>$/g, ''),
        from: form.from?.[0],
        subject: form.subject?.[0],
      },
    },
    'user-variables': Object.fromEntries(
      Object.entries(form).flatMap(([name, [value]]) => (name.startsWith('v:') ? [[name.slice(2), value]] : [])),
    ),
    tags: [],
    campaigns: [],
    flags: { 'is-routed': false, 'is-authenticated': true, 'is-system-test': false, 'is-test-mode': false },
    ...event,
  },
})

const BODY_MAX_BYTES = 1024 * 1024

type Misbehave = (response: ServerResponse, standIn: MailgunStandIn) => void

const faults: Record<MailgunFault, Misbehave> = {
  bad_request: (response) => reply(response, 400, { message: 'from parameter is not a valid address. please check documentation' }),
  bad_recipient: (response) => reply(response, 400, { message: 'to parameter is not a valid address. please check documentation' }),
  broken_off: (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"id":')
    setTimeout(() => response.destroy(), 20)
  },
  forbidden: (response) => reply(response, 403, { message: 'Domain mg.beispiel.example is not allowed to send' }),
  garbage: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to the hotel network</h1>'),
  redirect: (response, { url }) => response.writeHead(307, { location: `${url}/elsewhere` }).end(),
  reset: (response) => response.socket?.resetAndDestroy(),
  server_error: (response) => reply(response, 500, { message: 'Internal Server Error' }),
  silence: () => {},
  too_many: (response) => reply(response, 429, { message: 'Too many requests' }, { 'retry-after': '7' }),
  unauthorized: (response) => response.writeHead(401, { 'content-type': 'text/plain' }).end('Forbidden'),
}

export async function startMailgunStandIn(): Promise<MailgunStandIn> {
  const server = createServer((request, response) => {
    handle(request, response, standIn).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const standIn: MailgunStandIn = {
    url: `http://127.0.0.1:${port}`,
    accepted: [],
    strayed: [],
    fault: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return standIn
}

async function handle(request: IncomingMessage, response: ServerResponse, standIn: MailgunStandIn): Promise<void> {
  const body = await readBody(request)
  if (request.url === '/elsewhere') {
    standIn.strayed.push(body.toString('utf8'))
    return reply(response, 200, { id: '<strayed@elsewhere>', message: 'Queued. Thank you.' })
  }
  if (standIn.fault !== null) return faults[standIn.fault](response, standIn)
  if (request.headers.authorization !== `Basic ${Buffer.from(`api:${MAILGUN_KEY}`).toString('base64')}`) {
    return faults.unauthorized(response, standIn)
  }
  if (request.method !== 'POST' || request.url !== `/v3/${MAILGUN_DOMAIN}/messages`)
    return reply(response, 404, { message: 'Domain not found' })
  const form = await parseForm(request, body)
  if (form.from === undefined) return reply(response, 400, { message: 'from parameter is missing' })
  if (form.to === undefined) return reply(response, 400, { message: 'to parameter is missing' })
  standIn.accepted.push(form)
  reply(response, 200, { id: form['h:Message-Id']?.[0] ?? '<made@mailgun>', message: 'Queued. Thank you.' })
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_MAX_BYTES) throw new Error('Body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function parseForm(request: IncomingMessage, body: Buffer): Promise<Record<string, string[]>> {
  const data = await new Response(new Uint8Array(body), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData()
  const form: Record<string, string[]> = {}
  for (const [name, value] of data) form[name] = [...(form[name] ?? []), String(value)]
  return form
}

function reply(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
