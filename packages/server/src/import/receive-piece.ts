// Takes in one piece of a file, part by part. Each part is one transaction: what was kept stays, and whatever comes next may go to any server.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError, IMPORT_MAX_BYTES, IMPORT_MAX_ROWS } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { giveWay } from '../jobs/give-way.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Caller } from '../management/caller.ts'
import type { PreparedPart, ReadImportRow, StoredImport } from '../store/import.port.ts'
import { preparePart } from '../store/import-pieces.store.ts'
import { fileKind } from './file-kind.ts'
import { requireImport } from './import-access.ts'
import { importView, shownState } from './import-view.ts'
import { type Reading, readPiece, startReading } from './read-piece.ts'
import { receiveSpreadsheet } from './receive-spreadsheet.ts'
import { fileRefused, refuseFile } from './refuse-file.ts'
import { rowSettings } from './row-settings.ts'
import { peopleSignIn } from './watch-sign-ins.ts'

/**
 * The same piece again is taken as received. With `last` the plan is begun, or a spreadsheet is read.
 * @throws FoyerError `upload_out_of_place` (its details say how much is there), `file_refused`, `import_not_open`.
 */
export const receivePiece = async (
  deps: ManagementDeps,
  caller: Caller,
  id: string,
  { offset, last = false }: ParsedInputOf<'imports.upload'>,
  bytes: Uint8Array,
): Promise<OutputOf<'imports.upload'>> => {
  const job = await requireImport(deps, id)
  const isThere = offset + bytes.length <= job.bytes
  if (isThere && (job.state !== 'reading' || !last || job.workbook?.sheets != null)) return importView(deps, job, caller.locale)
  if (job.failure !== null) throw fileRefused(job.failure.code, job.failure.line)
  if (job.state !== 'reading') throw new FoyerError('import_not_open', { state: shownState(job) })
  if (offset > job.bytes) throw new FoyerError('upload_out_of_place', { received: job.bytes })
  const fresh = bytes.subarray(job.bytes - offset)
  const kind = job.workbook !== null ? 'spreadsheet' : job.bytes === 0 ? fileKind(fresh) : 'text'
  if (kind === 'spreadsheet') {
    await receiveSpreadsheet(deps, job, fresh, last)
    return importView(deps, await requireImport(deps, id), caller.locale)
  }
  if (kind !== 'text') return refuseFile(deps, job, kind, null)
  await receiveText(deps, job, fresh, last)
  return importView(deps, await requireImport(deps, id), caller.locale)
}

/** Read at once: the database keeps the rows of one part while the next one is read. */
const PART_BYTES = 64 * 1024
/** While people sign in. */
const GENTLE_PART_BYTES = 16 * 1024

const receiveText = async (deps: ManagementDeps, job: StoredImport, fresh: Uint8Array, last: boolean): Promise<void> => {
  if (job.bytes + fresh.length > IMPORT_MAX_BYTES) return refuseFile(deps, job, 'file_too_large', null)
  const reader = await rowSettings(deps, job)
  const options = { ...job.options, maxRows: IMPORT_MAX_ROWS, reader, breathe: () => giveWay(deps) }
  let state = readState(deps, job)
  let underWay: Promise<boolean> = Promise.resolve(true)
  const isGentle = () => peopleSignIn(deps.hasher)
  let at = 0
  do {
    const part = fresh.subarray(at, at + (isGentle() ? GENTLE_PART_BYTES : PART_BYTES))
    const isLast = last && at + part.length === fresh.length
    const read = await readPiece(state, part, isLast, options)
    const place = { from: job.bytes + at, length: part.length, isEnd: at + part.length === fresh.length, isLast }
    // The database keeps the part before meanwhile.
    const prepared = read.fault === null ? { ...read, part: prepare(deps, job.id, place, read) } : read
    // Somebody else sent the same piece at this moment.
    if (!(await underWay)) return
    if (prepared.fault !== null) return refuseFile(deps, job, prepared.fault, prepared.line)
    if (isLast && prepared.state.rows === 0) return refuseFile(deps, job, 'file_empty', null)
    state = prepared.state
    underWay = deps.store.keepPart(prepared.part)
    // It is waited for above or below; until then a failure must not count as nobody's.
    underWay.catch(() => undefined)
    at += part.length
  } while (at < fresh.length)
  if ((await underWay) && last) deps.wakeImports()
}

const prepare = (
  deps: ManagementDeps,
  id: string,
  { from, length, isEnd, isLast }: { from: number; length: number; isEnd: boolean; isLast: boolean },
  { state, rows }: { state: Reading; rows: readonly ReadImportRow[] },
): PreparedPart =>
  preparePart(id, {
    from,
    state: {
      reader: isLast ? null : seal(deps.keys, 'seal/import', state),
      bytes: from + length,
      rows: state.rows,
      columns: state.columns,
    },
    rows,
    // Only the whole piece is answered, and its end is waited for.
    commits: isEnd ? 'on_disk' : 'later',
  })

const readState = (deps: ManagementDeps, { reader, bytes }: StoredImport): Reading => {
  if (reader === null && bytes === 0) return startReading
  const state = reader === null ? undefined : (unseal(deps.keys, 'seal/import', reader) as Reading | undefined)
  if (state === undefined) throw new FoyerError('import_not_open', { state: 'failed' })
  return state
}
