// Tests of what the embedded fonts can set, against the fonts themselves.

import PDFDocument from 'pdfkit'
import { expect, it } from 'vitest'
import { isSettable, registerFonts, scriptOf } from './sheet-fonts.ts'
import { runsOf } from './text-runs.ts'

const NAMES = [
  'Zoë Özdemir',
  'Łukasz Żółć',
  'Nguyễn Thị Ánh',
  'Ελένη Παπαδοπούλου',
  'Щербакова Юлія',
  'محمد العربي',
  'شیرین گل',
  'O’Neil-Straße 12 · Nr. 5',
  'İğdır',
]

it('has a glyph for every letter of the names that it says it can set', () => {
  const doc = new PDFDocument({ autoFirstPage: false })
  registerFonts(doc)
  for (const name of NAMES) {
    expect(isSettable(name), name).toBe(true)
    for (const run of runsOf(name, 'bold')) {
      const { font } = (doc.font(run.font) as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font
      for (const character of run.text) expect(font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0), `${name}: ${character}`).toBe(true)
    }
  }
})

it('says so of names in other scripts', () => {
  for (const name of ['李小龙', 'ユキ', 'שרה', 'सीता', 'Mia 🙂']) expect(isSettable(name), name).toBe(false)
})

it('sets a line in the direction of its first letter, with each part in its own', () => {
  const shown = (text: string) => runsOf(text, 'regular').map((run) => [run.text, run.font])
  expect(scriptOf('م')).toBe('arabic')
  expect(shown('Mia Weber')).toEqual([['Mia Weber', 'latin-regular']])
  expect(shown('محمد Ali')).toEqual([
    ['Ali', 'latin-regular'],
    ['محمد ', 'arabic-regular'],
  ])
  expect(shown('Ali محمد علي 12')).toEqual([
    ['Ali ', 'latin-regular'],
    ['محمد علي', 'arabic-regular'],
    [' 12', 'latin-regular'],
  ])
})
