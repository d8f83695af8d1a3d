// The list to sign that lies on top of the sheets of one location.

import type { Locale } from '../text.ts'
import type { Pen } from './pen.ts'
import type { SheetFrame, SheetPerson } from './sheet-data.ts'
import { sheetTexts } from './sheet-texts.ts'

const MM = 72 / 25.4
const LEFT = 20 * MM
const RIGHT = 190 * MM
const ROW = 8 * MM
/** People on one page. */
export const LIST_ROWS = 27

const COLUMNS = [0, 62, 90, 122] as const

export const drawHandOutList = (
  pen: Pen,
  frame: SheetFrame,
  location: string | null,
  people: readonly Pick<SheetPerson, 'name' | 'number' | 'department'>[],
  index: number,
  locale: Locale,
): void => {
  const texts = sheetTexts[locale]
  let y = 18 * MM
  pen.tagged('H1', () => {
    const place = location === null ? texts.listNoPlace : texts.listPlace(location)
    y += pen.paragraph(`${texts.listTitle}: ${place}`, LEFT, y, RIGHT - LEFT, { size: 16, weight: 'bold' })
  })
  pen.tagged('P', () => {
    y += pen.paragraph(`${frame.organisation.name} · ${texts.listLead(frame.application.name[locale])}`, LEFT, y, RIGHT - LEFT, {
      size: 9.5,
      colour: '#5d606b',
    })
  })
  y += 10
  const row = (cells: readonly string[], bold: boolean): void => {
    pen.tagged('P', () => {
      cells.forEach((cell, at) => {
        const x = LEFT + (COLUMNS[at] ?? 0) * MM
        const width = ((COLUMNS[at + 1] ?? 170) - (COLUMNS[at] ?? 0) - 2) * MM
        pen.line(cell, x, y + 6, { size: 9.5, weight: bold ? 'bold' : 'regular', width })
      })
    })
    y += ROW
    pen.tagged(null, () =>
      pen.doc
        .lineWidth(bold ? 0.9 : 0.4)
        .strokeColor(bold ? '#5d606b' : '#d9dce2')
        .moveTo(LEFT, y)
        .lineTo(RIGHT, y)
        .stroke(),
    )
  }
  row([texts.listName, texts.listNumber, texts.listDepartment, texts.listSigned], true)
  for (const { name, number, department } of people) row([name, number ?? '', department ?? ''], false)
  pen.tagged(null, () => pen.line(texts.page(index), LEFT, 285 * MM, { size: 8, colour: '#5d606b' }))
}
