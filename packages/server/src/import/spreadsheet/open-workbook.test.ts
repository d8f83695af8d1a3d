import { describe, expect, it } from 'vitest'
import { letters, type TestCell, writeXlsx } from '../../../test/write-xlsx.ts'
import { openWorkbook } from './open-workbook.ts'
import { SpreadsheetFault } from './spreadsheet-fault.ts'
import type { ByteSource } from './zip-directory.ts'

const sourceOf = (file: Uint8Array): ByteSource => ({
  size: file.length,
  read: async (at, length) => Buffer.from(file.subarray(at, at + length)),
})
const open = (...given: Parameters<typeof writeXlsx>) => openWorkbook(sourceOf(writeXlsx(...given)))
const cellsOf = async (...rows: TestCell[][]): Promise<string[][]> => {
  const book = await open([{ name: 'A', rows }])
  const all: string[][] = []
  for await (const some of book.rows('A')) all.push(...some.map(({ cells }) => cells))
  return all
}
const faultOf = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work()
    return null
  } catch (error) {
    return error instanceof SpreadsheetFault ? error.code : error
  }
}
const sheetXml = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
const readAll = (bytes: Uint8Array) => async () => {
  const book = await openWorkbook(sourceOf(bytes))
  for await (const _ of book.rows('A'));
}
/** How far the process grew while it worked, measured in between. */
const growthOf = async (work: () => Promise<unknown>): Promise<number> => {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 5)
  await work()
  clearInterval(timer)
  return Math.max(most, process.memoryUsage().rss) - before
}

describe('the cells of a sheet', () => {
  it('are texts: shared, rich, inline, formulas, with escapes and references', async () => {
    const rich = `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Mül</t></r><r><rPr><b/></rPr><t xml:space="preserve">ler </t></r><rPh sb="0" eb="1"><t>ミュラー</t></rPh></si><si><t>a&amp;b_x000D_&#10;c</t></si></sst>`
    const row = (cells: string) => sheetXml(`<row>${cells}</row>`)
    const bytes = writeXlsx([{ name: 'A', rows: [] }], {
      parts: {
        'xl/sharedStrings.xml': rich,
        'xl/worksheets/sheet1.xml': row(
          '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>inline</t></is></c><c t="str"><f>A1&amp;"x"</f><v>formula</v></c><c t="s"><v>9</v></c><c r="H1" t="e"><v>#N/A</v></c>',
        ),
      },
    })
    const book = await openWorkbook(sourceOf(bytes))
    const [first] = await book.firstRows('A', 3)
    expect(first).toEqual({ line: 1, cells: ['Müller ', 'a&b\r\nc', 'inline', 'formula', '', '', '', '#N/A'] })
  })

  it('are numbers without noise, padded and days where the format says so', async () => {
    expect(await cellsOf([1, 491701234567, 0.1 + 0.2, -2.5, 123456789012345680000, { padded: 1234 }])).toEqual([
      ['1', '491701234567', '0.3', '-2.5', '1.23456789012346E+20', '01234'],
    ])
    expect(await cellsOf([{ day: 46387 }, { day: 46387.75 }, { day: 1 }, { day: 61 }, true, { error: '#NV' }])).toEqual([
      ['2026-12-31', '2026-12-31 18:00:00', '1900-01-01', '1900-03-01', 'true', '#NV'],
    ])
  })

  it('keep the number of their row, and rows without a value are passed over', async () => {
    const book = await open([{ name: 'A', rows: [['a'], [null, null], [], ['b', null, 'c']] }])
    expect(await book.firstRows('A', 9)).toEqual([
      { line: 1, cells: ['a'] },
      { line: 4, cells: ['b', '', 'c'] },
    ])
  })
})

