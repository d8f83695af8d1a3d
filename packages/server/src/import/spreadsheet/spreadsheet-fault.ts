// Why a spreadsheet cannot be read, thrown from wherever it is found out.

export type SpreadsheetFaultCode =
  | 'file_is_spreadsheet'
  | 'file_is_xls'
  | 'file_is_protected'
  | 'file_has_macros'
  | 'file_damaged'
  | 'file_spreadsheet_too_large'
  | 'file_unpacks_too_large'
  | 'file_sheet_too_long'
  | 'file_sheet_unnamed'
  | 'file_sheet_unknown'
  | 'file_too_many_columns'
  | 'file_cell_too_long'

export class SpreadsheetFault extends Error {
  override readonly name = 'SpreadsheetFault'
  readonly code: SpreadsheetFaultCode
  /** Row of the sheet. */
  readonly line: number | null

  constructor(code: SpreadsheetFaultCode, line: number | null = null, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.line = line
  }
}
