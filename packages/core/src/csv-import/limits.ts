// How large a file of people may be, and its parts.

/** People in one file. */
export const IMPORT_MAX_ROWS = 1_000_000
/** 1 GB. */
export const IMPORT_MAX_BYTES = 1_000_000_000
/** UTF-16 units of one record, line breaks within quotes included. */
export const IMPORT_MAX_RECORD = 65_536
/** UTF-16 units of one cell. */
export const IMPORT_MAX_CELL = 10_000
export const IMPORT_MAX_COLUMNS = 200
/** People in a sheet of a spreadsheet, which takes more to read than text. */
export const IMPORT_MAX_SHEET_ROWS = 50_000
