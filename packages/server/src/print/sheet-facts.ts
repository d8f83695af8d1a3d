// The lower half of a sheet: what one needs, how to get the app, until when it is valid, and whom to ask.

import { momentInWords } from '../mail/moment-in-words.ts'
import type { Locale } from '../text.ts'
import type { Pen } from './pen.ts'
import type { SheetFrame, SheetPerson } from './sheet-data.ts'
import { both, breakAddress, drawQr, heading, LEFT, LINE, MM, MUTED, RIGHT, type Said, WIDTH } from './sheet-parts.ts'
import { type SheetTexts, sheetTexts } from './sheet-texts.ts'

export const drawFacts = (pen: Pen, frame: SheetFrame, person: SheetPerson, said: Said, locales: readonly Locale[], top: number): void => {
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
  y += 8
  y += both(
    pen,
    'P',
    said((words) => words.personal),
    LEFT,
    y,
    column,
    { size: 9, weight: 'bold' },
  )
  if (person.replaces)
    both(
      pen,
      'P',
      said((words) => words.replaces),
      LEFT,
      y + 3,
      column,
      { size: 9 },
    )
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
