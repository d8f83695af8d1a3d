// Batches of info sheets: kept a day, prepared a slice at a time.

import { isUserId } from './read-person.ts'
import { type Executor, runStatement } from './run-statement.ts'
import type { SheetBatch, SheetBatchStore, SheetBatchWriter } from './sheet-batch.port.ts'

export function createSheetBatchStore(db: Executor): SheetBatchStore {
  return {
    async insertSheetBatch({ id, actor, keptMs, request, chosen, skipped }) {
      await runStatement(
        db,
        `insert into sheet_batches (id, actor, expires_at, request, chosen, skipped)
          values ($1::uuid, $2::text, foyer_at(foyer_ms(foyer_now()) + $3::int8), $4::jsonb, $5::jsonb, $6::jsonb) returning id`,
        [id, actor, keptMs, JSON.stringify(request), JSON.stringify(chosen), JSON.stringify(skipped)],
      )
    },

    async readSheetBatch(id) {
      if (!isUserId(id)) return null
      const [row] = await runStatement<SheetBatch>(
        db,
        `select id, foyer_ms(created_at) as "createdAt", foyer_ms(expires_at) as "expiresAt", request, chosen, people, skipped, done
          from sheet_batches where id = $1::uuid and expires_at > foyer_now()`,
        [id],
      )
      return row ?? null
    },

    async addPrinted(userIds, batchId, actor) {
      await runStatement(
        db,
        `insert into events (user_id, type, actor, channel, data)
          select u.id, 'invitation.printed', $2::text, 'handover', $3::jsonb from unnest($1::uuid[]) as u(id) returning 1 as one`,
        [userIds, actor, JSON.stringify({ batch: batchId })],
      )
    },
  }
}

export function createSheetBatchWriter(db: Executor): SheetBatchWriter {
  return {
    insertSheetBatch: createSheetBatchStore(db).insertSheetBatch,
    async advanceSheetBatch(id, { from, to, people, skipped }) {
      const rows = await runStatement(
        db,
        `update sheet_batches set done = $3::int4, people = people || $4::jsonb, skipped = skipped || $5::jsonb
          where id = $1::uuid and done = $2::int4 returning id`,
        [id, from, to, JSON.stringify(people), JSON.stringify(skipped)],
      )
      return rows.length === 1
    },
  }
}
