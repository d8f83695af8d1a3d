// Mail providers of this machine: one that speaks Mailgun's API, one that speaks SMTP. Both take their time and keep what they took.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface TakenMail {
  to: string
  messageId: string
  text: string
  /** What it gives back with what it tells. Empty for SMTP. */
  variables: Readonly<Record<string, string>>
}

export interface Provider {
  /** What the server's transport needs to know. */
  transport: { kind: 'mailgun' | 'smtp'; options: Record<string, unknown> }
  /** In the order of arrival. */
  taken: TakenMail[]
  close(): Promise<void>
}

const DOMAIN = 'mg.beispiel.example'

/** Answers `delayMs` after it has taken a mail: a client that is killed meanwhile never learns of it. */
export async function startMailgun(delayMs: () => number): Promise<Provider> {
  const taken: TakenMail[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    } catch {
      return
    }
    const form = await new Response(Buffer.concat(chunks), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData()
    const field = (name: string) => String(form.get(name) ?? '')
    const variables = Object.fromEntries(
      [...form].flatMap(([name, value]) => (name.startsWith('v:') ? [[name.slice(2), String(value)]] : [])),
    )
    taken.push({ to: field('to'), messageId: bare(field('h:Message-Id')), text: field('text'), variables })
    await wait(delayMs())
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: field('h:Message-Id'), message: 'Queued.' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    transport: { kind: 'mailgun', options: { apiKey: 'key', domain: DOMAIN, url: `http://127.0.0.1:${port}` } },
    taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** As `startMailgun`, after the mail's last line. */
export async function startSmtp(delayMs: () => number): Promise<Provider> {
  const taken: TakenMail[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const { messageId = '', text = '' } = await PostalMime.parse(Buffer.concat(chunks))
        taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', messageId: bare(messageId), text, variables: {} })
        await wait(delayMs())
        done()
      })
    },
  })
  // Clients that end in the middle of a conversation are what this is about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    transport: { kind: 'smtp', options: { host: '127.0.0.1', port: (server.server.address() as AddressInfo).port } },
    taken,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const bare = (messageId: string) => messageId.replace(/^<|>$/g, '')
