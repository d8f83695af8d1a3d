// Reads a spreadsheet that is there whole into rows, some at a time. Whoever takes over from a killed server reads it anew and goes on after
// the last row that is kept.

import { type CsvRecord, IMPORT_MAX_SHEET_ROWS } from '@foyer/core'
import type { Deps } from '../deps.ts'
import type { ReadImportRow, StoredImport } from '../store/import.port.ts'
import { type RecordState, readRecords } from './read-records.ts'
import type { FileRefusal } from './refusal-words.ts'
import { rowSettings } from './row-settings.ts'
import { openWorkbook } from './spreadsheet/open-workbook.ts'
import { SpreadsheetFault } from './spreadsheet/spreadsheet-fault.ts'
import { storedSpreadsheet } from './stored-spreadsheet.ts'
import type { Step, Turn } from './take-turn.ts'

export interface Pace {
  breathe: () => Promise<void>
  /** False when the server is about to stop: what is not kept yet is left to others. */
  goesOn: () => boolean
}

type UnpackDeps = Pick<Deps, 'config' | 'store' | 'keys'>

/** Rows of one transaction. */
const KEPT_AT_ONCE = 1_000

/** @returns null when it is whole, was refused, or the turn was lost */
export const unpackImport = async (deps: UnpackDeps, job: StoredImport, turn: Turn, pace: Pace): Promise<Step | null> => {
  try {
    return await unpack(deps, job, turn, pace)
  } catch (error) {
    if (!(error instanceof SpreadsheetFault)) throw error
    return refuse(deps, job, error.code, error.line)
  }
}

const unpack = async (deps: UnpackDeps, job: StoredImport, turn: Turn, { breathe, goesOn }: Pace): Promise<Step | null> => {
  const { columns, prefer, matchByEmail } = job.options
  const reader = { columns, prefer, matchByEmail, reader: await rowSettings(deps, job), maxRows: IMPORT_MAX_SHEET_ROWS, breathe }
  const book = await openWorkbook(storedSpreadsheet(deps, job))
  let state: RecordState = { rows: 0, columns: null }
  let waiting: CsvRecord[] = []
  for await (const records of book.rows(job.workbook?.sheet ?? '')) {
    if (!goesOn()) return { rows: 0, left: null }
    await breathe()
    waiting.push(...records)
    if (waiting.length < KEPT_AT_ONCE) continue
    const read = await readRecords(state, waiting, reader, 'file_sheet_too_long')
    if (read.fault !== null) return refuse(deps, job, read.fault, read.line)
    if (!(await keep(deps, job, turn, read.state, read.rows, false))) return null
    state = read.state
    waiting = []
  }
  const read = await readRecords(state, waiting, reader, 'file_sheet_too_long')
  if (read.fault !== null) return refuse(deps, job, read.fault, read.line)
  if (read.state.rows === 0) return refuse(deps, job, 'file_empty', null)
  await keep(deps, job, turn, read.state, read.rows, true)
  return null
}

/** Rows that an earlier try kept already are passed over. @returns false when the turn was lost */
const keep = (
  { store }: UnpackDeps,
  job: StoredImport,
  turn: Turn,
  { rows: count, columns }: RecordState,
  rows: readonly ReadImportRow[],
  isWhole: boolean,
): Promise<boolean> =>
  store.transaction(async (tx) => {
    const now = await tx.lockImport(job.id, 'unpacking', { id: job.id, ...turn })
    if (now === null) return false
    await tx.addImportRows(
      job.id,
      rows.filter(({ number }) => number > now.rows),
    )
    if (isWhole) await tx.dropImportPieces(job.id)
    await tx.saveReading(job.id, { reader: isWhole ? null : UNPACKING, bytes: now.bytes, rows: Math.max(count, now.rows), columns })
    return true
  })

/** Stands where the reader of a text has what it has not read yet: all of it is in the pieces. */
const UNPACKING = ''

const refuse = async ({ store }: UnpackDeps, { id }: StoredImport, code: FileRefusal, line: number | null): Promise<null> => {
  await store.endImport(id, ['unpacking'], 'failed', { code, line })
  return null
}
