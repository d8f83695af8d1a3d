import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { piecesOf, type Upload } from './upload.ts'

const TEXT = 'Personalnummer;Name\nP-1;Müller\nP-2;Łukasz 🎉\n'
const BYTES = new TextEncoder().encode(TEXT)

const collect = async (file: Upload, size: number) => {
  const pieces = []
  for await (const piece of piecesOf(file, () => size)) pieces.push(piece)
  return pieces
}

const forms: Record<string, () => Upload> = {
  'a text': () => TEXT,
  bytes: () => BYTES,
  'a blob': () => new Blob([BYTES]),
  "a stream of Node's": () => Readable.from([BYTES.slice(0, 3), BYTES.slice(3, 30), BYTES.slice(30)]),
  'a stream of the web': () => new Blob([BYTES]).stream(),
  'an iterable of texts': async function* texts() {
    for (const letter of TEXT) yield letter
  } as unknown as () => Upload,
}

describe('a file', () => {
  it.each(Object.keys(forms))('that is %s is sent whole, in pieces of one size', async (form) => {
    for (const size of [1, 7, BYTES.length, 1_000]) {
      const pieces = await collect((forms[form] ?? (() => ''))(), size)
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).toString()).toBe(TEXT)
      expect(pieces.slice(0, -1).every(({ bytes, last }) => bytes.length === size && !last)).toBe(true)
      expect(pieces.at(-1)?.last).toBe(true)
    }
  })

  it('is sent in larger pieces as soon as they are asked for', async () => {
    let size = 4
    const pieces = []
    for await (const { bytes } of piecesOf(BYTES.slice(0, 30), () => size)) {
      pieces.push(bytes)
      size = 10
    }
    expect(pieces.map(({ length }) => length)).toEqual([4, 10, 10, 6])
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(BYTES.slice(0, 30)))
  })

  it('with nothing in it is one empty piece', async () => {
    expect(await collect('', 10)).toEqual([{ bytes: new Uint8Array(), last: true }])
  })
})
