// Sheets as one tagged PDF, written page by page as people come: what is written leaves memory.

import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import type { Locale } from '../text.ts'
import { drawHandOutList, LIST_ROWS } from './hand-out-list.ts'
import { createPen } from './pen.ts'
import type { SheetFrame } from './sheet-data.ts'
import { isSettable, registerFonts } from './sheet-fonts.ts'
import type { SheetGroup } from './sheet-groups.ts'
import { drawNotes, NOTES_ROWS } from './sheet-notes.ts'
import { drawSheet } from './sheet-page.ts'
import { sheetTexts } from './sheet-texts.ts'

/** ISO 14289-1; missing in the library's types. */
const UNIVERSAL_ACCESS: object = { subset: 'PDF/UA' }

const MOST_UNSETTABLE = 500

/** @param locale of the list and the notes; each sheet has its own */
export async function* sheetsPdf(frame: SheetFrame, groups: AsyncIterable<SheetGroup>, locale: Locale): AsyncGenerator<Uint8Array> {
  const title = sheetTexts[locale].documentTitle(frame.application.name[locale])
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    tagged: true,
    displayTitle: true,
    lang: locale,
    pdfVersion: '1.7',
    ...UNIVERSAL_ACCESS,
    info: { Title: title, Author: frame.organisation.name },
  })
  registerFonts(doc)
  let section: PDFKit.PDFStructureElement | null = null
  const pen = createPen(doc, () => section)
  const page = (draw: () => void): void => {
    doc.addPage()
    section = doc.struct('Sect')
    doc.addStructure(section)
    draw()
    section.end()
  }
  const unsettable: string[] = []
  let pages = 0
  for await (const group of groups) {
    for (let at = 0; at < group.people.length; at += LIST_ROWS)
      page(() => drawHandOutList(pen, frame, group.location, group.people.slice(at, at + LIST_ROWS), at / LIST_ROWS + 1, locale))
    for (const person of group.people) {
      page(() => drawSheet(pen, frame, person))
      pages += 1
      if (!isSettable([person.name, ...person.address].join('')) && unsettable.length < MOST_UNSETTABLE)
        unsettable.push(person.number ?? person.userId)
    }
    for (let bytes = doc.read() as Uint8Array | null; bytes !== null; bytes = doc.read() as Uint8Array | null) yield bytes
    // So that other requests are answered while sheets are drawn.
    await setImmediate()
  }
  if (pages === 0) page(() => drawNotes(pen, sheetTexts[locale].empty, []))
  const texts = sheetTexts[locale]
  for (let at = 0; at < unsettable.length; at += NOTES_ROWS)
    page(() => drawNotes(pen, texts.unprintable, [texts.unprintableLead, ...unsettable.slice(at, at + NOTES_ROWS)]))
  doc.end()
  for await (const bytes of doc) yield bytes as Uint8Array
}
