// What a spreadsheet makes of an exported cell.

import { expect, it } from 'vitest'
import { cell } from './csv.ts'

it.each([
  ['=1+1', "'=1+1"],
  ['+49 221', "'+49 221"],
  ['-', "'-"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['Müller; "Ada"', '"Müller; ""Ada"""'],
  ['zwei\nZeilen', '"zwei\nZeilen"'],
  [null, ''],
  ['Łukasz 🦊', 'Łukasz 🦊'],
])('takes %j for text', (value, written) => expect(cell(value)).toBe(written))
