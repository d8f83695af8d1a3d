// A spreadsheet whose pieces wait in the database, read at any place: one piece is held at a time.

import type { Deps } from '../deps.ts'
import { unsealBytes } from '../keys/seal-bytes.ts'
import type { StoredImport } from '../store/import.port.ts'
import { SpreadsheetFault } from './spreadsheet/spreadsheet-fault.ts'
import type { ByteSource } from './spreadsheet/zip-directory.ts'

/** @throws SpreadsheetFault `file_damaged`, from reading, where a piece is gone or was sealed with a secret that is gone */
export const storedSpreadsheet = ({ store, keys }: Pick<Deps, 'store' | 'keys'>, { id, bytes: size }: StoredImport): ByteSource => {
  let held: { at: number; bytes: Buffer } | null = null
  const pieceAt = async (at: number): Promise<{ at: number; bytes: Buffer }> => {
    if (held !== null && at >= held.at && at < held.at + held.bytes.length) return held
    const piece = await store.findImportPiece(id, at)
    const bytes = piece === null ? undefined : unsealBytes(keys, 'seal/import', piece.bytes)
    if (piece === null || bytes === undefined) throw new SpreadsheetFault('file_damaged')
    held = { at: piece.at, bytes }
    return held
  }
  return {
    size,
    async read(at, length) {
      const end = Math.min(at + length, size)
      const parts: Buffer[] = []
      for (let from = at; from < end; ) {
        const piece = await pieceAt(from)
        const part = piece.bytes.subarray(from - piece.at, end - piece.at)
        if (part.length === 0) throw new SpreadsheetFault('file_damaged')
        parts.push(part)
        from += part.length
      }
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
    },
  }
}
