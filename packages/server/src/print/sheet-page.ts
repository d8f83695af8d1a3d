// One info sheet on one A4 page: address for a window envelope (DIN 5008, form B), steps, QR code, typed code, what one needs to know.

import { momentInWords } from '../mail/moment-in-words.ts'
import type { Locale } from '../text.ts'
import type { Pen, Style } from './pen.ts'
import { darkRuns, qrModules } from './qr-svg.ts'
import { localesOf, type SheetFrame, type SheetPerson } from './sheet-data.ts'
import { stepsOf } from './sheet-steps.ts'
import { type SheetTexts, sheetTexts } from './sheet-texts.ts'

const MM = 72 / 25.4
const LEFT = 25 * MM
const RIGHT = 190 * MM
const WIDTH = RIGHT - LEFT
const MUTED = '#5d606b'
const LINE = '#d9dce2'
const QR = 50 * MM
const STEPS_WIDTH = WIDTH - QR - 12 * MM

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
  y += 16
  const top = y
  stepsOf(frame, person).forEach((step, at) => {
    y += drawStep(pen, frame, at + 1, said(step.title), said(step.how), y)
  })
  const bottom = drawCodes(pen, frame, person, said, top)
  y = Math.max(y, bottom) + 14
  y = drawFacts(pen, frame, person, said, locales, y)
  drawFoot(pen, person, said, y)
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
  const facts = [person.location, person.department, person.number === null ? null : `${sheetTexts[locale].number} ${person.number}`]
  const known = facts.filter((fact): fact is string => fact !== null && !person.address.includes(fact))
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

type Said = (say: (texts: SheetTexts) => string) => [string, string | null]

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
  const code: Style = { size: 13, weight: 'bold', spacing: 0.6 }
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

