// Writes rows as CSV that spreadsheets open without running anything in it.

import { withoutFormula } from './formula-cells.ts'
import type { Delimiter } from './split-records.ts'

/** CRLF after each row (RFC 4180). Values that look like formulas get an apostrophe, which reading takes away again. */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter: Delimiter = ';'): string =>
  rows.map((cells) => `${cells.map((cell) => writeCell(cell, delimiter)).join(delimiter)}\r\n`).join('')

const writeCell = (cell: string, delimiter: Delimiter): string => {
  const safe = withoutFormula(cell)
  const quoted = safe.includes('"') || safe.includes('\n') || safe.includes('\r') || safe.includes(delimiter) || safe !== safe.trim()
  return quoted ? `"${safe.replaceAll('"', '""')}"` : safe
}
