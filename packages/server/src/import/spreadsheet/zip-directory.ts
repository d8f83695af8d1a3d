// What is in a ZIP file, by the directory at its end (PKWARE APPNOTE 4.3.12 and 4.3.16).

import { SpreadsheetFault } from './spreadsheet-fault.ts'

export interface ByteSource {
  readonly size: number
  /** Shorter at the end. */
  read(at: number, length: number): Promise<Buffer>
}

export interface ZipEntry {
  method: number
  /** Bytes as they stand in the file, and as they say they will be. */
  packed: number
  unpacked: number
  crc: number
  at: number
}

const END = 0x06054b50
const END_BYTES = 22
const COMMENT_MAX_BYTES = 65_535
const HEADER = 0x02014b50
const HEADER_BYTES = 46
const DIRECTORY_MAX_BYTES = 1_000_000
const MAX_ENTRIES = 5_000
const ENCRYPTED = 1

/** @returns entries by their name in lower case, with `/` between folders. @throws SpreadsheetFault `file_damaged`, `file_is_protected` */
export const readDirectory = async (source: ByteSource): Promise<Map<string, ZipEntry>> => {
  const from = Math.max(0, source.size - END_BYTES - COMMENT_MAX_BYTES)
  const tail = await source.read(from, source.size - from)
  const end = endIn(tail)
  if (end < 0) throw new SpreadsheetFault('file_damaged')
  const [count, length, start] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count > MAX_ENTRIES || length > DIRECTORY_MAX_BYTES || start + length > source.size) throw new SpreadsheetFault('file_damaged')
  const bytes = await source.read(start, length)
  const entries = new Map<string, ZipEntry>()
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + HEADER_BYTES > bytes.length || bytes.readUInt32LE(at) !== HEADER) throw new SpreadsheetFault('file_damaged')
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new SpreadsheetFault('file_is_protected')
    const nameBytes = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + HEADER_BYTES, at + HEADER_BYTES + nameBytes)
    entries.set(entryName(name), {
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at += HEADER_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

export const entryName = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

const endIn = (tail: Buffer): number => {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END) return at
  return -1
}
