// Reads one piece of a file: what came before is in the state, what is not complete yet goes back into it.

import {
  type Delimiter,
  detectDelimiter,
  type FileFaultCode,
  IMPORT_MAX_ROWS,
  type ImportColumn,
  matchColumns,
  type ReadRow,
  type RowReader,
  readRow,
  splitRecords,
} from '@foyer/core'
import type { ImportSettings, ReadImportRow } from '../store/import.port.ts'
import { type BytesFaultCode, decodeBytes, type Encoding, startDecoding } from './decode-bytes.ts'

export type FileRefusal =
  | FileFaultCode
  | BytesFaultCode
  | 'file_empty'
  | 'file_header_unknown'
  | 'file_key_missing'
  | 'file_column_unknown'
  | 'file_too_many_rows'
  | 'file_too_large'

export interface Reading {
  encoding: Encoding | null
  /** Base64. */
  tail: string
  begun: boolean
  delimiter: Delimiter | null
  /** Text of a record that is not complete yet. */
  rest: string
  line: number
  rows: number
  columns: ImportColumn[] | null
}

export type ReadPiece = { state: Reading; rows: ReadImportRow[]; fault: null } | { fault: FileRefusal; line: number | null }

export const startReading: Reading = { encoding: null, tail: '', begun: false, delimiter: null, rest: '', line: 1, rows: 0, columns: null }

/** UTF-16 units that tell a delimiter for sure. */
const ENOUGH = 32_768
/** Rows between two looks at whatever else waits. */
const YIELD_EVERY = 250

export type RowSettings = Omit<RowReader, 'columns'>

/** @param breathe lets others run; called every few hundred rows */
export const readPiece = async (
  before: Reading,
  bytes: Uint8Array,
  last: boolean,
  options: Pick<ImportSettings, 'columns' | 'matchByEmail'> & { reader: RowSettings; breathe: () => Promise<void> },
): Promise<ReadPiece> => {
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
  let { records } = split
  if (state.columns === null) {
    const [header, ...rest] = records
    if (header === undefined)
      return last ? { fault: 'file_empty', line: null } : { state: { ...state, rest: split.rest, line: split.line }, rows: [], fault: null }
    const read = readHeader(header.cells, options)
    if ('fault' in read) return { ...read, line: header.line }
    state.columns = read.columns
    records = rest
  }
  if (state.rows + records.length > IMPORT_MAX_ROWS) return { fault: 'file_too_many_rows', line: null }
  const reader = { ...options.reader, columns: state.columns }
  const secret = state.columns.findIndex(({ field }) => field === 'initialPassword')
  const rows: ReadImportRow[] = []
  for (const [at, { cells, line }] of records.entries()) {
    if (at % YIELD_EVERY === YIELD_EVERY - 1) await options.breathe()
    if (cells.every((cell) => cell.trim() === '')) continue
    state.rows += 1
    rows.push(asRow(state.rows, line, cells, readRow(cells, reader), secret))
  }
  return { state: { ...state, rest: split.rest, line: split.line }, rows, fault: null }
}

const readHeader = (
  cells: readonly string[],
  { columns: given, matchByEmail, reader }: { columns: ImportSettings['columns']; matchByEmail: boolean; reader: RowSettings },
): { columns: ImportColumn[] } | { fault: FileRefusal } => {
  const { columns, faults } = matchColumns(
    cells.map((cell) => cell.trim()),
    reader.schema,
    given,
  )
  if (faults.length > 0) return { fault: 'file_column_unknown' }
  const fields = new Set(columns.map(({ field }) => field))
  if (fields.size === 1 && fields.has(null)) return { fault: 'file_header_unknown' }
  if (!fields.has('externalId') && !(matchByEmail && fields.has('email'))) return { fault: 'file_key_missing' }
  return { columns }
}

/** Cells are kept where something is wrong with them, so that they can be mended; a password never. */
const asRow = (number: number, line: number, cells: readonly string[], { values, faults }: ReadRow, secret: number): ReadImportRow => ({
  number,
  line,
  values,
  cells: faults.length === 0 ? null : cells.map((cell, at) => (at === secret ? '' : cell)),
  faults: faults.length === 0 ? null : faults,
})
