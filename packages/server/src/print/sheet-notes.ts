// A page that says what could not be printed.

import type { Pen } from './pen.ts'

const MM = 72 / 25.4
/** Lines of one page, below the first. */
export const NOTES_ROWS = 46

export const drawNotes = (pen: Pen, title: string, lines: readonly string[]): void => {
  let y = 25 * MM
  pen.tagged('H1', () => {
    y += pen.paragraph(title, 25 * MM, y, 165 * MM, { size: 16, weight: 'bold' }) + 8
  })
  for (const line of lines)
    pen.tagged('P', () => {
      y += pen.paragraph(line, 25 * MM, y, 165 * MM, { size: 10 })
    })
}
