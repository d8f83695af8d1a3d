// Reads one piece of a file: what came before is in the state, what is not complete yet goes back into it.

import { type Delimiter, detectDelimiter, splitRecords } from '@foyer/core'
import type { ReadImportRow } from '../store/import.port.ts'
import { decodeBytes, type Encoding, startDecoding } from './decode-bytes.ts'
import { type RecordReader, type RecordState, readRecords } from './read-records.ts'
import type { FileRefusal } from './refusal-words.ts'

export interface Reading extends RecordState {
  encoding: Encoding | null
  /** Base64. */
  tail: string
  begun: boolean
  delimiter: Delimiter | null
  /** Text of a record that is not complete yet. */
  rest: string
  line: number
}

export type ReadPiece = { state: Reading; rows: ReadImportRow[]; fault: null } | { fault: FileRefusal; line: number | null }

export const startReading: Reading = { encoding: null, tail: '', begun: false, delimiter: null, rest: '', line: 1, rows: 0, columns: null }

/** UTF-16 units that tell a delimiter for sure. */
const ENOUGH = 32_768

export const readPiece = async (before: Reading, bytes: Uint8Array, last: boolean, options: RecordReader): Promise<ReadPiece> => {
  const decoding = before.begun || before.tail !== '' ? { ...before, tail: Buffer.from(before.tail, 'base64') } : startDecoding
  const decoded = decodeBytes(decoding, bytes, last)
  if (decoded.fault !== null) return { fault: decoded.fault, line: null }
  const state: Reading = {
    ...before,
    encoding: decoded.encoding,
    tail: Buffer.from(decoded.tail).toString('base64'),
    begun: decoded.begun,
    rest: before.rest + decoded.text,
  }
  if (state.delimiter === null) {
    if (state.rest.length < ENOUGH && !last) return { state, rows: [], fault: null }
    const told = /^sep=[;,\t|]\r?\n/i.exec(state.rest)?.[0] ?? ''
    state.delimiter = detectDelimiter(state.rest.slice(0, ENOUGH))
    state.rest = state.rest.slice(told.length)
    state.line += told === '' ? 0 : 1
  }
  const split = splitRecords(state.rest, { delimiter: state.delimiter, line: state.line, last })
  if (split.fault !== null) return { fault: split.fault.code, line: split.fault.line }
  const read = await readRecords(state, split.records, options)
  if (read.fault !== null) return read
  if (read.state.columns === null && last) return { fault: 'file_empty', line: null }
  return { state: { ...state, ...read.state, rest: split.rest, line: split.line }, rows: read.rows, fault: null }
}
