// What a spreadsheet made of a cell before anybody saw it: 4,9E+11 in place of a number, a day in place of a number, a failed formula.

import type { ImportField } from './import-field.ts'
import type { RowFaultCode } from './import-values.ts'

/** As it is written where a column is too narrow; always with a sign after the E, which numbers of one's own do not have. */
const EXPONENT = /^[+-]?\d+(?:[.,]\d+)?E[+-]\d{1,3}$/i
/** Formulas that failed, by what spreadsheets write in German and in English; a row of signs where a column was too narrow. */
const FAILED =
  /^(?:#(?:WERT|VALUE|BEZUG|REF|NAME|DIV\/0|ZAHL|NUM|NULL|ÜBERLAUF|SPILL|KALK|CALC|FELD|FIELD|BLOCKIERT|BLOCKED|GETTING_DATA)[!?]?|#{2,})$/iu
const MONTH = '(?:Jan|Feb|Mrz|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Sept|Okt|Oct|Nov|Dez|Dec)[a-zä]*'
/** "01. Mrz", "Mrz 05", "1-Mar", "Mar-05", "01.03.2026", "2026-03-01 00:00:00". */
const DAY = new RegExp(
  `^(?:\\d{1,2}[.\\-/ ]+${MONTH}\\.?(?:[.\\-/ ]+\\d{2,4})?|${MONTH}\\.?[.\\-/ ]+\\d{2,4}|\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:\\d{4}|\\d{2})?|\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{4}-\\d{2}-\\d{2})(?:[T ]\\d{1,2}:\\d{2}.*)?$`,
  'iu',
)
/** Details that are numbers to look at and texts to keep. */
const NUMBERS: ReadonlySet<string> = new Set<ImportField>(['externalId', 'postcode'])
const LONGEST = 40

/** Null where nothing is wrong. Takes a trimmed cell. */
export const spoiltBy = (field: ImportField, text: string): Extract<RowFaultCode, `excel_${string}`> | null => {
  if (text.length > LONGEST) return null
  if (text.startsWith('#') && FAILED.test(text)) return 'excel_error'
  if (EXPONENT.test(text)) return 'excel_number'
  return NUMBERS.has(field) && DAY.test(text) ? 'excel_date' : null
}
