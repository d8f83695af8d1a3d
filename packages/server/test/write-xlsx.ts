// Writes an .xlsx for tests, with the parts that Excel writes: shared strings, styles, relations.

import { strToU8, zipSync } from 'fflate'

/** Text, number or yes/no; a day as Excel keeps it; an error; or the cell's own XML. */
export type TestCell = string | number | boolean | null | { day: number } | { error: string } | { padded: number } | { xml: string }

export interface TestSheet {
  name: string
  rows: readonly (readonly TestCell[])[]
  hidden?: boolean
}

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** @param parts to add or to put in place of those that it writes */
export const writeXlsx = (
  sheets: readonly TestSheet[],
  { main = 'spreadsheetml.sheet.main', parts = {} }: { main?: string; parts?: Readonly<Record<string, string | Uint8Array>> } = {},
): Uint8Array => {
  const strings = new Map<string, number>()
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.${main}+xml"/></Types>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${TYPES}"><sheets>${sheets
      .map(
        ({ name, hidden }, at) =>
          `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, at) => `<Relationship Id="rId${at + 1}" Type="${TYPES}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join(
        '',
      )}<Relationship Id="rIdS" Type="${TYPES}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdF" Type="${TYPES}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  }
  for (const [at, { rows }] of sheets.entries()) {
    const body = rows.map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, strings)).join('')}</row>`,
    )
    files[`xl/worksheets/sheet${at + 1}.xml`] = `${HEAD}<worksheet ${MAIN}><sheetData>${body.join('')}</sheetData></worksheet>`
  }
  files['xl/sharedStrings.xml'] =
    `${HEAD}<sst ${MAIN}>${[...strings.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`
  const all = Object.entries({ ...files, ...parts }).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part] as const)
  return zipSync(Object.fromEntries(all), { level: 6 })
}

const cellXml = (cell: TestCell, at: string, strings: Map<string, number>): string => {
  if (cell === null || cell === '') return `<c r="${at}" s="1"/>`
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${Number(cell)}</v></c>`
  if (typeof cell === 'object') {
    if ('xml' in cell) return cell.xml
    if ('day' in cell) return `<c r="${at}" s="1"><v>${cell.day}</v></c>`
    return 'padded' in cell ? `<c r="${at}" s="2"><v>${cell.padded}</v></c>` : `<c r="${at}" t="e"><v>${cell.error}</v></c>`
  }
  const index = strings.get(cell) ?? strings.size
  strings.set(cell, index)
  return `<c r="${at}" t="s"><v>${index}</v></c>`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export const letters = (column: number): string => {
  const rest = String.fromCharCode(65 + (column % 26))
  return column < 26 ? rest : `${letters(Math.floor(column / 26) - 1)}${rest}`
}
