// A spreadsheet that waits: looked at sheet by sheet, then read as somebody says.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError, matchColumns } from '@foyer/core'
import type { Deps, ManagementDeps } from '../deps.ts'
import type { Caller } from '../management/caller.ts'
import type { StoredImport } from '../store/import.port.ts'
import { readSettings } from './create-import.ts'
import { requireImport } from './import-access.ts'
import { columnsRefusal, columnView, importView, shownState } from './import-view.ts'
import { filledSheets, queueUnpacking } from './receive-spreadsheet.ts'
import { fileRefused } from './refuse-file.ts'
import { openWorkbook } from './spreadsheet/open-workbook.ts'
import { SpreadsheetFault } from './spreadsheet/spreadsheet-fault.ts'
import { storedSpreadsheet } from './stored-spreadsheet.ts'

const SHOWN_ROWS = 6

/** @throws FoyerError `import_not_open` unless a whole spreadsheet waits, `file_refused` */
export const lookAtImport = async (
  deps: Pick<Deps, 'config' | 'store' | 'keys'>,
  { locale }: Pick<Caller, 'locale'>,
  id: string,
  { sheet: asked }: ParsedInputOf<'imports.look'>,
): Promise<OutputOf<'imports.look'>> => {
  const job = await requireWaiting(deps, id)
  return withRefusal(async () => {
    const book = await openWorkbook(storedSpreadsheet(deps, job))
    const sheet = asked ?? (await filledSheets(book))[0] ?? ''
    const [header, ...rows] = await book.firstRows(sheet, SHOWN_ROWS)
    if (header === undefined) throw fileRefused('file_empty', null)
    const { columns } = matchColumns(
      header.cells.map((cell) => cell.trim()),
      deps.config.settings.profile,
    )
    const isSecret = (at: number): boolean => columns[at]?.field === 'initialPassword'
    return {
      encoding: null,
      delimiter: null,
      worksheets: book.sheets.map((one) => ({ ...one })),
      sheet,
      columns: columns.map(columnView),
      refusal: columnsRefusal(columns, job.options.matchByEmail, locale),
      rows: rows.map(({ cells }) => cells.map((cell, at) => (isSecret(at) ? '' : cell))),
    }
  })
}

/** @throws FoyerError as `imports.create`; `import_not_open`; `file_refused` (the import waits on) */
export const beginImport = async (
  deps: ManagementDeps,
  caller: Caller,
  id: string,
  input: ParsedInputOf<'imports.begin'>,
): Promise<OutputOf<'imports.begin'>> => {
  const job = await requireWaiting(deps, id)
  const options = readSettings(deps, caller, { ...input, hold: true })
  await withRefusal(async () => {
    const book = await openWorkbook(storedSpreadsheet(deps, job))
    await queueUnpacking(deps, job, book, { name: input.name ?? job.name, options })
  })
  return importView(deps, await requireImport(deps, id), caller.locale)
}

const requireWaiting = async (deps: Pick<Deps, 'store'>, id: string): Promise<StoredImport> => {
  const job = await requireImport(deps, id)
  if (job.state !== 'reading' || job.workbook?.sheets == null) throw new FoyerError('import_not_open', { state: shownState(job) })
  return job
}

const withRefusal = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SpreadsheetFault) throw fileRefused(error.code, error.line)
    throw error
  }
}
