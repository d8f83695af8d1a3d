// Draws lines of text on a PDF page: in runs of font and direction, wrapped and measured once for each text.

import type PDFDocument from 'pdfkit'
import { isSettable, type Weight } from './sheet-fonts.ts'
import { type Run, runsOf } from './text-runs.ts'

export type Document = InstanceType<typeof PDFDocument>

export interface Style {
  size: number
  weight?: Weight
  /** `#rrggbb`. */
  colour?: string
  /** Points between letters. */
  spacing?: number
}

export interface Pen {
  readonly doc: Document
  /** One line, cut with "…" beyond `width`. */
  line(text: string, x: number, y: number, style: Style & { width?: number }): void
  /** As many lines as it takes. @returns the height in points */
  paragraph(text: string, x: number, y: number, width: number, style: Style): number
  widthOf(text: string, style: Style): number
  /** What costs to make and comes again on the next page. */
  remember<T>(key: string, make: () => T): T
  /** A part of the document's structure; nothing where the tag is null. */
  tagged(tag: string | null, draw: () => void, alt?: string): void
}

const LEADING = 1.42
/** From the top of a line to its base line, for all fonts alike: that of Noto Sans, in ems. */
const ASCENT = 1.069
const INK = '#1c1d21'
/** Texts that come on every sheet are few; names and addresses of a batch come and go. */
const CACHE_MAX = 2_000

export const createPen = (doc: Document, parent: () => PDFKit.PDFStructureElement | null): Pen => {
  const cache = new Map<string, unknown>()
  const remember = <T>(key: string, make: () => T): T => {
    if (cache.has(key)) return cache.get(key) as T
    if (cache.size >= CACHE_MAX) cache.clear()
    const made = make()
    cache.set(key, made)
    return made
  }
  const keyOf = (text: string, { size, weight = 'regular', spacing = 0 }: Style) => `${size}${weight}${spacing} ${text}`
  const widthOf = (text: string, style: Style): number =>
    remember(`width ${keyOf(text, style)}`, () =>
      runsOf(text, style.weight ?? 'regular').reduce((sum, run) => {
        doc.font(run.font).fontSize(style.size)
        return sum + doc.widthOfString(run.text, optionsOf(run, style))
      }, 0),
    )
  const put = (text: string, x: number, y: number, style: Style): void => {
    let left = x
    for (const run of runsOf(text, style.weight ?? 'regular')) {
      doc
        .font(run.font)
        .fontSize(style.size)
        .fillColor(style.colour ?? INK)
      doc.text(run.text, left, y + style.size * ASCENT, { lineBreak: false, baseline: 'alphabetic', ...optionsOf(run, style) })
      left += widthOf(run.text, style)
    }
  }
  const linesOf = (text: string, width: number, style: Style): string[] =>
    remember(`lines ${width} ${keyOf(text, style)}`, () => {
      const lines: string[] = []
      let line = ''
      for (const word of text.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`
        if (line === '' || widthOf(longer, style) <= width) line = longer
        else {
          lines.push(line)
          line = word
        }
      }
      return [...lines, line]
    })
  const cutTo = (text: string, width: number, style: Style): string => {
    if (widthOf(text, style) <= width) return text
    const characters = [...text]
    while (characters.length > 1 && widthOf(`${characters.join('')}…`, style) > width) characters.pop()
    return `${characters.join('')}…`
  }
  return {
    doc,
    widthOf,
    remember,
    line: (text, x, y, { width, ...style }) => {
      const set = settable(text)
      put(width === undefined ? set : cutTo(set, width, style), x, y, style)
    },
    paragraph(text, x, y, width, style) {
      const lines = linesOf(settable(text), width, style)
      lines.forEach((line, at) => {
        put(line, x, y + at * style.size * LEADING, style)
      })
      return lines.length * style.size * LEADING
    },
    tagged(tag, draw, alt) {
      const element = parent()
      if (tag === null || element === null) {
        doc.markContent('Artifact', { type: 'Layout' })
        draw()
        doc.endMarkedContent()
        return
      }
      element.add(doc.struct(tag as 'P', alt === undefined ? {} : { alt }, draw))
    },
  }
}

/** A right-to-left run is shaped as a whole; words of others are shaped once each and kept. */
const optionsOf = (run: Run, { spacing = 0 }: Style) => ({
  ...(spacing === 0 ? {} : { characterSpacing: spacing }),
  ...(run.rightToLeft ? { features: [] } : {}),
})

/** A blank to be filled in by hand stands for each character that no font has. */
const settable = (text: string): string =>
  isSettable(text) ? text : [...text].map((character) => (isSettable(character) ? character : '_')).join('')
