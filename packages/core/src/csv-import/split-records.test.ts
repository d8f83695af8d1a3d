import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectDelimiter } from './detect-delimiter.ts'
import { IMPORT_MAX_CELL, IMPORT_MAX_COLUMNS, IMPORT_MAX_RECORD } from './limits.ts'
import { type Delimiter, splitRecords } from './split-records.ts'
import { writeCsv } from './write-csv.ts'

const all = (text: string, delimiter: Delimiter = ';') => splitRecords(text, { delimiter, line: 1, last: true })
const cells = (text: string, delimiter: Delimiter = ';') => all(text, delimiter).records.map((record) => record.cells)

describe('splitting a file into records', () => {
  it.each([
    ['LF', 'a;b\nc;d\n'],
    ['CRLF', 'a;b\r\nc;d\r\n'],
    ['CR', 'a;b\rc;d\r'],
    ['no line break at the end', 'a;b\nc;d'],
    ['empty lines between', '\n\na;b\n\nc;d\n\n'],
    ['quotes around everything', '"a";"b"\n"c";"d"\n'],
  ])('reads %s', (_, text) => {
    expect(cells(text)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('keeps line breaks, separators and doubled quotes within quotes', () => {
    expect(cells('"Köln\r\nNord";"a;b";"sagt ""hallo"""\n')).toEqual([['Köln\nNord', 'a;b', 'sagt "hallo"']])
  })

  it('takes a quote within a cell, or text after a closing one, as it is', () => {
    expect(cells('5" Rohr;"a"b;c\n')).toEqual([['5" Rohr', 'ab', 'c']])
  })

  it('gives rows as many cells as they have', () => {
    expect(cells('a;b;c\nd\ne;f;g;h\n')).toEqual([['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h']])
  })

  it('tells the line of the file at which each record begins', () => {
    expect(all('h\n\n"a\nb\nc";x\nd\n').records.map(({ line }) => line)).toEqual([1, 3, 6])
  })

  it('reads the same whatever the pieces are that it comes in', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ';', '\n', '\r', "'", ' ', '=', '🎉'), maxLength: 6 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(table, fc.array(fc.nat(60), { maxLength: 8 }), (rows, cuts) => {
        const text = writeCsv(rows)
        const whole = all(text)
        const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b)
        const read = []
        let state = { rest: '', line: 1 }
        for (const [at, place] of places.slice(1).entries()) {
          const piece = state.rest + text.slice(places[at], place)
          const split = splitRecords(piece, { delimiter: ';', line: state.line, last: at === places.length - 2 })
          expect(split.fault).toBeNull()
          read.push(...split.records)
          state = split
        }
        expect(read).toEqual(whole.records)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['a line without an end', 'x'.repeat(IMPORT_MAX_RECORD + 1), 'file_line_too_long'],
    ['a quote that never closes, over many lines', `"${'x\n'.repeat(IMPORT_MAX_RECORD / 2 + 1)}`, 'file_line_too_long'],
    ['a quote that is open at the end', 'a;b\n"c;d', 'file_quote_open'],
    ['a cell that is too long', `a;${'x'.repeat(IMPORT_MAX_CELL + 1)}`, 'file_cell_too_long'],
    ['too many columns', ';'.repeat(IMPORT_MAX_COLUMNS), 'file_too_many_columns'],
  ])('refuses %s', (_, text, code) => {
    expect(all(text).fault?.code).toBe(code)
  })

  it('refuses what has no line break before all of it has come', () => {
    const early = splitRecords('x'.repeat(IMPORT_MAX_RECORD + 1), { delimiter: ';', line: 1, last: false })
    expect(early.fault).toEqual({ code: 'file_line_too_long', line: 1 })
  })
})

describe('finding the separator', () => {
  it.each([
    [';', 'Name;E-Mail;Ort\nWeber, Mia;mia@example.com;Köln, Nord\n'],
    [',', 'name,email,place\nWeber,mia@example.com,Cologne\n'],
    ['\t', 'name\temail\nWeber, Mia; Dr.\tmia@example.com\n'],
    ['|', 'name|email\nWeber|mia@example.com\n'],
    [';', 'Name;"a,b,c,d,e,f"\nWeber;"x,y,z"\n'],
    ['\t', 'sep=\t\r\nName;Vorname\tOrt\n'],
    [';', 'Personalnummer\nP-1\n'],
    ['\t', 'Nr\tNachname, Vorname\nZ-1\tPeters, Jan\n'],
  ])('%j', (delimiter, text) => {
    expect(detectDelimiter(text)).toBe(delimiter)
  })
})