/** An address has no spaces: it breaks behind a slash or a dot where it must. */
const breakAddress = (pen: Pen, address: string, width: number): string[] => {
  const lines: string[] = ['']
  for (const piece of address.split(/(?<=[/.])/)) {
    const longer = `${lines.at(-1) ?? ''}${piece}`
    if (pen.widthOf(longer, { size: 9.5, weight: 'bold' }) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

const drawFacts = (pen: Pen, frame: SheetFrame, person: SheetPerson, said: Said, locales: readonly Locale[], top: number): number => {
  const column = (WIDTH - 10 * MM) / 2
  const right = LEFT + column + 10 * MM
  pen.tagged(null, () => pen.doc.lineWidth(0.6).strokeColor(LINE).moveTo(LEFT, top).lineTo(RIGHT, top).stroke())
  let y = top + 12
  y += heading(
    pen,
    said((words) => words.have),
    LEFT,
    y,
    column,
  )
  const withEmail: ((words: SheetTexts) => string)[] =
    person.purpose === 'recovery' ? [] : [(words) => (frame.withoutEmail ? words.haveEmailOrNot : words.haveEmail)]
  const asked: ((words: SheetTexts) => string)[] =
    frame.asks === null ? [] : [(words) => words.haveAnswer(frame.asks?.[words === sheetTexts.de ? 'de' : 'en'] ?? '')]
  for (const item of [(words: SheetTexts) => words.haveDevice, ...withEmail, ...asked]) {
    pen.tagged(null, () => pen.doc.circle(LEFT + 2, y + 6.5, 1.3).fill(frame.organisation.accent))
    y += both(pen, 'P', said(item), LEFT + 10, y, column - 10, { size: 9.5 }) + 2
  }
  let beside = top + 12
  beside = drawApp(pen, frame, said, right, beside, column)
  beside += heading(
    pen,
    said((words) => words.until),
    right,
    beside,
    column,
  )
  const until = (locale: Locale): string =>
    pen.remember(`until ${locale} ${person.expiresAt}`, () =>
      momentInWords(new Date(person.expiresAt), frame.organisation.timeZone, locale),
    )
  pen.tagged('P', () => {
    for (const [at, locale] of locales.entries())
      beside += pen.paragraph(until(locale), right, beside, column, {
        size: at === 0 ? 9.5 : 8.5,
        ...(at === 0 ? {} : { colour: MUTED }),
      })
  })
  const { contact } = frame.organisation
  if (contact !== null) {
    beside += 8
    beside += heading(
      pen,
      said((words) => words.help),
      right,
      beside,
      column,
    )
    pen.tagged('P', () => {
      beside += pen.paragraph(contact, right, beside, column, { size: 9.5 })
    })
  }
  return Math.max(y, beside) + 10
}

const drawApp = (pen: Pen, frame: SheetFrame, said: Said, x: number, top: number, width: number): number => {
  const { stores, url } = frame.application
  const shops = [
    { name: 'App Store', link: stores.apple },
    { name: 'Google Play', link: stores.google },
  ].filter((shop): shop is { name: string; link: string } => shop.link !== null)
  let y = top
  if (shops.length > 0) {
    y += heading(
      pen,
      said((words) => words.app),
      x,
      y,
      width,
    )
    const side = 17 * MM
    shops.forEach(({ name, link }, at) => {
      const left = x + at * (side + 10 * MM)
      pen.tagged('Figure', () => drawQr(pen, link, left, y, side), said((words) => words.storeAlt(name))[0])
      pen.tagged('P', () => pen.line(name, left, y + side + 2, { size: 8, colour: MUTED }))
    })
    return y + side + 22
  }
  if (url === null) return y
  y += heading(
    pen,
    said((words) => words.appWeb),
    x,
    y,
    width,
  )
  pen.tagged('P', () => {
    for (const part of breakAddress(pen, url.replace(/^https?:\/\//, '').replace(/\/$/, ''), width)) {
      pen.line(part, x, y, { size: 9.5 })
      y += 13.5
    }
  })
  return y + 8
}

const drawFoot = (pen: Pen, person: SheetPerson, said: Said, top: number): void => {
  let y = Math.max(top, 262 * MM)
  const personal = said((words) => words.personal)
  const replaces = person.replaces ? said((words) => words.replaces) : null
  y += both(pen, 'P', personal, LEFT, y, WIDTH, { size: 9, weight: 'bold' })
  if (replaces !== null) both(pen, 'P', replaces, LEFT, y, WIDTH, { size: 9 })
}

const heading = (pen: Pen, [text, other]: [string, string | null], x: number, y: number, width: number): number => {
  let height = 0
  pen.tagged('H2', () => {
    height = pen.paragraph(other === null ? text : `${text} · ${other}`, x, y, width, { size: 10, weight: 'bold' })
  })
  return height + 2
}

/** The second language stands below the first, smaller and lighter. */
const both = (pen: Pen, tag: string, [text, other]: [string, string | null], x: number, y: number, width: number, style: Style): number => {
  let height = 0
  pen.tagged(tag, () => {
    height = pen.paragraph(text, x, y, width, style)
    if (other !== null) height += pen.paragraph(other, x, y + height, width, { ...style, size: style.size * 0.87, colour: MUTED })
  })
  return height
}

/** Vector, without the quiet zone: the paper around is one. Written in units of a module, which keeps the page small. */
const drawQr = (pen: Pen, text: string, x: number, y: number, side: number): void => {
  const { count, rectangles } = pen.remember(`qr ${text}`, () => pictureOf(text))
  const unit = side / count
  pen.doc.addContent(`q ${unit.toFixed(4)} 0 0 ${unit.toFixed(4)} ${x.toFixed(3)} ${y.toFixed(3)} cm 0 0 0 rg ${rectangles} f Q`)
}

const pictureOf = (text: string): { count: number; rectangles: string } => {
  const modules = qrModules(text)
  const rectangles = modules.flatMap((row, line) => darkRuns(row).map(([start, length]) => `${start} ${line} ${length} 1 re`)).join(' ')
  return { count: modules.length, rectangles }
}
