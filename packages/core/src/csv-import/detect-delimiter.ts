// Finds out what stands between the cells of a file.

import { type Delimiter, splitRecords } from './split-records.ts'

const CANDIDATES: readonly Delimiter[] = [';', ',', '\t', '|']
/** Nobody types a tab into a cell, and pasted cells have one between them: it outweighs a comma in a name. */
const TAB_WEIGHT = 2
/** Records that are looked at. */
const LOOKED_AT = 50

/**
 * The one that gives the most cells in the header, as long as the other lines have about as many; a line `sep=;`, as Excel writes it, decides.
 * A file with one column is read with `;`.
 */
export const detectDelimiter = (text: string): Delimiter => {
  const told = /^sep=([;,\t|])\r?\n/i.exec(text)?.[1]
  if (told !== undefined) return told as Delimiter
  const scored = CANDIDATES.map((delimiter) => ({ delimiter, score: scoreOf(text, delimiter) }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

const scoreOf = (text: string, delimiter: Delimiter): number => {
  const { records } = splitRecords(text, { delimiter, line: 1, last: false })
  const [header, ...rows] = (records.length > 0 ? records : splitRecords(text, { delimiter, line: 1, last: true }).records).slice(
    0,
    LOOKED_AT,
  )
  const width = header?.cells.length ?? 0
  // Read with the right one, a header has no quote left in it.
  if (width <= 1 || header?.cells.some((cell) => cell.includes('"')) === true) return 0
  const alike = rows.filter(({ cells }) => Math.abs(cells.length - width) <= 1).length
  const weight = delimiter === '\t' ? TAB_WEIGHT : 1
  return weight * width * (rows.length === 0 ? 1 : (alike + 1) / (rows.length + 1))
}
