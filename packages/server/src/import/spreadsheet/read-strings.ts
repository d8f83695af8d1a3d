// The texts of a workbook, which its cells name by number, and the formats that its cells' numbers have.

import { IMPORT_MAX_CELL } from '@foyer/core'
import { formatOf, type NumberFormat } from './number-format.ts'
import { readWholeXml, readXml } from './read-xml.ts'
import { SpreadsheetFault } from './spreadsheet-fault.ts'

/** Texts, and UTF-16 units of all of them: what is held in memory while a sheet is read. */
const MAX_STRINGS = 1_000_000
const MAX_UNITS = 32_000_000
const MAX_FORMATS = 65_536

/** `_x000D_`: how characters are written that XML has no place for (ECMA-376 22.4.2.4). */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g

export const plainText = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text

/** @param count how many are wanted; the rest is not read */
export const readStrings = async (bytes: AsyncIterable<Uint8Array>, count = Number.POSITIVE_INFINITY): Promise<string[]> => {
  const strings: string[] = []
  let units = 0
  let text = ''
  let inText = false
  /** How a word is said in Japanese stands beside it, and is no part of it. */
  let inReading = false
  const reading = readXml(bytes, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inReading = true
      else if (name === 't') inText = !inReading
    },
    text(part) {
      // A longer one is refused by the cell that has it.
      if (inText && text.length <= IMPORT_MAX_CELL) text += part
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
      else if (name === 'si') {
        if (strings.length >= count) return
        units += text.length
        if (strings.length >= MAX_STRINGS || units > MAX_UNITS) throw new SpreadsheetFault('file_unpacks_too_large')
        strings.push(plainText(text))
      }
    },
    isDone: () => strings.length >= count,
  })
  for await (const _ of reading);
  return strings
}

/** Number formats by the number that a cell gives as its style. */
export const readFormats = async (bytes: AsyncIterable<Uint8Array>): Promise<NumberFormat[]> => {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  await readWholeXml(bytes, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0)
        formats.push(formatOf(id, codes.get(id)))
      }
      if (codes.size > MAX_FORMATS || formats.length > MAX_FORMATS) throw new SpreadsheetFault('file_damaged')
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}
