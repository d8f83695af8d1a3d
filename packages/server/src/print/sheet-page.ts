// One info sheet on one A4 page: address for a window envelope (DIN 5008, form B), steps, QR code, typed code, what one needs to know.

import { plainSentence } from '../mail/plain-text.ts'
import type { Locale } from '../text.ts'
import type { Pen, Style } from './pen.ts'
import { localesOf, type SheetFrame, type SheetPerson } from './sheet-data.ts'
import { drawFacts } from './sheet-facts.ts'
import { both, breakAddress, drawQr, LEFT, LINE, MM, MUTED, QR, RIGHT, type Said, STEPS_WIDTH, WIDTH } from './sheet-parts.ts'
import { stepsOf } from './sheet-steps.ts'
import { type SheetTexts, sheetTexts } from './sheet-texts.ts'

export const drawSheet = (pen: Pen, frame: SheetFrame, person: SheetPerson): void => {
  const locales = localesOf(frame, person)
  const [first = 'de', second] = locales
  const texts = sheetTexts[first]
  const other = second === undefined || second === first ? null : sheetTexts[second]
  const said = (say: (texts: SheetTexts) => string): [string, string | null] => [say(texts), other === null ? null : say(other)]
  drawMarks(pen)
  drawHead(pen, frame, person, first)
  let y = 98 * MM
  const application = (locale: Locale) => frame.application.name[locale]
  const titleOf = (locale: Locale) =>
    person.purpose === 'recovery' ? sheetTexts[locale].recoveryTitle : sheetTexts[locale].title(application(locale))
  pen.tagged('H1', () => {
    y += pen.paragraph(titleOf(first), LEFT, y, WIDTH, { size: 20, weight: 'bold' })
    if (second !== undefined && other !== null)
      y += pen.paragraph(titleOf(second), LEFT, y, WIDTH, { size: 12.5, weight: 'bold', colour: MUTED })
  })
  y += 4
  const lead = said((words) => (person.purpose === 'recovery' ? words.recoveryLead : words.lead)(frame.organisation.name))
  y += both(pen, 'P', lead, LEFT, y, WIDTH, { size: 11 })
  if (frame.message !== null) y += drawMessage(pen, frame.message, y + 8) + 8
  y += 16
  const top = y
  stepsOf(frame, person).forEach((step, at) => {
    y += drawStep(pen, frame, at + 1, said(step.title), said(step.how), y)
  })
  const bottom = drawCodes(pen, frame, person, said, top)
  y = Math.max(y, bottom) + 14
  drawFacts(pen, frame, person, said, locales, y)
}

/** As in the mail: a line at its side tells it from what every sheet says. */
const drawMessage = (pen: Pen, message: string, y: number): number => {
  let height = 0
  pen.tagged('P', () => {
    height = pen.paragraph(plainSentence(message), LEFT + 4 * MM, y, WIDTH - 4 * MM, { size: 10 })
  })
  pen.tagged(null, () =>
    pen.doc
      .lineWidth(2)
      .strokeColor(LINE)
      .moveTo(LEFT, y)
      .lineTo(LEFT, y + height)
      .stroke(),
  )
  return height
}

/** Two folds and a hole, as printers and envelopes expect them; they say nothing. */
const drawMarks = (pen: Pen): void =>
  pen.tagged(null, () => {
    pen.doc.lineWidth(0.5).strokeColor(LINE)
    for (const [at, length] of [
      [105, 5],
      [148.5, 7],
      [210, 5],
    ] as const)
      pen.doc
        .moveTo(3 * MM, at * MM)
        .lineTo((3 + length) * MM, at * MM)
        .stroke()
  })

