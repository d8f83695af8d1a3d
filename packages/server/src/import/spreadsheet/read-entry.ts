// Unpacks one entry of a ZIP file a little at a time: never more in memory than a small piece can grow to, never more in all than is allowed.

import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { SpreadsheetFault } from './spreadsheet-fault.ts'
import type { ByteSource, ZipEntry } from './zip-directory.ts'

/** Bytes that may still be unpacked, over all entries of a file. */
export interface Budget {
  left: number
}

const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_BYTES = 30
const READ_BYTES = 65_536
/** Deflate grows a piece 1,032 times at most: 8 MB at once. */
const PIECE_BYTES = 8_192
const STORED = 0
const DEFLATED = 8

/** @throws SpreadsheetFault `file_damaged`; `file_unpacks_too_large` as soon as more comes out than the entry or the budget has room for */
export async function* readEntry(source: ByteSource, entry: ZipEntry, budget: Budget): AsyncGenerator<Uint8Array> {
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new SpreadsheetFault('file_damaged')
  const header = await source.read(entry.at, LOCAL_HEADER_BYTES)
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) throw new SpreadsheetFault('file_damaged')
  let at = entry.at + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
  const end = at + entry.packed
  if (end > source.size) throw new SpreadsheetFault('file_damaged')
  const chunks: Uint8Array[] = []
  const inflate = new Inflate((chunk) => chunks.push(chunk))
  let unpacked = 0
  let crc = 0
  while (at < end) {
    const packed = await source.read(at, Math.min(READ_BYTES, end - at))
    if (packed.length === 0) throw new SpreadsheetFault('file_damaged')
    at += packed.length
    for (let from = 0; from < packed.length; from += PIECE_BYTES) {
      const piece = packed.subarray(from, from + PIECE_BYTES)
      if (entry.method === STORED) chunks.push(piece)
      else push(inflate, piece, at === end && from + PIECE_BYTES >= packed.length)
      for (const chunk of chunks.splice(0)) {
        unpacked += chunk.length
        budget.left -= chunk.length
        if (unpacked > entry.unpacked || budget.left < 0) throw new SpreadsheetFault('file_unpacks_too_large')
        crc = crc32(chunk, crc)
        if (chunk.length > 0) yield chunk
      }
    }
  }
  if (unpacked !== entry.unpacked || crc !== entry.crc) throw new SpreadsheetFault('file_damaged')
}

const push = (inflate: Inflate, piece: Uint8Array, last: boolean): void => {
  try {
    inflate.push(piece, last)
  } catch (cause) {
    throw new SpreadsheetFault('file_damaged', null, { cause })
  }
}
