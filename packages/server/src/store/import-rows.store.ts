// What an import reads and writes within its transactions: rows, outcomes, and where it stands.

import type { ImportValues } from '@foyer/core'
import type { ImportWriter, PlannedRow } from './import.port.ts'
import { importColumns, rowsToWrite, toImport } from './import.store.ts'
import { matchRows } from './import-match.store.ts'
import { importPieces } from './import-pieces.store.ts'
import { importRemedies } from './import-remedies.store.ts'
import { keepPeople } from './prepare-people.ts'
import { rowSet } from './row-set.ts'
import { type Executor, runStatement, startParameters } from './run-statement.ts'

const outcomeShape = {
  number: 'int4',
  outcome: 'text',
  user_id: 'uuid',
  version: 'int4',
  changes: 'jsonb',
  reason: 'jsonb',
  mails: 'int2',
  sheet: 'boolean',
  data: 'jsonb',
  remedied: 'jsonb',
} as const

const outcomeCell = (row: PlannedRow, column: keyof typeof outcomeShape): unknown => {
  if (column === 'user_id') return row.userId
  if (column === 'changes') return row.changes.length === 0 ? null : row.changes
  if (column === 'data') return row.values == null ? null : withoutPassword(row.values)
  if (column === 'remedied') return row.remedied === undefined || row.remedied.length === 0 ? null : row.remedied
  return row[column]
}

/** A sealed password stays where it is wiped from. */
const withoutPassword = ({ password: _, ...values }: ImportValues): ImportValues => values

