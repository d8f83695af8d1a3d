// What an import reads and writes within its transactions: rows, outcomes, and where it stands.

import type { ImportValues } from '@foyer/core'
import type { ImportWriter, PlannedRow, RowToPlan, StoredImport } from './import.port.ts'
import { importColumns, toImport } from './import.store.ts'
import { importPieces } from './import-pieces.store.ts'
import { importRemedies } from './import-remedies.store.ts'
import { rowSet } from './row-set.ts'
import { type Executor, runStatement, startParameters } from './run-statement.ts'
import { writePeople } from './write-people.ts'

/** Rows of one statement. */
const MAX_BATCH = 5_000
const MAX_TWIN_LINES = 10

const text = (key: string, column: string): string => `(not r.data ? '${key}' or r.data->>'${key}' is not distinct from u.${column})`

/** A person on file who is as the row says. What is said here for all, the planner says for each. */
const isSame = [
  text('externalId', 'external_id'),
  text('firstName', 'first_name'),
  text('lastName', 'last_name'),
  text('location', 'location'),
  text('department', 'department'),
  text('position', 'position'),
  text('locale', 'locale'),
  `(not r.data ? 'email' or r.data->'email'->>'entered' is not distinct from u.email_entered)`,
  `(not r.data ? 'endsAt' or (r.data->>'endsAt')::int8 is not distinct from foyer_ms(u.ends_at))`,
  `(not r.data ? 'status' or (r.data->>'status' = 'inactive') = (u.deactivated_at is not null))`,
  `(not r.data ? 'postalAddress' or case when r.data->'postalAddress' = 'null' then u.postal_address is null
    else coalesce(u.postal_address, '{}') @> (r.data->'postalAddress') end)`,
  `(not r.data ? 'fields' or u.fields @> (r.data->'fields'))`,
  // Told why it is not used.
  `not r.data ? 'password'`,
].join(' and ')

const twinLines = (column: string): string => `(select json_agg(o.line order by o.line) from (select o.line from import_rows o
  where o.import_id = r.import_id and o.${column} = r.${column} and o.number <> r.number order by o.number limit ${MAX_TWIN_LINES}) o)`

/** Whom a row means. Each is looked up by itself: whatever the statistics say, a file of thousands never has all people read for it. */
const personOf = (byEmail: boolean): string => {
  const byNumber = 'x.external_id = r.external_id and x.deleted_at is null limit 1'
  if (!byEmail) return `left join lateral (select * from users x where ${byNumber}) u on true`
  return `left join lateral (select x.id from users x where ${byNumber}) n on true
    left join lateral (select m.id from users m where n.id is null and m.email_canonical = r.email and m.deleted_at is null
      and (r.external_id is null or m.external_id is null) limit 1) e on true
    left join lateral (select * from users x where x.id = coalesce(n.id, e.id) limit 1) u on true`
}

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

const hasTwin = (column: string): string =>
  `(r.${column} is not null and exists (select 1 from import_rows o where o.import_id = r.import_id and o.${column} = r.${column} and o.number <> r.number))`

/** What few rows have stands in one column, `null` for all others: every column is read for every row. */
interface MatchedRow {
  number: number
  values: RowToPlan['values']
  userId: string | null
  rest: {
    faults: RowToPlan['faults']
    left: boolean
    twinsByNumber: number[] | null
    twinsByEmail: number[] | null
  } | null
  owner: RowToPlan['addressOwner']
}

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

    async lookByIndex() {
      await runStatement(db, 'set local enable_seqscan = off', [])
    },

    async matchRows({ id, options, rows: inFile }, after, limit) {
      const size = Math.min(limit, MAX_BATCH)
      const invites = options.invite === 'not_online' ? `and u.status in ('online', 'deactivated')` : ''
      const left = leftByImport(options.mode)
      const statement = `with k as materialized (
          select r.*, u.id as user_id, coalesce(${left}, false) as left_out,
            case when u.id is null or r.faults is not null then false else ${isSame} ${invites} and not coalesce(${left}, false) end as same,
            ${hasTwin('external_id')} as twin_by_number, ${hasTwin('email')} as twin_by_email
          from (select * from import_rows where import_id = $1::uuid and number > $2::int4 and number <= $2::int4 + $3::int4) r
            ${personOf(options.matchByEmail)})
        select r.number, r.data as values, r.user_id as "userId",
          case when r.faults is not null or r.left_out or r.twin_by_number or r.twin_by_email then json_build_object('faults', r.faults, 'left', r.left_out,
            'twinsByNumber', case when r.twin_by_number then ${twinLines('external_id')} end,
            'twinsByEmail', case when r.twin_by_email then ${twinLines('email')} end) end as rest,
          case when r.email is not null then ${addressOwner} end as owner
        from k r where not r.same or r.twin_by_number or r.twin_by_email order by r.number`
      const rows = await runStatement<MatchedRow>(db, statement, [id, after, size])
      const taken = Math.max(0, Math.min(size, inFile - after))
      return { last: after + taken, taken, unchanged: taken - rows.length, rows: rows.map(toRowToPlan) }
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

    ...importPieces(db),
    ...importRemedies(db),

    writePeople: (writes, options) => writePeople(db, writes, options),
  }
}

/** Somebody whom an earlier complete file left out is back. */
const leftByImport = (mode: StoredImport['options']['mode']): string =>
  mode === 'complete' ? 'u.deactivated_at is not null and u.deactivated_at = u.import_left_at' : 'false'

/** Somebody else who has the address, or who may still have it back. */
const addressOwner = `coalesce(
  (select json_build_object('id', o.id, 'externalId', o.external_id) from users o
    where o.email_canonical = r.email and o.deleted_at is null and o.id is distinct from r.user_id),
  (select json_build_object('id', o.id, 'externalId', o.external_id) from users o
    where o.former_email->>'canonical' = r.email collate "C" and (o.former_email->>'undoUntil')::int8 > foyer_ms(foyer_now())
      and o.id is distinct from r.user_id limit 1))`

const toRowToPlan = ({ number, values, userId, owner, rest }: MatchedRow): RowToPlan => ({
  number,
  values,
  userId,
  addressOwner: owner,
  faults: rest?.faults ?? null,
  left: rest?.left ?? false,
  twins: rest === null ? null : twinsOf(rest),
})

const twinsOf = ({ twinsByNumber, twinsByEmail }: NonNullable<MatchedRow['rest']>): RowToPlan['twins'] => {
  if (twinsByNumber !== null) return { of: 'externalId', lines: twinsByNumber }
  return twinsByEmail === null ? null : { of: 'email', lines: twinsByEmail }
}
