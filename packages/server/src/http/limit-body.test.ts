// How much is read of what somebody sends, over a real connection.

import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../serve.ts'
import { createTestFoyer, type TestFoyer } from '../testing.ts'
import { MAX_BODY_BYTES } from './limit-body.ts'

let foyer: TestFoyer
let served: Served
beforeAll(async () => {
  foyer = await createTestFoyer()
  served = await serve(foyer, { port: 0 })
})
afterAll(() => served.close())

interface Sent {
  status: number
  /** Bytes that the connection took from us until the answer came. */
  taken: number
}

/** Sends a head and then the same piece again and again, until an answer comes or there is no more to send. */
const send = (headers: readonly string[], piece: Buffer, pieces: number, end = '', path = '/flow/start'): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port: served.port, host: '127.0.0.1' })
    let left = pieces
    let answered = false
    const more = () => {
      while (!answered && left > 0) {
        left -= 1
        if (!socket.write(piece)) return
      }
      if (!answered && left === 0) {
        left = -1
        socket.write(end)
      }
    }
    socket.setTimeout(10_000, () => reject(new Error('No answer came')))
    socket.on('error', (error) => (answered ? undefined : reject(error)))
    socket.on('drain', more)
    socket.once('data', (chunk) => {
      answered = true
      resolve({ status: Number(chunk.toString('latin1').slice(9, 12)), taken: socket.bytesWritten })
      socket.destroy()
    })
    socket.on('connect', () => {
      const own = ['host: localhost', 'origin: http://localhost', 'content-type: application/json']
      socket.write(`POST ${path} HTTP/1.1\r\n${[...own, ...headers].join('\r\n')}\r\n\r\n`)
      more()
    })
  })

const chunkOf = (text: string) => Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
const START = '{"application":"app"}'
const CHUNKED = ['transfer-encoding: chunked']
const ENDLESS = 1_000_000

it('a body that says it is too large is refused before it comes', async () => {
  const { status, taken } = await send([`content-length: ${MAX_BODY_BYTES + 1}`], Buffer.alloc(0), 0)
  expect(status).toBe(413)
  expect(taken).toBeLessThan(1_000)
})

it('one that does not tell its length and never ends is refused as soon as it is too large', async () => {
  const { status, taken } = await send(CHUNKED, chunkOf(' '.repeat(8_192)), ENDLESS)
  expect(status).toBe(413)
  // What both ends of the connection hold in their buffers comes on top.
  expect(taken).toBeLessThan(16 * 1024 * 1024)
})

it('one in pieces that ends in time is read as a whole', async () => {
  expect((await send(CHUNKED, chunkOf(START), 1, '0\r\n\r\n')).status).toBe(200)
  const [first, second] = [START.slice(0, 9), START.slice(9)].map(chunkOf)
  expect((await send(CHUNKED, Buffer.concat([first ?? Buffer.alloc(0), second ?? Buffer.alloc(0)]), 1, '0\r\n\r\n')).status).toBe(200)
})

it('one of exactly the greatest size is read', async () => {
  const body = START.padEnd(MAX_BODY_BYTES)
  expect((await send([`content-length: ${MAX_BODY_BYTES}`], Buffer.from(body), 1)).status).toBe(200)
})

it('a length that contradicts the pieces is refused by the connection itself', async () => {
  expect((await send([...CHUNKED, 'content-length: 5'], chunkOf(START), 1, '0\r\n\r\n')).status).toBe(400)
})

it('a page that reads no body answers without waiting for one', async () => {
  expect((await send(CHUNKED, chunkOf(' '.repeat(8_192)), ENDLESS, '', '/livez')).status).toBe(404)
})