export function createImportWriter(db: Executor): ImportWriter {
  const set = (what: string, values: readonly unknown[]) => runStatement(db, `update imports set ${what} where id = $1::uuid`, values)
  return {
    async lockImport(id, state, lease) {
      const held = lease === undefined ? '' : 'and lease_by = $3::text'
      const more = lease === undefined ? '' : `lease_until = foyer_now() + $4::int8 * interval '1 millisecond',`
      const statement = `update imports set ${more} state = state where id = $1::uuid and state = $2::text ${held} returning ${importColumns}`
      const values = lease === undefined ? [id, state] : [id, state, lease.by, lease.leaseMs]
      const [row] = await runStatement<Parameters<typeof toImport>[0]>(db, statement, values)
      return row === undefined ? null : toImport(row)
    },

    async advanceImport({ id, state, cursor }, { by, leaseMs }, to) {
      const parameters = startParameters()
      const lease = `lease_until = foyer_now() + ${parameters.add(leaseMs, 'int8')} * interval '1 millisecond'`
      const place = `cursor = ${parameters.add(to.cursor, 'int4')}`
      const made =
        'results' in to
          ? `results = ${parameters.addJson(to.results)}`
          : `counts = ${parameters.addJson(to.counts)}, chain = ${parameters.add(to.chain, 'text')}`
      const statement = `update imports set ${lease}, ${place}, ${made} where id = ${parameters.add(id, 'uuid')}
        and state = ${parameters.add(state, 'text')} and cursor = ${parameters.add(cursor, 'int4')} and lease_by = ${parameters.add(by, 'text')} returning 1 as one`
      return (await runStatement(db, statement, parameters.values)).length === 1
    },

    async lookByIndex(commits, namesKb) {
      const later = commits === 'later' ? `, set_config('synchronous_commit', 'off', true) as committing` : ''
      const names = namesKb === undefined ? '' : `, set_config('gin_pending_list_limit', '${namesKb}', true) as names`
      // Of a large file the database thinks that each batch is a lot, and would compile its statement anew: ten times the work of running it.
      // Connections of a pool of Foyer's own are opened without that; those behind a pooler are not.
      const text = `select foyer_ms(foyer_now()) as now, set_config('enable_seqscan', 'off', true) as looking,
        set_config('plan_cache_mode', 'force_generic_plan', true) as planned, set_config('jit', 'off', true) as compiled${later}${names}`
      const [row] = await runStatement<{ now: number }>(db, text, [])
      return row?.now ?? 0
    },

    async forgetOutcomes(id, after, upTo) {
      await runStatement(db, 'delete from import_outcomes where import_id = $1::uuid and number > $2::int4 and number <= $3::int4', [
        id,
        after,
        upTo,
      ])
    },

    async addOutcomes(id, rows) {
      if (rows.length === 0) return
      const parameters = startParameters()
      const job = parameters.add(id, 'uuid')
      await runStatement(
        db,
        `insert into import_outcomes (import_id, number, outcome, user_id, version, changes, reason, mails, sheet, data, remedied)
          select ${job}, number, outcome, user_id, version, changes, reason, mails, sheet, data, remedied from ${rowSet(rows, 'g', outcomeShape, parameters, outcomeCell)}`,
        parameters.values,
      )
    },

    async savePlanning(id, { cursor, counts, chain }) {
      await set('cursor = $2::int4, counts = $3::jsonb, chain = $4::text', [id, cursor, JSON.stringify(counts), chain])
    },

    async listMissing({ id, rows: inFile }, limit) {
      // Looked up one by one: a database that has not counted these rows yet would read all of them for each person.
      const statement = `select u.id as "userId" from users u
        where u.import_id is not null and u.deleted_at is null and u.deactivated_at is null
          and (u.import_left_at is null or u.status <> 'offline') and u.id > coalesce((select user_id from import_outcomes where import_id = $1::uuid and number > $2::int4 order by number desc limit 1),
            '00000000-0000-0000-0000-000000000000')
          and (select 1 from import_rows r where r.import_id = $1::uuid and r.external_id = u.external_id limit 1) is null
          and (select 1 from import_rows r where r.import_id = $1::uuid and r.email = u.email_canonical limit 1) is null
        order by u.id limit $3::int4`
      const rows = await runStatement<{ userId: string }>(db, statement, [id, inFile, limit])
      const [last] = await runStatement<{ number: number }>(
        db,
        'select greatest($2::int4, (select max(number) from import_outcomes where import_id = $1::uuid)) as number',
        [id, inFile],
      )
      return rows.map(({ userId }, at) => ({ userId, number: (last?.number ?? inFile) + at + 1 }))
    },

    async finishPlan(id, planHash, groups) {
      await set(
        `state = 'planned', plan_hash = $2::text, groups = $3::jsonb, planned_at = foyer_now(), lease_by = null, lease_until = null`,
        [id, planHash, JSON.stringify(groups)],
      )
    },

    async countOwners() {
      const statement = `select count(distinct u.id) as count from access a join users u on u.id = a.user_id where a.role = 'owner' and not a.pending
        and u.activated_at is not null and u.deactivated_at is null and u.deleted_at is null and u.ends_at is null`
      const [row] = await runStatement<{ count: number }>(db, statement, [])
      return row?.count ?? 0
    },

    async countMembers() {
      const statement = 'select count(*) as count from users where import_id is not null and deleted_at is null and deactivated_at is null'
      const [row] = await runStatement<{ count: number }>(db, statement, [])
      return row?.count ?? 0
    },

    async queueWriting(id, actor, mails) {
      await set(`state = 'writing', actor = $2::jsonb, options = options || $3::jsonb, cursor = 0, turn_at = foyer_now()`, [
        id,
        JSON.stringify(actor),
        JSON.stringify(mails),
      ])
    },

    async listForSheets(id, { offset, limit }) {
      const rows = await runStatement<{ id: string }>(
        db,
        `select u.id from import_outcomes o join users u on u.id = o.user_id
          where o.import_id = $1::uuid and o.sheet and o.failed is null and u.deleted_at is null
          order by lower(u.location) nulls last, lower(u.department) nulls last, u.sort_key, u.id offset $2::int4 limit $3::int4`,
        [id, offset, limit],
      )
      return rows.map((row) => row.id)
    },

    async finishImport(id) {
      await set(`state = 'done', finished_at = foyer_now(), lease_by = null, lease_until = null`, [id])
    },

    async saveWriting(id, { cursor, results }) {
      await set('cursor = $2::int4, results = $3::jsonb', [id, cursor, JSON.stringify(results)])
    },

    async markLeft(userIds) {
      await runStatement(db, 'update users set import_left_at = coalesce(deactivated_at, foyer_now()) where id = any($1::uuid[])', [
        userIds,
      ])
    },

    async wipePasswords(id, limit) {
      const rows = await runStatement(
        db,
        `update import_rows set data = data - 'password' where (import_id, number) in (
          select import_id, number from import_rows where import_id = $1::uuid and data ? 'password' limit $2::int4) returning 1 as one`,
        [id, limit],
      )
      return rows.length
    },

    async markFailed(id, rows) {
      if (rows.length === 0) return
      const parameters = startParameters()
      const given = rows.map(({ number, reason }) => ({ n: number, r: reason }))
      await runStatement(
        db,
        `update import_outcomes o set failed = g.r from jsonb_to_recordset(${parameters.addJson(given)}) as g(n int4, r jsonb)
          where o.import_id = ${parameters.add(id, 'uuid')} and o.number = g.n`,
        parameters.values,
      )
    },

    matchRows: (job, range, plansNew) => matchRows(db, job, range, plansNew),

    ...importPieces(db),
    ...importRemedies(db),

    rowsToWrite: (id, after, limit) => rowsToWrite(db, id, after, limit),
    keepPeople: (prepared) => keepPeople(db, prepared),
  }
}
