// A file that is sent: whatever form it has, in pieces of one size.

/** Streams of Node and of the web, blobs, bytes or text. */
export type Upload = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string> | Blob | Uint8Array | string

/**
 * Pieces of `sizeOf()` bytes, asked for anew for each, the last one shorter and marked; never more than one held, whatever the file's own pieces
 * are.
 */
export async function* piecesOf(file: Upload, sizeOf: () => number): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer>; last: boolean }> {
  let size = sizeOf()
  let room = new Uint8Array(size)
  let filled = 0
  for await (const chunk of chunksOf(file)) {
    for (let at = 0; at < chunk.length; ) {
      // Only now is it known that more comes.
      if (filled === size) {
        yield { bytes: room, last: false }
        size = sizeOf()
        room = new Uint8Array(size)
        filled = 0
      }
      const part = chunk.subarray(at, at + size - filled)
      room.set(part, filled)
      filled += part.length
      at += part.length
    }
  }
  yield { bytes: room.slice(0, filled), last: true }
}

async function* chunksOf(file: Upload): AsyncGenerator<Uint8Array> {
  if (typeof file === 'string') yield new TextEncoder().encode(file)
  else if (file instanceof Uint8Array) yield file
  else {
    const encoder = new TextEncoder()
    for await (const chunk of isBlob(file) ? read(file.stream()) : isReadable(file) ? read(file) : file)
      yield typeof chunk === 'string' ? encoder.encode(chunk) : chunk
  }
}

const isBlob = (file: object): file is Blob => typeof Blob !== 'undefined' && file instanceof Blob
const isReadable = (file: object): file is ReadableStream<Uint8Array> => 'getReader' in file

/** Not every browser iterates over streams. */
async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
