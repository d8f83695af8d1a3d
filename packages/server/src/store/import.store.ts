// Imports as jobs: found, listed, taken in turn, and moved from state to state.

import type { ImportOutcome, ImportValues } from '@foyer/core'
import type { ImportStore, NamedRow, PeopleOfImport, ProblemRow, RowToWrite, StoredImport } from './import.port.ts'
import { keepPart } from './import-pieces.store.ts'
import { isUserId } from './read-person.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

export const importColumns = `id, name, state, actor, options, foyer_ms(created_at) as "createdAt", columns, workbook, groups, reader, bytes, rows, cursor, counts, chain,
  plan_hash as "planHash", results, failure, foyer_ms(planned_at) as "plannedAt", foyer_ms(finished_at) as "finishedAt",
  values_gone_at is not null as "valuesGone"`

type ImportRow = Omit<StoredImport, 'counts' | 'results' | 'options'> & {
  options: Partial<StoredImport['options']>
  counts: Partial<StoredImport['counts']>
  results: Partial<StoredImport['results']>
}

const standard: StoredImport['options'] = {
  application: null,
  invite: 'none',
  mode: 'changes',
  columns: {},
  prefer: [],
  clear: null,
  matchByEmail: false,
  initialPassword: null,
  sheet: null,
  remedies: {},
  hold: false,
  language: null,
  sheets: 'later',
}

export const toImport = (row: ImportRow): StoredImport => ({
  ...row,
  options: { ...standard, ...row.options },
  counts: { outcomes: {}, mails: 0, sheets: 0, ...row.counts },
  results: { outcomes: {}, mails: 0, failed: 0, ...row.results },
})

const MAX_LISTED = 200
const MAX_ROWS_LISTED = 5_000

