// A spreadsheet on its way in: its pieces, and where the sending stands.

import type { ImportWriter } from './import.port.ts'
import { type Executor, runStatement } from './run-statement.ts'

type Pieces = Pick<ImportWriter, 'addImportPiece' | 'saveSpreadsheet' | 'queueUnpacking' | 'dropImportPieces'>

export const importPieces = (db: Executor): Pieces => {
  const set = (what: string, values: readonly unknown[]) => runStatement(db, `update imports set ${what} where id = $1::uuid`, values)
  return {
    async addImportPiece(id, at, bytes) {
      await runStatement(
        db,
        'insert into import_pieces (import_id, at, bytes) values ($1::uuid, $2::int8, $3::bytea) on conflict do nothing',
        [id, at, bytes],
      )
    },

    async saveSpreadsheet(id, { bytes, workbook }) {
      await set('bytes = $2::int8, workbook = $3::jsonb', [id, bytes, JSON.stringify(workbook)])
    },

    async queueUnpacking(id, { name, options, workbook }) {
      await set(`state = 'unpacking', turn_at = foyer_now(), name = $2::text, options = $3::jsonb, workbook = $4::jsonb`, [
        id,
        name,
        JSON.stringify(options),
        JSON.stringify(workbook),
      ])
    },

    async dropImportPieces(id) {
      await runStatement(db, 'delete from import_pieces where import_id = $1::uuid', [id])
    },
  }
}
