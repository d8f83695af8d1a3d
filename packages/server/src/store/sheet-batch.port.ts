// The port for batches of info sheets: a selection and the generations that were printed, never a secret.

import type { Instant } from '@foyer/core'

export interface SheetBatch {
  id: string
  createdAt: Instant
  expiresAt: Instant
  /** What was asked for, as the use case wrote it. */
  request: Record<string, unknown>
  /** Ids of people, in the order of the sheets. */
  chosen: string[]
  /** Whom a sheet was made for, in order, with the generation that it opens. */
  people: [userId: string, generation: number][]
  skipped: { userId: string; code: string }[]
  /** How many of `chosen` had their turn. */
  done: number
}

type NewSheetBatch = Pick<SheetBatch, 'id' | 'request' | 'chosen' | 'skipped'> & { actor: string; keptMs: number }

export interface SheetBatchStore {
  insertSheetBatch(batch: NewSheetBatch): Promise<void>
  /** Null for one that there is not, or not any more. */
  readSheetBatch(id: string): Promise<SheetBatch | null>
  /** One event for each person: their sheet was fetched. One statement. */
  addPrinted(userIds: readonly string[], batchId: string, actor: string): Promise<void>
}

export interface SheetBatchWriter {
  insertSheetBatch(batch: NewSheetBatch): Promise<void>
  /** Only where nobody was faster: `from` is the `done` that was read. */
  advanceSheetBatch(
    id: string,
    step: { from: number; to: number; people: SheetBatch['people']; skipped: SheetBatch['skipped'] },
  ): Promise<boolean>
}
