// Turns a file's bytes into text, piece by piece: UTF-8, UTF-16 or Windows-1252, found out as they come.

import { isAscii, isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Decoding {
  /** Null while nothing but ASCII has come, which all of them read alike. */
  encoding: Encoding | null
  /** Bytes that belong to a character, or to a beginning, that has not come whole. */
  tail: Uint8Array
  begun: boolean
}

export type BytesFaultCode = 'file_is_spreadsheet' | 'file_is_binary' | 'file_encoding_mixed'

export type Decoded = (Decoding & { text: string; fault: null }) | { fault: BytesFaultCode }

export const startDecoding: Decoding = { encoding: null, tail: new Uint8Array(), begun: false }

/** Enough to tell what kind of file it is. */
const HEAD_BYTES = 512

/** ZIP (xlsx, ods, numbers) and the older xls. */
const SPREADSHEETS = [Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])]

export const decodeBytes = ({ encoding, tail, begun }: Decoding, piece: Uint8Array, last: boolean): Decoded => {
  const bytes = tail.length === 0 ? piece : Buffer.concat([tail, piece])
  if (begun) return decode(encoding, bytes, last)
  if (bytes.length < HEAD_BYTES && !last) return { encoding: null, tail: bytes, begun: false, text: '', fault: null }
  if (SPREADSHEETS.some((magic) => magic.equals(bytes.subarray(0, magic.length)))) return { fault: 'file_is_spreadsheet' }
  const mark = markOf(bytes)
  return decode(mark.encoding ?? widthOf(bytes), bytes.subarray(mark.length), last)
}

/** Byte order marks (Unicode 23.8). */
const markOf = (bytes: Uint8Array): { encoding: Encoding | null; length: number } => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return { encoding: null, length: 0 }
}

/** UTF-16 without a mark: nearly every other byte of a Western file is zero. */
const widthOf = (bytes: Uint8Array): Encoding | null => {
  const head = bytes.subarray(0, HEAD_BYTES)
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 4 && even === 0) return 'utf-16le'
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : null
}

const decode = (encoding: Encoding | null, bytes: Uint8Array, last: boolean): Decoded => {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return decodeWide(encoding, bytes, last)
  if (bytes.includes(0)) return { fault: 'file_is_binary' }
  if (encoding === 'windows-1252') return { encoding, tail: none, begun: true, text: fromWindows(bytes), fault: null }
  const cut = last ? bytes.length : wholeCharacters(bytes)
  const whole = bytes.subarray(0, cut)
  const tail = bytes.slice(cut)
  if (isAscii(whole)) return { encoding, tail, begun: true, text: Buffer.from(whole).toString('latin1'), fault: null }
  if (isUtf8(whole)) return { encoding: 'utf-8', tail, begun: true, text: Buffer.from(whole).toString('utf8'), fault: null }
  if (encoding === 'utf-8') return { fault: 'file_encoding_mixed' }
  return { encoding: 'windows-1252', tail: none, begun: true, text: fromWindows(bytes), fault: null }
}

const none = new Uint8Array()

const decodeWide = (encoding: 'utf-16le' | 'utf-16be', bytes: Uint8Array, last: boolean): Decoded => {
  const even = bytes.length - (bytes.length % 2)
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0
  // Half of a character beyond the first 65,536 waits for its other half.
  const cut = !last && even >= 2 && high >= 0xd8 && high <= 0xdb ? even - 2 : even
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(0, cut))
  if (text.includes('\0')) return { fault: 'file_is_binary' }
  return { encoding, tail: last ? none : bytes.slice(cut), begun: true, text, fault: null }
}

/** Where the last character begins that has not come whole (RFC 3629 §3). */
const wholeCharacters = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/** What Windows-1252 has where Latin-1 has control characters; five places are empty. Node 20's own decoder gets these wrong. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

const fromWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter)
