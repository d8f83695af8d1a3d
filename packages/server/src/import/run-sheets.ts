// Invites those of an import who have no address by info sheets, in batches as any others: to be fetched when it has run.

import { actorName, isFoyerError } from '@foyer/core'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../deps.ts'
import { KEPT_MS, MAX_SHEETS, type SheetRequest } from '../management/create-sheets.ts'
import { prepareSheets } from '../management/prepare-sheets.ts'
import type { StoredImport } from '../store/import.port.ts'
import type { StoreTransaction } from '../store/store.ts'

/**
 * Puts the next people into a batch, in the transaction that has locked the import.
 * @returns how many; 0 when nobody is left, or no sheets are asked for
 */
export const listForSheets = async (tx: StoreTransaction, { id, options, results, actor, cursor }: StoredImport): Promise<number> => {
  if (options.sheets !== 'now' || results.sheetsListed === true) return 0
  const { sheets = [] } = results
  const offset = sheets.reduce((sum, { count }) => sum + count, 0)
  const chosen = await tx.listForSheets(id, { offset, limit: MAX_SHEETS })
  const isLast = chosen.length < MAX_SHEETS
  if (chosen.length === 0) {
    await tx.saveWriting(id, { cursor, results: { ...results, sheetsListed: true } })
    return 0
  }
  const batch = { id: uuidv7(), count: chosen.length }
  const request: SheetRequest = {
    application: options.application,
    validDays: null,
    locales: null,
    lost: false,
    message: options.message ?? null,
    printedBefore: [],
  }
  await tx.insertSheetBatch({ id: batch.id, request: { ...request }, chosen, skipped: [], actor: actorName(actor), keptMs: KEPT_MS })
  await tx.saveWriting(id, { cursor, results: { ...results, sheets: [...sheets, batch], sheetsListed: isLast } })
  return batch.count
}

/** Invites the next people of a batch that is not ready. @returns how many had their turn; 0 when all are ready */
export const prepareNextSheets = async (deps: Pick<Deps, 'config' | 'store' | 'keys'>, job: StoredImport): Promise<number> => {
  const { sheets = [], sheetsDone = 0 } = job.results
  const batch = sheets[sheetsDone]
  if (batch === undefined) return 0
  const { done, total } = await prepareSheets(deps, { actor: job.actor }, batch.id).catch((error: unknown) => {
    // Nobody worked on it for a day: whoever is left is printed by hand.
    if (isFoyerError(error, 'sheets_not_found')) return { done: batch.count, total: batch.count }
    throw error
  })
  if (done >= total)
    await deps.store.transaction(async (tx) => {
      const locked = await tx.lockImport(job.id, 'writing')
      if (locked !== null)
        await tx.saveWriting(job.id, { cursor: locked.cursor, results: { ...locked.results, sheetsDone: sheetsDone + 1 } })
    })
  return Math.max(1, done)
}
