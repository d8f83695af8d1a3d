// Cells that a spreadsheet would run as a formula: made harmless on the way out, restored on the way in.

/** What spreadsheets take for the beginning of a formula, full-width forms included (OWASP, CSV injection). */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** An apostrophe before it: spreadsheets show the text and run nothing. */
export const withoutFormula = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)

/** Takes away what `withoutFormula` put there, and nothing else. */
export const withFormula = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell)