export function createImportStore(db: Executor): ImportStore {
  const one = async (text: string, values: readonly unknown[]): Promise<StoredImport | null> => {
    const [row] = await runStatement<ImportRow>(db, text, values)
    return row === undefined ? null : toImport(row)
  }
  return {
    async addImport({ id, name, actor, options }) {
      const text = `insert into imports (id, name, state, actor, options) values ($1::uuid, $2::text, 'reading', $3::jsonb, $4::jsonb)
        on conflict (id) do nothing`
      await runStatement(db, text, [id, name, JSON.stringify(actor), JSON.stringify(options)])
    },

    keepPart: (part) => keepPart(db, part),

    findImport: async (id) => (isUserId(id) ? one(`select ${importColumns} from imports where id = $1::uuid`, [id]) : null),

    async listImports({ limit, after }) {
      const parameters = startParameters()
      const where =
        after === undefined
          ? ''
          : `where (created_at, id) < (select created_at, id from imports where id = ${parameters.add(after, 'uuid')})`
      const text = `select ${importColumns} from imports ${where} order by created_at desc, id desc limit ${Math.min(limit, MAX_LISTED)}`
      const rows = await runStatement<ImportRow>(db, text, parameters.values)
      return rows.map(toImport)
    },

    async claimImport({ by, leaseMs }) {
      // The oldest alone: several imports wait their turn, whichever processes there are.
      const text = `update imports set lease_by = $1::text, lease_until = foyer_now() + $2::int8 * interval '1 millisecond'
        where id = (select id from imports where state in ('unpacking', 'planning', 'writing') order by turn_at, id limit 1)
          and state in ('unpacking', 'planning', 'writing') and (lease_until is null or lease_until <= foyer_now() or lease_by = $1::text)
        returning ${importColumns}`
      return one(text, [by, leaseMs])
    },

    async releaseImport({ id, by }) {
      await runStatement(db, 'update imports set lease_by = null, lease_until = null where id = $1::uuid and lease_by = $2::text', [id, by])
    },

    async refreshStatistics() {
      for (const table of ['users', 'access', 'grants', 'import_rows', 'import_outcomes']) await runStatement(db, `analyze ${table}`, [])
      await runStatement(db, `select gin_clean_pending_list('users_search')`, [])
    },

    async endImport(id, from, to, failure = null) {
      const text = `with gone as (delete from import_pieces where import_id = (select id from imports where id = $1::uuid and state = any($4::text[])))
        update imports set state = $2::text, failure = $3::jsonb, finished_at = foyer_now(), reader = null, lease_by = null, lease_until = null
        where id = $1::uuid and state = any($4::text[]) returning id`
      const rows = await runStatement(db, text, [id, to, failure === null ? null : JSON.stringify(failure), from])
      return rows.length === 1
    },

    async listOutcomes(id, { outcomes, upTo = null, after, limit }) {
      if (!isUserId(id)) return []
      const parameters = startParameters()
      const [job, place] = [parameters.add(id, 'uuid'), parameters.add(after, 'int4')]
      const size = Math.min(Math.max(limit, 1), MAX_ROWS_LISTED)
      const parts = outcomeParts(outcomes, { job, place, size, upTo }, parameters)
      const name = (first: string, last: string) => `nullif(concat_ws(' ', ${first}, ${last}), '')`
      const text = `select t.number, t.line, t.outcome, u.id as "userId", t.changes, t.reason, t.failed, coalesce(${name('u.first_name', 'u.last_name')}, ${name("r.data->>'firstName'", "r.data->>'lastName'")}) as name
        from (select * from (${parts.join(' union all ')}) told order by number limit ${size}) t
          left join users u on u.id = t."userId" and u.deleted_at is null
          left join import_rows r on r.import_id = ${job} and r.number = t.number
        order by t.number`
      return runStatement<NamedRow>(db, text, parameters.values)
    },

    async listProblems(id, { after, limit }) {
      if (!isUserId(id)) return []
      const told = (where: string) => `select o.number, o.outcome, o.user_id, o.changes, o.reason, o.failed from import_outcomes o
        where o.import_id = $1::uuid and o.number > $2::int4 and ${where} order by o.number limit $3::int4`
      const text = `select p.number, coalesce(r.line, 0) as line, p.outcome, p.user_id as "userId", '[]'::jsonb as changes, p.reason, p.failed,
          r.data as values, r.cells, r.faults
        from ((${told(`o.outcome = 'conflict'`)}) union all (${told(`o.outcome = 'error'`)}) union all (${told('o.failed is not null')})) p
        ${rowOf('p')} order by p.number limit $3::int4`
      return runStatement<ProblemRow>(db, text, [id, after, Math.min(limit, MAX_ROWS_LISTED)])
    },

    async findImportPiece(id, at) {
      const text = 'select at, bytes from import_pieces where import_id = $1::uuid and at <= $2::int8 order by at desc limit 1'
      const [row] = await runStatement<{ at: number; bytes: Uint8Array }>(db, text, [id, at])
      return row ?? null
    },

    rowsToWrite: (id, after, limit) => rowsToWrite(db, id, after, limit),

    async firstOfImport(id, gets) {
      const text = `select o.user_id as "userId", r.data as values from import_outcomes o
        ${rowOf('o')}
        where o.import_id = $1::uuid and ${gets === 'mail' ? 'o.mails > 0' : 'o.sheet'} order by o.number limit 1`
      const [row] = await runStatement<{ userId: string | null; values: ImportValues | null }>(db, text, [id])
      return row ?? null
    },

    async countPeopleOfImport(id) {
      const text = `select count(*) filter (where u.status = 'offline') as offline, count(*) filter (where u.status = 'invited') as invited,
          count(*) filter (where u.status = 'invited' and g.begun_at is not null) as begun, count(*) filter (where u.status = 'online') as online,
          count(*) filter (where u.status = 'deactivated') as deactivated
        from users u left join grants g on g.id = u.invitation_id where u.import_id = $1::uuid and u.deleted_at is null`
      const [row] = await runStatement<PeopleOfImport>(db, text, [id])
      return row ?? { offline: 0, invited: 0, begun: 0, online: 0, deactivated: 0 }
    },

    async countWaitingMails(id) {
      const text = `select count(*) as count from jobs where import_id = $1::uuid and attempts = 0 and done_at is null and failed_at is null
        and run_at <= foyer_now()`
      const [row] = await runStatement<{ count: number }>(db, text, [id])
      return row?.count ?? 0
    },

    async listUndoable(id, { limit, after }) {
      const text = `select id from users where import_id = $1::uuid and deleted_at is null and activated_at is null and id > $2::uuid order by id limit $3::int4`
      const rows = await runStatement<{ id: string }>(db, text, [
        id,
        after ?? '00000000-0000-0000-0000-000000000000',
        Math.min(limit, 1_000),
      ])
      return rows.map((row) => row.id)
    },
  }
}

