// A workbook's sheets and how its cells are to be read; whatever is no plain .xlsx is told apart here, before anything large is unpacked.

import type { CsvRecord } from '@foyer/core'
import { type Budget, readEntry } from './read-entry.ts'
import { type CellTexts, readSheet } from './read-sheet.ts'
import { readFormats, readStrings } from './read-strings.ts'
import { attributeOf, readWholeXml } from './read-xml.ts'
import { SpreadsheetFault } from './spreadsheet-fault.ts'
import { type ByteSource, entryName, readDirectory, type ZipEntry } from './zip-directory.ts'

export interface Sheet {
  name: string
  hidden: boolean
}

export interface Workbook {
  sheets: readonly Sheet[]
  /** Whether any cell of it says something. */
  hasRows(sheet: string): Promise<boolean>
  /** All rows of a sheet. */
  rows(sheet: string): AsyncGenerator<CsvRecord[]>
  /** The first rows, without reading the texts of all the others. */
  firstRows(sheet: string, count: number): Promise<CsvRecord[]>
}

/** 200 MB: what all parts of a workbook may come to. */
const MAX_UNPACKED_BYTES = 200_000_000
/** Of the parts that say what is in the others. */
const MAX_PART_BYTES = 4_000_000
const MAX_SHEETS = 200

interface Part extends Sheet {
  entry: ZipEntry
}

/** @throws SpreadsheetFault */
export const openWorkbook = async (source: ByteSource): Promise<Workbook> => {
  const entries = await readDirectory(source)
  const budget: Budget = { left: MAX_UNPACKED_BYTES }
  const all = [...entries.values()].reduce((sum, { unpacked }) => sum + unpacked, 0)
  if ([...entries.keys()].some((name) => name.endsWith('vbaproject.bin'))) throw new SpreadsheetFault('file_has_macros')
  const part = (name: string): AsyncGenerator<Uint8Array> => {
    const entry = entries.get(name)
    if (entry === undefined) throw new SpreadsheetFault('file_damaged')
    if (entry.unpacked > MAX_PART_BYTES) throw new SpreadsheetFault('file_unpacks_too_large')
    return readEntry(source, entry, budget)
  }
  if (!entries.has('[content_types].xml')) throw new SpreadsheetFault('file_is_spreadsheet')
  const path = await findWorkbook(part('[content_types].xml'))
  if (all > MAX_UNPACKED_BYTES) throw new SpreadsheetFault('file_unpacks_too_large')
  const { listed, from1904 } = await readBook(part(path))
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const targets = await readRelations(part(`${folder}_rels/${path.slice(folder.length)}.rels`), folder)
  const sheets = listed.flatMap(({ id, ...sheet }): Part[] => {
    const target = targets.get(id)
    const entry = target?.type === 'worksheet' ? entries.get(target.path) : undefined
    return entry === undefined ? [] : [{ ...sheet, entry }]
  })
  if (sheets.length === 0) throw new SpreadsheetFault('file_damaged')
  const ofType = (type: string): ZipEntry | undefined => {
    for (const target of targets.values()) if (target.type === type) return entries.get(target.path)
    return undefined
  }
  const entryOf = (sheet: string): ZipEntry => {
    const found = sheets.find(({ name }) => name === sheet)
    if (found === undefined) throw new SpreadsheetFault('file_sheet_unknown')
    return found.entry
  }
  const strings = async (count?: number): Promise<string[]> => {
    const entry = ofType('sharedStrings')
    return entry === undefined ? [] : readStrings(readEntry(source, entry, fresh()), count)
  }
  const formats = async () => {
    const entry = ofType('styles')
    return entry === undefined ? [] : readFormats(readEntry(source, entry, fresh()))
  }
  /** Each reading is bounded by itself: the same sheet may be looked at many times. */
  const fresh = (): Budget => ({ left: MAX_UNPACKED_BYTES })

  const firstOf = async (sheet: string, count: number, texts: CellTexts): Promise<CsvRecord[]> => {
    const rows: CsvRecord[] = []
    for await (const some of readSheet(readEntry(source, entryOf(sheet), fresh()), texts)) {
      rows.push(...some.slice(0, count - rows.length))
      if (rows.length >= count) break
    }
    return rows
  }

  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    async hasRows(sheet) {
      const rows = await firstOf(sheet, 1, { string: () => 'x', format: () => undefined, from1904 })
      return rows.length > 0
    },
    async *rows(sheet) {
      const entry = entryOf(sheet)
      const [texts, styles] = [await strings(), await formats()]
      yield* readSheet(readEntry(source, entry, fresh()), { string: (at) => texts[at], format: (at) => styles[at], from1904 })
    },
    async firstRows(sheet, count) {
      let last = -1
      const seen = (at: number): string => {
        last = Math.max(last, at)
        return 'x'
      }
      await firstOf(sheet, count, { string: seen, format: () => undefined, from1904 })
      const [texts, styles] = [last < 0 ? [] : await strings(last + 1), await formats()]
      return firstOf(sheet, count, { string: (at) => texts[at], format: (at) => styles[at], from1904 })
    },
  }
}

/** Where the workbook stands, by what the parts say they are (ECMA-376 part 2). */
const findWorkbook = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  let path: string | null = null
  await readWholeXml(bytes, {
    open(name, { ContentType = '', PartName = '' }) {
      if (/macroenabled|vbaproject/i.test(ContentType)) throw new SpreadsheetFault('file_has_macros')
      if (name === 'Override' && /spreadsheetml\.(?:sheet|template)\.main\+xml$/i.test(ContentType)) path = entryName(PartName)
    },
  })
  if (path === null) throw new SpreadsheetFault('file_is_spreadsheet')
  return path
}

const readBook = async (bytes: AsyncIterable<Uint8Array>): Promise<{ listed: (Sheet & { id: string })[]; from1904: boolean }> => {
  const listed: (Sheet & { id: string })[] = []
  let from1904 = false
  await readWholeXml(bytes, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet' || listed.length >= MAX_SHEETS) return
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      listed.push({ name: attributes.name ?? '', hidden, id: attributeOf(attributes, 'id') ?? '' })
    },
  })
  return { listed, from1904 }
}

/** What the parts are to each other (ECMA-376 part 2, 9.3). */
const readRelations = async (bytes: AsyncIterable<Uint8Array>, folder: string): Promise<Map<string, { type: string; path: string }>> => {
  const targets = new Map<string, { type: string; path: string }>()
  await readWholeXml(bytes, {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship' || targets.size >= MAX_SHEETS * 2) return
      const path = new URL(Target, `http://workbook/${folder}`).pathname
      targets.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: entryName(decodeURIComponent(path)) })
    },
  })
  return targets
}
