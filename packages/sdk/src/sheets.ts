// Info sheets: a batch is begun, its people are invited a few hundred at a call, then it is printed.

import type { ApplicationKey, ConfigShape, Selection } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import type { FoyerFile } from './file.ts'
import type { Send } from './request.ts'

export interface SheetOptions<C extends ConfigShape> {
  /** Without it only people who are invited already are printed. */
  application?: ApplicationKey<C>
  /** 60 to 90. Default: `policy.printedInvitationDays` (60). */
  validDays?: number
  /** One or two, the first one large. Default: each sheet in its person's own. */
  locales?: readonly ('de' | 'en')[]
  order?: readonly ('location' | 'department' | 'lastName' | 'externalId')[]
  /** Default: `never_printed`. */
  only?: 'never_printed' | 'all'
  /** For people named in a list: everything handed out so far ends, and the new sheet says so. */
  lost?: boolean
  /** One sentence of your own on every sheet: plain text, at most 500 characters. */
  message?: string
  /** Default: `pdf`. */
  format?: 'pdf' | 'zip' | 'html'
}

export interface SheetCallOptions extends CallOptions {
  progress?: (state: { done: number; total: number }) => void
}

export interface SheetBatch {
  id: string
  done: number
  total: number
  sheets: number
  /** Who has no sheet, and the code that says why. */
  skipped: { userId: string; code: string }[]
  /** Left out, because they have one. */
  printedBefore: { userId: string; at: string; by: string }[]
  /** Until then the same batch can be printed again. */
  expiresAt: string
}

export interface SheetFile extends FoyerFile {
  batch: SheetBatch
}

export async function printSheets<C extends ConfigShape>(
  send: Send,
  selection: Selection<C>,
  { format = 'pdf', ...input }: SheetOptions<C> = {},
  { progress, idempotencyKey, ...options }: SheetCallOptions = {},
): Promise<SheetFile> {
  const begin = { route: 'sheets.create', input: { selection, ...input } } as const
  let batch = await send<SheetBatch>(begin, { ...options, idempotencyKey })
  progress?.({ done: batch.done, total: batch.total })
  while (batch.done < batch.total) {
    batch = await send<SheetBatch>({ route: 'sheets.prepare', key: batch.id, input: {} }, options)
    progress?.({ done: batch.done, total: batch.total })
  }
  const file = await send<FoyerFile>({ route: 'sheets.render', key: batch.id, input: { format } }, options)
  return { ...file, batch }
}
