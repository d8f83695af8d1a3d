// One batch in one transaction, which is kept only if it still is the batch's turn when all of it is done.

import type { Deps } from '../deps.ts'
import type { ImportProgress, StoredImport } from '../store/import.port.ts'
import type { StoreTransaction } from '../store/store.ts'
import type { Turned } from './write-ahead.ts'

export interface Turn {
  by: string
  leaseMs: number
}

/** What a batch came to. */
export interface Step {
  rows: number
  /** The import as the batch left it; null: it is to be looked for. */
  left: StoredImport | null
}

/** What was written is taken back: the batch before was not committed, or somebody else has the turn. */
class TurnLost extends Error {}

/**
 * The import is locked last, at the place where the batch was begun: a batch that was begun before its turn keeps nobody waiting meanwhile.
 * @param job as it was, or will be, when the batch's turn comes
 * @param progress what the batch adds to the import as the one before left it
 * @returns the import as this one leaves it; null when the turn was lost, and nothing was written
 */
export const takeTurn = async <T>(
  deps: Pick<Deps, 'store'>,
  { id, state, cursor }: Pick<StoredImport, 'id' | 'cursor' | 'state'>,
  { turn, turned }: { turn: Turn; turned: Turned<StoredImport> },
  work: (tx: StoreTransaction) => Promise<T>,
  progress: (before: StoredImport, done: T) => ImportProgress,
): Promise<StoredImport | null> => {
  try {
    return await deps.store.transaction(async (tx) => {
      const done = await work(tx)
      const before = await turned
      if (before === null) throw new TurnLost()
      const made = progress(before, done)
      if (!(await tx.advanceImport({ id, state, cursor }, turn, made))) throw new TurnLost()
      return { ...before, ...made }
    })
  } catch (error) {
    if (error instanceof TurnLost) return null
    throw error
  }
}
