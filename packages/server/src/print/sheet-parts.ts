// What the parts of a sheet are drawn with: measures, two languages in one paragraph, a QR code.

import type { Pen, Style } from './pen.ts'
import { darkRuns, qrModules } from './qr-svg.ts'
import type { SheetTexts } from './sheet-texts.ts'

export const MM = 72 / 25.4
export const LEFT = 25 * MM
export const RIGHT = 190 * MM
export const WIDTH = RIGHT - LEFT
export const MUTED = '#5d606b'
export const LINE = '#d9dce2'
export const QR = 50 * MM
export const STEPS_WIDTH = WIDTH - QR - 12 * MM

/** A text in the first language, and in the second where there is one. */
export type Said = (say: (texts: SheetTexts) => string) => [string, string | null]

/** An address has no spaces: it breaks behind a slash or a dot where it must. */
export const breakAddress = (pen: Pen, address: string, width: number): string[] => {
  const lines: string[] = ['']
  for (const piece of address.split(/(?<=[/.])/)) {
    const longer = `${lines.at(-1) ?? ''}${piece}`
    if (pen.widthOf(longer, { size: 9.5, weight: 'bold' }) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

export const heading = (pen: Pen, [text, other]: [string, string | null], x: number, y: number, width: number): number => {
  let height = 0
  pen.tagged('H2', () => {
    height = pen.paragraph(other === null ? text : `${text} · ${other}`, x, y, width, { size: 10, weight: 'bold' })
  })
  return height + 2
}

/** The second language stands below the first, smaller and lighter. */
export const both = (
  pen: Pen,
  tag: string,
  [text, other]: [string, string | null],
  x: number,
  y: number,
  width: number,
  style: Style,
): number => {
  let height = 0
  pen.tagged(tag, () => {
    height = pen.paragraph(text, x, y, width, style)
    if (other !== null) height += pen.paragraph(other, x, y + height, width, { ...style, size: style.size * 0.87, colour: MUTED })
  })
  return height
}

/** Vector, without the quiet zone: the paper around is one. Written in units of a module, which keeps the page small. */
export const drawQr = (pen: Pen, text: string, x: number, y: number, side: number): void => {
  const { count, rectangles } = pen.remember(`qr ${text}`, () => pictureOf(text))
  const unit = side / count
  pen.doc.addContent(`q ${unit.toFixed(4)} 0 0 ${unit.toFixed(4)} ${x.toFixed(3)} ${y.toFixed(3)} cm 0 0 0 rg ${rectangles} f Q`)
}

const pictureOf = (text: string): { count: number; rectangles: string } => {
  const modules = qrModules(text)
  const rectangles = modules.flatMap((row, line) => darkRuns(row).map(([start, length]) => `${start} ${line} ${length} 1 re`)).join(' ')
  return { count: modules.length, rectangles }
}
