// The rows of one sheet as texts, a few at a time.

import { type CsvRecord, IMPORT_MAX_CELL, IMPORT_MAX_COLUMNS } from '@foyer/core'
import { type NumberFormat, numberText } from './number-format.ts'
import { plainText } from './read-strings.ts'
import { readXml } from './read-xml.ts'
import { SpreadsheetFault } from './spreadsheet-fault.ts'

export interface CellTexts {
  string(index: number): string | undefined
  format(style: number): NumberFormat | undefined
  from1904: boolean
}

const MAX_LINE = 1_048_576
const plain: NumberFormat = { kind: 'plain' }

/**
 * Rows without a value are passed over; styled cells without one count for nothing.
 * @throws SpreadsheetFault `file_too_many_columns`, `file_cell_too_long`, with the row's number
 */
export async function* readSheet(bytes: AsyncIterable<Uint8Array>, texts: CellTexts): AsyncGenerator<CsvRecord[]> {
  let rows: CsvRecord[] = []
  let line = 0
  let column = -1
  let cells: string[] = []
  let cell: { type: string; style: number } | null = null
  let inValue = false
  let inReading = false
  let value = ''

  const take = (text: string): void => {
    if (text === '') return
    if (column >= IMPORT_MAX_COLUMNS) throw new SpreadsheetFault('file_too_many_columns', line)
    if (text.length > IMPORT_MAX_CELL) throw new SpreadsheetFault('file_cell_too_long', line)
    while (cells.length < column) cells.push('')
    cells[column] = text
  }

  const reading = readXml(bytes, {
    open(name, attributes) {
      if (name === 'row') {
        const told = Number(attributes.r)
        line = Number.isInteger(told) && told > line ? told : line + 1
        if (line > MAX_LINE) throw new SpreadsheetFault('file_damaged', line)
        column = -1
        cells = []
      } else if (name === 'c') {
        column = columnOf(attributes.r) ?? column + 1
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0) }
        value = ''
      } else if (name === 'rPh') inReading = true
      else if (cell !== null && (name === 'v' || name === 't')) inValue = !inReading
    },
    text(part) {
      if (inValue && value.length <= IMPORT_MAX_CELL) value += part
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') inReading = false
      else if (name === 'c') {
        if (cell !== null && value !== '') take(cellText(cell, value, texts))
        cell = null
      } else if (name === 'row' && cells.length > 0) rows.push({ line, cells })
    },
  })
  for await (const _ of reading) {
    if (rows.length === 0) continue
    yield rows
    rows = []
  }
}

const cellText = ({ type, style }: { type: string; style: number }, value: string, { string, format, from1904 }: CellTexts): string => {
  if (type === 's') return string(Number(value)) ?? ''
  if (type === 'n') return numberText(value, format(style) ?? plain, from1904)
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'd') return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
  return plainText(value)
}

/** `AB12` is the 28th column, whose index is 27. */
const columnOf = (reference: string | undefined): number | undefined => {
  const letters = reference?.match(/^[A-Z]{1,3}/)?.[0]
  if (letters === undefined) return undefined
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}
