// A file on its way in: the pieces of a spreadsheet, the rows that were read, and where the reading stands.

import type { ImportWriter, PartToKeep, PreparedPart, ReadImportRow, StoredImport } from './import.port.ts'
import { rowSet } from './row-set.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

type Pieces = Pick<
  ImportWriter,
  'saveReading' | 'addImportRows' | 'addImportPiece' | 'saveSpreadsheet' | 'queueUnpacking' | 'dropImportPieces'
>

/** Rows of one statement. */
const ROWS_AT_ONCE = 5_000

type ReadingState = Pick<StoredImport, 'reader' | 'bytes' | 'rows' | 'columns'>

const readShape = {
  number: 'int4',
  line: 'int4',
  external_id: 'text',
  email: 'text',
  data: 'jsonb',
  cells: 'jsonb',
  faults: 'jsonb',
} as const

const insertRows = (job: string, rows: readonly ReadImportRow[], parameters: Parameters, beside = ''): string => {
  const given = rows.map(({ number, line, values, cells, faults }) => ({
    number,
    line,
    external_id: values.externalId,
    email: values.email?.canonical,
    data: values,
    cells,
    faults,
  }))
  return `insert into import_rows (import_id, number, line, external_id, email, data, cells, faults)
    select ${job}, number, line, external_id, email, data, cells, faults from ${rowSet(given, 'g', readShape, parameters)}${beside}`
}

/** Without a reader the file is whole: the plan is next. */
const setReading = ({ reader, bytes, rows, columns }: ReadingState, parameters: Parameters): string => {
  const whole = reader === null ? `, state = 'planning', turn_at = foyer_now(), cursor = 0` : ''
  const told = parameters.addJson(columns)
  return `reader = ${parameters.add(reader, 'text')}, bytes = ${parameters.add(bytes, 'int8')}, rows = ${parameters.add(rows, 'int4')}, columns = ${told}${whole}`
}

/** What keeps a part: made while the database keeps the part before. */
export const preparePart = (id: string, { rows, ...part }: PartToKeep): PreparedPart => ({
  id,
  first: firstStatement(id, { ...part, rows: rows.slice(0, ROWS_AT_ONCE) }),
  more: rows.slice(ROWS_AT_ONCE),
})

/** One statement where it can be: whoever reads the next part meanwhile need not see to each step of a transaction. */
export const keepPart = (db: Executor, { id, first, more }: PreparedPart): Promise<boolean> => {
  const keepFirst = async (on: Executor) => (await runStatement(on, first.text, first.values)).length === 1
  if (more.length === 0) return keepFirst(db)
  return db.transaction().execute(async (tx) => {
    if (!(await keepFirst(tx))) return false
    await importPieces(tx).addImportRows(id, more)
    return true
  })
}

const firstStatement = (id: string, { from, state, rows, commits }: PartToKeep): PreparedPart['first'] => {
  const parameters = startParameters()
  const where = `id = ${parameters.add(id, 'uuid')} and state = 'reading' and bytes = ${parameters.add(from, 'int8')}`
  const kept = `kept as (update imports set ${setReading(state, parameters)} where ${where} returning id)`
  const added = rows.length === 0 ? '' : `, added as (${insertRows('kept.id', rows, parameters, ', kept')})`
  const later = commits === 'later' ? `, set_config('synchronous_commit', 'off', true) as committing` : ''
  return { text: `with ${kept}${added} select kept.id${later} from kept`, values: parameters.values }
}

export const importPieces = (db: Executor): Pieces => {
  const set = (what: string, values: readonly unknown[]) => runStatement(db, `update imports set ${what} where id = $1::uuid`, values)
  return {
    async saveReading(id, state) {
      const parameters = startParameters()
      const job = parameters.add(id, 'uuid')
      await runStatement(db, `update imports set ${setReading(state, parameters)} where id = ${job}`, parameters.values)
    },

    async addImportRows(id, rows) {
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        const parameters = startParameters()
        const job = parameters.add(id, 'uuid')
        await runStatement(db, insertRows(job, rows.slice(at, at + ROWS_AT_ONCE), parameters), parameters.values)
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
