// What pg takes for a socket: the embedded database's thread at its other end.
import { EventEmitter } from 'node:events'

export interface EngineStream extends EventEmitter {
  /** What the engine answers. */
  receive(bytes: Uint8Array<ArrayBuffer>): void
  /** Ends it for good; pg rejects what it waits for. */
  fail(error: Error): void
}

/** Of a start-up message, the first that a client sends, the first byte is that of its length. All others begin with a letter. */
const STARTUP = 0
/** ReadyForQuery, outside of a transaction. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])

/** @param send bytes of the protocol, whole messages. Their memory goes with them. */
export function createEngineStream(send: (bytes: Uint8Array<ArrayBuffer>) => void): EngineStream {
  const stream = new EventEmitter()
  let corked: Uint8Array[] | null = null
  let failure: Error | null = null

  /** One copy into memory of their own: pg's are parts of something larger. */
  const post = (messages: readonly Uint8Array[]) => {
    const bytes = new Uint8Array(messages.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const message of messages) {
      bytes.set(message, at)
      at += message.length
    }
    if (bytes.length > 0) send(bytes)
  }

  return Object.assign(stream, {
    writable: true,
    connect: () => process.nextTick(() => (failure ? stream.emit('error', failure) : stream.emit('connect'))),
    write(message: Uint8Array) {
      // The engine's one session is there from its start: nobody needs to introduce himself.
      if (message[0] === STARTUP) process.nextTick(() => stream.emit('data', READY))
      else if (corked) corked.push(message)
      else post([message])
      return true
    },
    cork() {
      corked = []
    },
    uncork() {
      const messages = corked ?? []
      corked = null
      post(messages)
    },
    receive: ({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>) => void stream.emit('data', Buffer.from(buffer, byteOffset, length)),
    fail(error: Error) {
      failure ??= error
      if (stream.listenerCount('error') > 0) stream.emit('error', error)
    },
    end() {},
    destroy() {},
    setNoDelay() {},
    ref() {},
    unref() {},
  })
}