const drawHead = (pen: Pen, frame: SheetFrame, person: SheetPerson, locale: Locale): void => {
  const { organisation } = frame
  const x = 125 * MM
  let y = 20 * MM
  pen.tagged(null, () => pen.doc.rect(0, 0, 210 * MM, 2.2 * MM).fill(organisation.accent))
  const { logo } = organisation
  if (logo !== null) {
    pen.tagged('Figure', () => pen.doc.image(Buffer.from(logo), x, y, { fit: [RIGHT - x, 16 * MM] }), organisation.name)
    y += 19 * MM
  }
  pen.tagged('P', () => {
    y += pen.paragraph(organisation.name, x, y, RIGHT - x, { size: 13, weight: 'bold' })
    y += pen.paragraph(frame.application.name[locale], x, y, RIGHT - x, { size: 10.5, colour: MUTED })
  })
  const elsewhere = (fact: string | null): fact is string => fact !== null && !person.address.includes(fact)
  const number = elsewhere(person.number) ? [`${sheetTexts[locale].number} ${person.number}`] : []
  const known = [...[person.location, person.department].filter(elsewhere), ...number]
  if (known.length > 0)
    pen.tagged('P', () => {
      y += 6
      for (const fact of known) y += pen.paragraph(fact, x, y, RIGHT - x, { size: 9.5, colour: MUTED })
    })
  pen.tagged('P', () => {
    let at = 50 * MM
    pen.line(organisation.postalLine ?? organisation.name, LEFT, 46 * MM, { size: 7, colour: MUTED, width: 80 * MM })
    pen.doc
      .lineWidth(0.4)
      .strokeColor(LINE)
      .moveTo(LEFT, 49.4 * MM)
      .lineTo(LEFT + 80 * MM, 49.4 * MM)
      .stroke()
    at += 7.7 * MM
    for (const line of [person.name, ...person.address].slice(0, 6)) {
      pen.line(line, LEFT, at, { size: 11, width: 80 * MM })
      at += 5 * MM
    }
  })
}

const drawStep = (
  pen: Pen,
  frame: SheetFrame,
  number: number,
  title: [string, string | null],
  how: [string, string | null],
  y: number,
): number => {
  const x = LEFT + 11 * MM
  const width = STEPS_WIDTH - 11 * MM
  pen.tagged(null, () => pen.doc.circle(LEFT + 3.6 * MM, y + 7.6, 3.6 * MM).fill(frame.organisation.accent))
  let height = 0
  pen.tagged('P', () => {
    const digit = String(number)
    const style: Style = { size: 11, weight: 'bold', colour: '#ffffff' }
    pen.line(digit, LEFT + 3.6 * MM - pen.widthOf(digit, style) / 2, y - 0.2, style)
    height += pen.paragraph(title[0], x, y, width, { size: 11.5, weight: 'bold' })
    if (title[1] !== null) height += pen.paragraph(title[1], x, y + height, width, { size: 9, weight: 'bold', colour: MUTED })
  })
  height += 1
  height += both(pen, 'P', how, x, y + height, width, { size: 10 })
  return height + 11
}

const drawCodes = (pen: Pen, frame: SheetFrame, person: SheetPerson, said: Said, top: number): number => {
  const x = RIGHT - QR
  pen.tagged('Figure', () => drawQr(pen, person.link, x, top, QR), said((words) => words.qrAlt)[0])
  let y = top + QR + 6
  y += both(
    pen,
    'P',
    said((words) => words.orType),
    x,
    y,
    QR,
    { size: 8.5, colour: MUTED },
  )
  const groups = person.code.toUpperCase().split('-')
  const code: Style = { size: 13, weight: 'bold', spacing: 0.3 }
  pen.tagged('P', () => {
    for (const half of [groups.slice(0, 2), groups.slice(2)]) {
      pen.line(half.join('-') + (half[0] === groups[0] ? '-' : ''), x, y, code)
      y += 18
    }
  })
  const address = frame.activateUrl.replace(/^https?:\/\//, '')
  y += both(
    pen,
    'P',
    said((words) => words.codeAt),
    x,
    y,
    QR,
    { size: 8.5, colour: MUTED },
  )
  pen.tagged('P', () => {
    for (const part of breakAddress(pen, address, QR)) {
      pen.line(part, x, y, { size: 9.5, weight: 'bold' })
      y += 13
    }
  })
  return y
}
