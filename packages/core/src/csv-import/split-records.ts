// Splits delimited text into records (RFC 4180, with what spreadsheets make of it), a piece at a time.

import { IMPORT_MAX_CELL, IMPORT_MAX_COLUMNS, IMPORT_MAX_RECORD } from './limits.ts'

export type Delimiter = ';' | ',' | '\t' | '|'

export interface CsvRecord {
  /** Where it begins in the file, from 1. */
  line: number
  cells: string[]
}

export type FileFaultCode = 'file_line_too_long' | 'file_cell_too_long' | 'file_too_many_columns' | 'file_quote_open'

export interface FileFault {
  code: FileFaultCode
  line: number
}

export interface SplitText {
  records: CsvRecord[]
  /** The record that is not complete yet: goes before the next piece. */
  rest: string
  /** Line at which `rest` begins. */
  line: number
  /** Nothing can be read from here on; `records` has what came before. */
  fault: FileFault | null
}

const QUOTE = '"'

/**
 * Line breaks are CRLF, CR or LF, within quotes too, where they arrive as LF. Empty lines are passed over. A quote counts at the start of a
 * cell alone; what follows a closing one is taken as it is. Rows may have more or fewer cells than the header.
 * @param piece what was left before and what came since
 * @param last false: more is to come
 */
export const splitRecords = (piece: string, options: { delimiter: Delimiter; line: number; last: boolean }): SplitText => {
  const { delimiter, last } = options
  // A CR at the very end may be the first half of a CRLF.
  const held = !last && piece.endsWith('\r') ? '\r' : ''
  const text = (held === '' ? piece : piece.slice(0, -1)).replace(/\r\n?/g, '\n')
  const records: CsvRecord[] = []
  let line = options.line
  let start = 0
  let quote = text.indexOf(QUOTE)
  const stop = (code: FileFaultCode): SplitText => ({ records, rest: '', line, fault: { code, line } })

  while (start < text.length) {
    const broken = text.indexOf('\n', start)
    const end = broken < 0 ? text.length : broken
    // Looked for once: from every line on it would be the whole text again and again.
    if (quote >= 0 && quote < start) quote = text.indexOf(QUOTE, start)
    const quoted = quote >= 0 && quote < end
    if (broken < 0 && !last && !quoted) break
    if (!quoted) {
      if (end - start > IMPORT_MAX_RECORD) return stop('file_line_too_long')
      if (end > start) {
        const cells = text.slice(start, end).split(delimiter)
        const fault = faultIn(cells)
        if (fault !== null) return stop(fault)
        records.push({ line, cells })
      }
      start = end + 1
      line += 1
      continue
    }
    const read = readQuoted(text, start, delimiter, last)
    if (read === 'too_long') return stop('file_line_too_long')
    if (read === 'open') return stop('file_quote_open')
    if (read === 'more') break
    const fault = faultIn(read.cells)
    if (fault !== null) return stop(fault)
    if (read.cells.length > 1 || read.cells[0] !== '') records.push({ line, cells: read.cells })
    line += read.breaks + 1
    start = read.end + 1
  }
  const rest = text.slice(start) + held
  if (rest.length > IMPORT_MAX_RECORD) return { records, rest: '', line, fault: { code: 'file_line_too_long', line } }
  return { records, rest, line, fault: null }
}

const faultIn = (cells: readonly string[]): FileFaultCode | null => {
  if (cells.length > IMPORT_MAX_COLUMNS) return 'file_too_many_columns'
  return cells.some((cell) => cell.length > IMPORT_MAX_CELL) ? 'file_cell_too_long' : null
}

/** One record with quotes in it; `more`: it does not end in this text; `open`: a quote never closes. */
const readQuoted = (
  text: string,
  start: number,
  delimiter: Delimiter,
  last: boolean,
): { cells: string[]; end: number; breaks: number } | 'more' | 'open' | 'too_long' => {
  const cells: string[] = []
  let breaks = 0
  let at = start
  for (;;) {
    let cell = ''
    if (text[at] === QUOTE) {
      at += 1
      for (;;) {
        const close = text.indexOf(QUOTE, at)
        if (close < 0) {
          if (text.length - start > IMPORT_MAX_RECORD) return 'too_long'
          return last ? 'open' : 'more'
        }
        cell += text.slice(at, close)
        at = close + 1
        if (text[at] !== QUOTE) break
        cell += QUOTE
        at += 1
      }
      breaks += count(cell, '\n')
      // The second half of a doubled quote may still be to come.
      if (at === text.length && !last) return 'more'
    }
    const end = endOfCell(text, at, delimiter)
    cell += text.slice(at, end)
    cells.push(cell)
    if (end - start > IMPORT_MAX_RECORD) return 'too_long'
    if (end === text.length) return last ? { cells, end, breaks } : 'more'
    at = end + 1
    if (text[end] === '\n') return { cells, end, breaks }
  }
}

const endOfCell = (text: string, from: number, delimiter: Delimiter): number => {
  for (let at = from; at < text.length; at += 1) if (text[at] === delimiter || text[at] === '\n') return at
  return text.length
}

const count = (text: string, what: string): number => text.split(what).length - 1