describe('a workbook', () => {
  it('names its sheets, hidden ones too, and which have something in them', async () => {
    const book = await open([
      { name: 'Leer', rows: [[null]] },
      { name: 'Köln & Bonn', rows: [['x']] },
      { name: 'Versteckt', rows: [['y']], hidden: true },
    ])
    expect(book.sheets).toEqual([
      { name: 'Leer', hidden: false },
      { name: 'Köln & Bonn', hidden: false },
      { name: 'Versteckt', hidden: true },
    ])
    expect([await book.hasRows('Leer'), await book.hasRows('Köln & Bonn')]).toEqual([false, true])
    expect(await faultOf(() => book.firstRows('Anders', 1))).toBe('file_sheet_unknown')
  })

  it.each([
    ['a macro file', () => open([{ name: 'A', rows: [] }], { main: 'ms-excel.sheet.macroEnabled.main' }), 'file_has_macros'],
    ['a macro hidden in a plain one', () => open([{ name: 'A', rows: [] }], { parts: { 'xl/vbaProject.bin': 'x' } }), 'file_has_macros'],
    ['a text document', () => open([{ name: 'A', rows: [] }], { main: 'wordprocessingml.document.main' }), 'file_is_spreadsheet'],
    ['half a file', () => openWorkbook(sourceOf(writeXlsx([{ name: 'A', rows: [['x']] }]).subarray(0, 900))), 'file_damaged'],
    ['nothing', () => openWorkbook(sourceOf(new Uint8Array())), 'file_damaged'],
    [
      'a document type with entities',
      () => open([{ name: 'A', rows: [] }], { parts: { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>' } }),
      'file_damaged',
    ],
  ])('is refused when it is %s', async (_, work, code) => {
    expect(await faultOf(work)).toBe(code)
  })

  it('that was changed on its way is refused', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [['unversehrt']] }])
    const at = Buffer.from(bytes).indexOf('xl/sharedStrings.xml')
    const changed = bytes.slice()
    changed[at + 30] = (changed[at + 30] ?? 0) ^ 0xff
    expect(await faultOf(readAll(changed))).toBe('file_damaged')
  })
})

describe('a file that is made to harm', () => {
  it('is refused by what it says it unpacks to, before anything of it is unpacked', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [] }], { parts: { 'xl/media/bomb.bin': new Uint8Array(201_000_000) } })
    expect(bytes.length).toBeLessThan(300_000)
    const read: number[] = []
    const source = sourceOf(bytes)
    const watched: ByteSource = {
      size: source.size,
      read: (at, length) => {
        read.push(length)
        return source.read(at, length)
      },
    }
    expect(await faultOf(() => openWorkbook(watched))).toBe('file_unpacks_too_large')
    expect(Math.max(...read)).toBeLessThan(70_000)
  })

  it('is refused as soon as it unpacks to more than it said, and memory stays flat', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(150_000_000).fill(32) } })
    const lying = Buffer.from(bytes)
    // The size in the directory at its end (APPNOTE 4.3.12), where readers look.
    const entry = lying.lastIndexOf('xl/worksheets/sheet1.xml') - 46
    lying.writeUInt32LE(5_000, entry + 24)
    let code: unknown
    const grown = await growthOf(async () => {
      code = await faultOf(readAll(lying))
    })
    expect(code).toBe('file_unpacks_too_large')
    expect(grown).toBeLessThan(80_000_000)
  })

  it('with a million columns is refused in that row, and memory stays flat', async () => {
    const wide = Array.from({ length: 1_000_000 }, (_, at) => `<c r="${letters(at % 16_384)}2"><v>1</v></c>`).join('')
    const bytes = writeXlsx([{ name: 'A', rows: [] }], {
      parts: { 'xl/worksheets/sheet1.xml': sheetXml(`<row r="1"><c><v>1</v></c></row><row r="2">${wide}</row>`) },
    })
    let fault: unknown
    const grown = await growthOf(async () => {
      fault = await faultOf(readAll(bytes))
    })
    expect(fault).toBe('file_too_many_columns')
    expect(grown).toBeLessThan(80_000_000)
  })

  it('with a million columns that say nothing is read', async () => {
    const wide = Array.from({ length: 1_000_000 }, () => '<c s="1"/>').join('')
    const bytes = writeXlsx([{ name: 'A', rows: [] }], {
      parts: { 'xl/worksheets/sheet1.xml': sheetXml(`<row><c><v>1</v></c>${wide}</row>`) },
    })
    expect(await faultOf(readAll(bytes))).toBeNull()
  })

  it('with a text or a name without an end is refused', async () => {
    const endless = (xml: string) => readAll(writeXlsx([{ name: 'A', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': xml } }))
    expect(await faultOf(endless(sheetXml(`<row><c t="inlineStr"><is><t>${'x'.repeat(1_000_000)}</t></is></c></row>`)))).toBe(
      'file_cell_too_long',
    )
    expect(await faultOf(endless(sheetXml(`<row r="${'1'.repeat(1_000_000)}"/>`)))).toBe('file_damaged')
    expect(await faultOf(endless(`<worksheet><sheetData><${'r'.repeat(1_000_000)}`))).toBe('file_damaged')
  })
})
