// A file on its way in: the pieces of a spreadsheet, the rows that were read, and where the reading stands.

import type { ImportWriter } from './import.port.ts'
import { rowSet } from './row-set.ts'
import { type Executor, runStatement, startParameters } from './run-statement.ts'

type Pieces = Pick<
  ImportWriter,
  'saveReading' | 'addImportRows' | 'addImportPiece' | 'saveSpreadsheet' | 'queueUnpacking' | 'dropImportPieces'
>

/** Rows of one statement. */
const MAX_BATCH = 5_000

const readShape = {
  number: 'int4',
  line: 'int4',
  external_id: 'text',
  email: 'text',
  data: 'jsonb',
  cells: 'jsonb',
  faults: 'jsonb',
} as const

export const importPieces = (db: Executor): Pieces => {
  const set = (what: string, values: readonly unknown[]) => runStatement(db, `update imports set ${what} where id = $1::uuid`, values)
  return {
    async saveReading(id, { reader, bytes, rows, columns }) {
      const whole = reader === null ? `, state = 'planning', turn_at = foyer_now(), cursor = 0` : ''
      await set(`reader = $2::text, bytes = $3::int8, rows = $4::int4, columns = $5::jsonb${whole}`, [
        id,
        reader,
        bytes,
        rows,
        columns === null ? null : JSON.stringify(columns),
      ])
    },

    async addImportRows(id, rows) {
      for (let at = 0; at < rows.length; at += MAX_BATCH) {
        const parameters = startParameters()
        const given = rows.slice(at, at + MAX_BATCH).map(({ number, line, values, cells, faults }) => ({
          number,
          line,
          external_id: values.externalId,
          email: values.email?.canonical,
          data: values,
          cells,
          faults,
        }))
        const job = parameters.add(id, 'uuid')
        await runStatement(
          db,
          `insert into import_rows (import_id, number, line, external_id, email, data, cells, faults)
            select ${job}, number, line, external_id, email, data, cells, faults from ${rowSet(given, 'g', readShape, parameters)}`,
          parameters.values,
        )
      }
    },

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
