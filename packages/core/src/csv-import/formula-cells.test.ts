import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withFormula, withoutFormula } from './formula-cells.ts'
import { splitRecords } from './split-records.ts'
import { writeCsv } from './write-csv.ts'

describe('cells that look like formulas', () => {
  it.each(['=1+1', '+49 221 1234', '-5', '@SUM(A1)', '\t=1', "'=1", "''+1", '＝1'])(
    'leave %j harmless and come back as they were',
    (cell) => {
      expect(withoutFormula(cell)).toBe(`'${cell}`)
      expect(withFormula(withoutFormula(cell))).toBe(cell)
    },
  )

  it.each(['Weber', "O'Neil", "'s Gravenhage", '', ' ', '5=5'])('leaves %j alone', (cell) => {
    expect(withoutFormula(cell)).toBe(cell)
    expect(withFormula(cell)).toBe(cell)
  })

  it('come back from a file, whatever they are', () => {
    const cell = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ';', '\t', 'a', ' ', '\n', 'ü'), maxLength: 8 })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        const { records } = splitRecords(writeCsv([cells]), { delimiter: ';', line: 1, last: true })
        expect(records[0]?.cells.map(withFormula)).toEqual(cells)
        for (const written of records[0]?.cells ?? []) expect(written).not.toMatch(/^[=+\-@\t]/)
      }),
      { numRuns: 1_000 },
    )
  })
})
