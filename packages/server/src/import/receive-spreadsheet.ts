// Takes in a spreadsheet piece by piece. What is in it stands at its end, so the pieces wait in the database, sealed, until it is there whole.

import { FoyerError } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { sealBytes } from '../keys/seal-bytes.ts'
import type { ImportSettings, StoredImport } from '../store/import.port.ts'
import { refuseFile } from './refuse-file.ts'
import { openWorkbook, type Workbook } from './spreadsheet/open-workbook.ts'
import { SpreadsheetFault } from './spreadsheet/spreadsheet-fault.ts'
import { storedSpreadsheet } from './stored-spreadsheet.ts'

/** 50 MB: far above what 50,000 people take. */
const MAX_BYTES = 50_000_000
/** Sheets that are looked into for one that has something in it. */
const LOOKED_INTO = 30

type SpreadsheetDeps = Pick<ManagementDeps, 'store' | 'keys' | 'wakeImports'>

/** @throws FoyerError `file_refused` */
export const receiveSpreadsheet = async (deps: SpreadsheetDeps, job: StoredImport, fresh: Uint8Array, last: boolean): Promise<void> => {
  const { id } = job
  const bytes = job.bytes + fresh.length
  if (bytes > MAX_BYTES) return refuseFile(deps, job, 'file_spreadsheet_too_large', null)
  const workbook = job.workbook ?? { sheets: null, sheet: null }
  const sealed = sealBytes(deps.keys, 'seal/import', fresh)
  const isKept = await deps.store.transaction(async (tx) => {
    const now = await tx.lockImport(id, 'reading')
    // Somebody else sent the same piece at this moment.
    if (now === null || now.bytes !== job.bytes) return false
    if (fresh.length > 0) await tx.addImportPiece(id, job.bytes, sealed)
    await tx.saveSpreadsheet(id, { bytes, workbook })
    return true
  })
  if (!isKept || !last) return
  try {
    await finishSending(deps, { ...job, bytes, workbook })
  } catch (error) {
    if (error instanceof SpreadsheetFault) return refuseFile(deps, job, error.code, error.line)
    throw error
  }
}

/** What is no plain .xlsx is refused here already; a sheet is read by the runner. */
const finishSending = async (deps: SpreadsheetDeps, job: StoredImport): Promise<void> => {
  const book = await openWorkbook(storedSpreadsheet(deps, job))
  const sheets = book.sheets.map(({ name, hidden }) => ({ name, hidden }))
  if (!job.options.hold) return queueUnpacking(deps, job, book, { name: job.name, options: job.options })
  await deps.store.transaction(async (tx) => {
    const now = await tx.lockImport(job.id, 'reading')
    if (now !== null) await tx.saveSpreadsheet(job.id, { bytes: job.bytes, workbook: { sheets, sheet: null } })
  })
}

/**
 * Has the runner read the sheet that is named, or the only one with something in it.
 * @throws SpreadsheetFault `file_sheet_unknown`, `file_sheet_unnamed`
 */
export const queueUnpacking = async (
  deps: SpreadsheetDeps,
  job: StoredImport,
  book: Workbook,
  { name, options }: { name: string | null; options: ImportSettings },
): Promise<void> => {
  const sheets = book.sheets.map((sheet) => ({ ...sheet }))
  const filled = options.sheet === null ? await filledSheets(book) : [options.sheet]
  const [sheet] = filled
  if (sheet === undefined || filled.length > 1) throw new SpreadsheetFault(sheet === undefined ? 'file_damaged' : 'file_sheet_unnamed')
  if (!sheets.some((one) => one.name === sheet)) throw new SpreadsheetFault('file_sheet_unknown')
  await deps.store.transaction(async (tx) => {
    const now = await tx.lockImport(job.id, 'reading')
    if (now === null) throw new FoyerError('import_not_open', { state: job.state })
    await tx.queueUnpacking(job.id, { name, options, workbook: { sheets, sheet } })
  })
  deps.wakeImports()
}

/** Visible sheets with something in them; the first one where none has. */
export const filledSheets = async (book: Workbook): Promise<string[]> => {
  const visible = book.sheets.filter(({ hidden }) => !hidden)
  const shown = visible.length === 0 ? book.sheets : visible
  if (shown.length === 1) return shown.map(({ name }) => name)
  const filled: string[] = []
  for (const { name } of shown.slice(0, LOOKED_INTO)) if (await book.hasRows(name)) filled.push(name)
  return filled.length > 0 ? filled : shown.slice(0, 1).map(({ name }) => name)
}
