// What is no request is answered over the wire with the headers that every answer carries.

import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../serve.ts'
import { createTestFoyer } from '../testing.ts'

/** Sends bytes as they are, one piece after each answer, and answers all that comes until the other end closes. */
const send = (port: number, first: string, ...pieces: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let text = ''
    socket.setTimeout(10_000, () => reject(new Error(`No answer but: ${text}`)))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      const next = pieces.shift()
      if (next !== undefined) socket.write(next)
    })
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
    socket.write(first)
  })

const broken: Record<string, [status: number, request: string]> = {
  'no request at all': [400, 'once upon a time\r\n\r\n'],
  'a request of another kind': [400, 'GET / HTTP/9.9\r\n\r\n'],
  'a body whose end is told twice': [400, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n'],
  'headers with line breaks of their own': [400, 'GET /livez HTTP/1.1\r\nhost: a\r\nx: a\nb\rc\r\n\r\n'],
  'headers without end': [431, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
}

describe.each([
  ['https://id.foyer.test', true],
  ['http://localhost', false],
])('at %s', (url, secure) => {
  let served: Served
  beforeAll(async () => {
    served = await serve(await createTestFoyer({ url }, { worker: false }), { port: 0 })
  })
  afterAll(() => served.close())

  it.each(Object.keys(broken))('%s is refused, with every header, and the connection ends', async (name) => {
    const [status, request] = broken[name] ?? [0, '']
    const [head = '', body] = (await send(served.port, request)).split('\r\n\r\n')
    const [line = '', ...fields] = head.split('\r\n')
    expect(Number(line.slice(9, 12)), head).toBe(status)
    const headers = new Headers(fields.map((field) => field.split(/: (.*)/s).slice(0, 2) as [string, string]))
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      connection: 'close',
    })
    expect(headers.has('strict-transport-security')).toBe(secure)
    expect(body).toBe('')
  })

  it('a kept connection has its answer first, and then the refusal', async () => {
    const text = await send(served.port, 'GET /livez HTTP/1.1\r\nhost: a\r\n\r\n', 'nonsense\r\n\r\n')
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  })
})
