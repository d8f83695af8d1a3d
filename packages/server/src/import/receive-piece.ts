// Takes in one piece of a file. Every piece is one transaction: what was answered is kept, and the next one may go to any server.

import { setImmediate as breathe } from 'node:timers/promises'
import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { checkPassword, FoyerError, IMPORT_MAX_BYTES, type ImportValues, isFoyerError, type RowFaultCode } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Caller } from '../management/caller.ts'
import { commonPasswords } from '../password/common-passwords.ts'
import type { StoredImport } from '../store/import.port.ts'
import { requireImport } from './import-access.ts'
import { importView } from './import-view.ts'
import { type FileRefusal, type Reading, type RowSettings, readPiece, startReading } from './read-piece.ts'

/**
 * The same piece again is taken as received. With `last` the plan is begun.
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
  if (offset + bytes.length <= job.bytes && (job.state !== 'reading' || !last)) return importView(job, caller.locale)
  if (job.failure !== null) throw refusal(job.failure.code, job.failure.line)
  if (job.state !== 'reading') throw new FoyerError('import_not_open', { state: job.state })
  if (offset > job.bytes) throw new FoyerError('upload_out_of_place', { received: job.bytes })
  const fresh = bytes.subarray(job.bytes - offset)
  const received = job.bytes + fresh.length
  const read =
    received > IMPORT_MAX_BYTES
      ? { fault: 'file_too_large' as const, line: null }
      : await readPiece(readState(deps, job), fresh, last, {
          ...job.options,
          reader: await rowSettings(deps, job),
          breathe: () => breathe(),
        })
  if (read.fault !== null) return refuse(deps, job, read.fault, read.line)
  if (last && read.state.rows === 0) return refuse(deps, job, 'file_empty', null)
  const kept = await deps.store.transaction(async (tx) => {
    const now = await tx.lockImport(id, 'reading')
    // Somebody else sent the same piece at this moment.
    if (now === null || now.bytes !== job.bytes) return false
    await tx.addImportRows(id, read.rows)
    const reader = last ? null : seal(deps.keys, 'seal/import', read.state)
    await tx.saveReading(id, { reader, bytes: received, rows: read.state.rows, columns: read.state.columns })
    return true
  })
  if (kept && last) deps.wakeImports()
  return importView(await requireImport(deps, id), caller.locale)
}

const readState = (deps: ManagementDeps, { reader, bytes }: StoredImport): Reading => {
  if (reader === null && bytes === 0) return startReading
  const state = reader === null ? undefined : (unseal(deps.keys, 'seal/import', reader) as Reading | undefined)
  if (state === undefined) throw new FoyerError('import_not_open', { state: 'failed' })
  return state
}

const rowSettings = async (deps: ManagementDeps, { options }: StoredImport): Promise<RowSettings> => {
  const isCommon = await commonPasswords()
  return {
    schema: deps.config.settings.profile,
    timeZone: deps.config.settings.timeZone,
    clear: options.clear,
    sealPassword: (password, values) => {
      const fault = passwordFault(deps, password, values, isCommon)
      return fault === null ? { sealed: seal(deps.keys, 'seal/import', password) } : { fault }
    },
  }
}

const passwordFault = (
  deps: ManagementDeps,
  password: string,
  values: ImportValues,
  isCommon: (candidate: string) => boolean,
): RowFaultCode | null => {
  const personWords = [values.firstName, values.lastName, values.externalId, values.email?.canonical].filter((word) => word != null)
  try {
    checkPassword(password, { minLength: deps.config.minPasswordLength, maxLength: 256, personWords, isCommon })
    return null
  } catch (error) {
    if (isFoyerError(error, 'password_too_short', 'password_too_long', 'password_common', 'password_personal')) return error.code
    throw error
  }
}

const refuse = async (deps: ManagementDeps, { id }: StoredImport, code: FileRefusal, line: number | null): Promise<never> => {
  await deps.store.endImport(id, ['reading'], 'failed', { code, line })
  throw refusal(code, line)
}

const refusal = (reason: string, line: number | null) => new FoyerError('file_refused', { reason, line })