/**
 * The file's row of an outcome. Looked up by itself: as a plain join, a database that has not counted this import's rows yet reads all of them
 * for each outcome.
 */
const rowOf = (outcome: string): string =>
  `left join lateral (select * from import_rows where import_id = $1::uuid and number = ${outcome}.number limit 1) r on true`

/** What was planned for the rows after this one, in their order. */
export const rowsToWrite = (db: Executor, id: string, after: number, limit: number): Promise<RowToWrite[]> =>
  runStatement<RowToWrite>(
    db,
    `select o.number, o.outcome, o.user_id as "userId", o.version, o.mails,
        (case when o.data is null then r.data else o.data || jsonb_strip_nulls(jsonb_build_object('password', r.data->'password')) end)::text as values,
        coalesce(r.data ? 'password', false) as "hasPassword"
      from (select * from import_outcomes where import_id = $1::uuid and number > $2::int4 order by number limit $3::int4) o
        ${rowOf('o')} order by o.number`,
    [id, after, Math.min(limit, MAX_ROWS_LISTED)],
  )

/** Rows without an outcome of their own equal the person on file. */
function outcomeParts(
  outcomes: readonly ImportOutcome[] | undefined,
  { job, place, size, upTo }: { job: string; place: string; size: number; upTo: number | null },
  parameters: Parameters,
): string[] {
  const told = (
    where: string,
  ) => `(select o.number, coalesce(r.line, 0) as line, o.outcome, o.user_id as "userId", coalesce(o.changes, '[]') as changes,
      o.reason, o.failed
    from import_outcomes o ${rowOf('o')}
    where o.import_id = ${job} and o.number > ${place} ${where} order by o.number limit ${size})`
  const written =
    upTo === null || outcomes === undefined
      ? ''
      : ` and (o.number <= ${parameters.add(upTo, 'int4')} or o.outcome in ('conflict', 'error', 'skip'))`
  const parts =
    outcomes === undefined
      ? [told('')]
      : outcomes.map((outcome) =>
          told(`and o.outcome = ${parameters.add(outcome, 'text')}${outcome === 'create' ? '' : ` and o.outcome <> 'create'`}${written}`),
        )
  // Where all are asked for, the outcomes of a page say how far it goes: among new people alone the walk would end at the end of the file.
  const within =
    outcomes === undefined
      ? `and r.number <= coalesce((select number from import_outcomes where import_id = ${job} and number > ${place}
          order by number offset ${size - 1} limit 1), r.number)`
      : ''
  if (outcomes === undefined || outcomes.includes('unchanged'))
    parts.push(`(select r.number, r.line, 'unchanged' as outcome, u.id as "userId", '[]'::jsonb as changes, null::jsonb as reason, null::jsonb as failed
      from (select r.number, r.line, r.external_id from import_rows r where r.import_id = ${job} and r.number > ${place} ${within}
          and (select 1 from import_outcomes o where o.import_id = ${job} and o.number = r.number limit 1) is null
        order by r.number limit ${size}) r
        left join lateral (select id from users where external_id = r.external_id and deleted_at is null limit 1) u on true
      order by r.number)`)
  return parts
}
