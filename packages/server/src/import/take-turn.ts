// One batch in one transaction, which is kept only if it still is the batch's turn when all of it is done.

import type { Deps } from '../deps.ts'
import type { StoredImport } from '../store/import.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import type { Turned } from './write-ahead.ts'

export interface Turn {
  by: string
  leaseMs: number
}

/** What was written is taken back: the batch before was not committed, or somebody else has the turn. */
class TurnLost extends Error {}

/** Of a batch that follows upon nothing. */
export const itsTurn: Turned = Promise.resolve(true)

/**
 * The import is locked last, at the place where the batch was begun: a batch that was begun before its turn keeps nobody waiting meanwhile.
 * @param job as it was, or will be, when the batch's turn comes
 * @returns false when the turn was lost, and nothing was written
 */
export const takeTurn = async <T>(
  deps: Pick<Deps, 'store'>,
  job: Pick<StoredImport, 'id' | 'cursor' | 'state'>,
  { turn, turned }: { turn: Turn; turned: Turned },
  work: (tx: StoreTransaction) => Promise<T>,
  keep: (tx: StoreTransaction, locked: StoredImport, done: T) => Promise<void>,
): Promise<boolean> => {
  try {
    await deps.store.transaction(async (tx) => {
      const done = await work(tx)
      if (!(await turned)) throw new TurnLost()
      const locked = await tx.lockImport(job.id, job.state, { id: job.id, ...turn })
      if (locked === null || locked.cursor !== job.cursor) throw new TurnLost()
      await keep(tx, locked, done)
    })
    return true
  } catch (error) {
    if (error instanceof TurnLost) return false
    throw error
  }
}
