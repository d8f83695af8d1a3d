// The end of an import's writing: sheets for those who are to have some, passwords wiped, and the event that tells of it.

import { actorName } from '@foyer/core'
import type { StoredImport } from '../store/import.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import { listForSheets, prepareNextSheets } from './run-sheets.ts'
import type { Turn } from './take-turn.ts'

type FinishDeps = Parameters<typeof prepareNextSheets>[0]

const WIPED_AT_ONCE = 500

/** Nobody hashes an initial password any more when all rows had their turn. */
export const finishWriting = async (deps: FinishDeps, job: StoredImport, turn: Turn): Promise<number | null> => {
  const lock = (tx: StoreTransaction) => tx.lockImport(job.id, 'writing', { id: job.id, ...turn })
  const held = await deps.store.transaction(lock)
  if (held === null || held.cursor !== job.cursor) return null
  const printed = await prepareNextSheets(deps, held)
  if (printed > 0) return printed
  return deps.store.transaction(async (tx) => {
    const locked = await lock(tx)
    if (locked === null) return null
    const listed = await listForSheets(tx, locked)
    if (listed > 0) return listed
    const wiped = await tx.wipePasswords(job.id, WIPED_AT_ONCE)
    if (wiped > 0) return wiped
    await tx.finishImport(job.id)
    const { outcomes, mails, failed } = locked.results
    await tx.addEvents(null, [{ type: 'import.finished', data: { importId: job.id, ...outcomes, mails, failed } }], actorName(locked.actor))
    return null
  })
}
