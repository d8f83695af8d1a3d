// Takes records in, wherever they come from: the first one names the columns, each of the others is a person.

import { type CsvRecord, type ImportColumn, matchColumns, type ReadRow, type RowReader, readRow } from '@foyer/core'
import type { ImportSettings, ReadImportRow } from '../store/import.port.ts'
import type { FileRefusal } from './refusal-words.ts'

export type RowSettings = Omit<RowReader, 'columns'>

export interface RecordReader extends Pick<ImportSettings, 'columns' | 'matchByEmail' | 'prefer'> {
  reader: RowSettings
  /** Rows that a file may have. */
  maxRows: number
  /** Lets others run; called every few hundred rows. */
  breathe: () => Promise<void>
}

export interface RecordState {
  rows: number
  /** Null until the header came. */
  columns: ImportColumn[] | null
}

export type ReadRecords = { state: RecordState; rows: ReadImportRow[]; fault: null } | { fault: FileRefusal; line: number | null }

/** Rows between two looks at whatever else waits. */
const YIELD_EVERY = 250

/** @param tooMany what is said of a file with more rows than `maxRows` */
export const readRecords = async (
  before: RecordState,
  records: readonly CsvRecord[],
  options: RecordReader,
  tooMany: FileRefusal = 'file_too_many_rows',
): Promise<ReadRecords> => {
  const [header, ...others] = records
  if (header === undefined) return { state: before, rows: [], fault: null }
  let { columns } = before
  if (columns === null) {
    const read = readHeader(header.cells, options)
    if ('fault' in read) return { ...read, line: header.line }
    columns = read.columns
  }
  const people = before.columns === null ? others : records
  if (before.rows + people.length > options.maxRows) return { fault: tooMany, line: null }
  const reader = { ...options.reader, columns }
  const secrets = new Set(columns.flatMap(({ field }, at) => (field === 'initialPassword' ? [at] : [])))
  const none = columns.map((column) => column.none ?? 0)
  const rows: ReadImportRow[] = []
  let count = before.rows
  for (const [at, { cells, line }] of people.entries()) {
    if (at % YIELD_EVERY === YIELD_EVERY - 1) await options.breathe()
    if (cells.every((cell) => cell.trim() === '')) continue
    const read = readRow(cells, reader)
    for (const column of read.none) none[column] = (none[column] ?? 0) + 1
    count += 1
    rows.push(asRow(count, line, cells, read, secrets))
  }
  return { state: { rows: count, columns: columns.map((column, at) => counted(column, none[at] ?? 0)) }, rows, fault: null }
}

const counted = (column: ImportColumn, none: number): ImportColumn => (none === 0 ? column : { ...column, none })

const readHeader = (
  cells: readonly string[],
  { columns: given, prefer, matchByEmail, reader }: RecordReader,
): { columns: ImportColumn[] } | { fault: FileRefusal } => {
  const { columns, faults } = matchColumns(
    cells.map((cell) => cell.trim()),
    reader.schema,
    given,
    prefer,
  )
  const fault = faults.length > 0 ? 'file_column_unknown' : columnsFault(columns, matchByEmail)
  return fault === null ? { columns } : { fault }
}

/** Why nobody can be told by these columns. */
export const columnsFault = (columns: readonly ImportColumn[], matchByEmail: boolean): FileRefusal | null => {
  const fields = new Set(columns.map(({ field }) => field))
  if (fields.size === 1 && fields.has(null)) return 'file_header_unknown'
  return fields.has('externalId') || (matchByEmail && fields.has('email')) ? null : 'file_key_missing'
}

/** Cells are kept where something is wrong with them, so that they can be mended; a password never. */
const asRow = (
  number: number,
  line: number,
  cells: readonly string[],
  { values, faults }: ReadRow,
  secrets: ReadonlySet<number>,
): ReadImportRow => ({
  number,
  line,
  values,
  cells: faults.length === 0 ? null : cells.map((cell, at) => (secrets.has(at) ? '' : cell)),
  faults: faults.length === 0 ? null : faults,
})
