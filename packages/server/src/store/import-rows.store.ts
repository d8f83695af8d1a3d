// What an import reads and writes within its transactions: rows, outcomes, and where it stands.

import type { ImportWriter, RowToPlan, StoredImport } from './import.port.ts'
import { importColumns, toImport } from './import.store.ts'
import { type Executor, runStatement, startParameters } from './run-statement.ts'
import { writePeople } from './write-people.ts'

/** Rows of one statement. */
const MAX_BATCH = 5_000
const MAX_TWIN_LINES = 10

const text = (key: string, column: string): string => `(not r.data ? '${key}' or r.data->>'${key}' is not distinct from u.${column})`

/** A person on file who is as the row says. What is said here for all, the planner says for each. */
const isSame = [
  'u.id is not null',
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
].join(' and ')

const twinLines = (column: string): string => `(select json_agg(o.line order by o.line) from (select o.line from import_rows o
  where o.import_id = r.import_id and o.${column} = r.${column} and o.number <> r.number order by o.number limit ${MAX_TWIN_LINES}) o)`

const hasTwin = (column: string): string =>
  `(r.${column} is not null and exists (select 1 from import_rows o where o.import_id = r.import_id and o.${column} = r.${column} and o.number <> r.number))`

interface MatchedRow {
  number: number
  line: number
  values: RowToPlan['values']
  cells: RowToPlan['cells']
  faults: RowToPlan['faults']
  userId: string | null
  left: boolean
  twinsByNumber: number[] | null
  twinsByEmail: number[] | null
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
          n: number,
          l: line,
          ...(values.externalId === undefined ? {} : { x: values.externalId }),
          ...(values.email == null ? {} : { e: values.email.canonical }),
          d: values,
          ...(cells === null ? {} : { c: cells }),
          ...(faults === null ? {} : { f: faults }),
        }))
        await runStatement(
          db,
          `insert into import_rows (import_id, number, line, external_id, email, data, cells, faults)
            select ${parameters.add(id, 'uuid')}, n, l, x, e, d, c, f
            from jsonb_to_recordset(${parameters.addJson(given)}) as g(n int4, l int4, x text, e text, d jsonb, c jsonb, f jsonb)`,
          parameters.values,
        )
      }
    },

    async matchRows({ id, options }, after, limit) {
      const byEmail = options.matchByEmail
        ? `left join users m on x.id is null and m.email_canonical = r.email and m.deleted_at is null
            and (r.external_id is null or m.external_id is null)`
        : ''
      const known = options.matchByEmail ? 'coalesce(x.id, m.id)' : 'x.id'
      const invites = options.invite === 'not_online' ? `and u.status in ('online', 'deactivated')` : ''
      const statement = `with r as materialized (
          select * from import_rows where import_id = $1::uuid and number > $2::int4 order by number limit $3::int4),
        k as materialized (
          select r.*, ${known} as user_id from r left join users x on x.external_id = r.external_id and x.deleted_at is null ${byEmail}),
        judged as materialized (
          select r.number, r.faults is null and (${isSame}) ${invites} and not ${hasTwin('external_id')} and not ${hasTwin('email')}
            and not (${leftByImport(options.mode)}) as same
          from k r left join users u on u.id = r.user_id)
        select r.number, r.line, r.data as values, r.cells, r.faults, r.user_id as "userId",
          exists (select 1 from users u where u.id = r.user_id and ${leftByImport(options.mode)}) as left,
          case when r.external_id is not null then ${twinLines('external_id')} end as "twinsByNumber",
          case when r.email is not null then ${twinLines('email')} end as "twinsByEmail",
          case when r.email is not null then ${addressOwner} end as owner
        from k r where r.number in (select number from judged where same is not true) order by r.number`
      const rows = await runStatement<MatchedRow>(db, statement, [id, after, Math.min(limit, MAX_BATCH)])
      const [taken] = await runStatement<{ last: number | null; count: number }>(
        db,
        `select max(number) as last, count(*) as count from (select number from import_rows where import_id = $1::uuid and number > $2::int4
          order by number limit $3::int4) r`,
        [id, after, Math.min(limit, MAX_BATCH)],
      )
      const count = taken?.count ?? 0
      return { last: taken?.last ?? after, taken: count, unchanged: count - rows.length, rows: rows.map(toRowToPlan) }
    },

    async addOutcomes(id, rows) {
      if (rows.length === 0) return
      const parameters = startParameters()
      const given = rows.map(({ number, outcome, userId, version, changes, reason, mails, sheet }) => ({
        n: number,
        o: outcome,
        u: userId,
        v: version,
        ...(changes.length === 0 ? {} : { c: changes }),
        ...(reason === null ? {} : { r: reason }),
        m: mails,
        s: sheet,
      }))
      const shape = 'n int4, o text, u uuid, v int4, c jsonb, r jsonb, m int2, s boolean'
      await runStatement(
        db,
        `insert into import_outcomes (import_id, number, outcome, user_id, version, changes, reason, mails, sheet)
          select ${parameters.add(id, 'uuid')}, n, o, u, v, c, r, m, s from jsonb_to_recordset(${parameters.addJson(given)}) as g(${shape})`,
        parameters.values,
      )
    },

    async savePlanning(id, { cursor, counts, chain }) {
      await set('cursor = $2::int4, counts = $3::jsonb, chain = $4::text', [id, cursor, JSON.stringify(counts), chain])
    },

    async listMissing({ id, rows: inFile }, limit) {
      const statement = `select u.id as "userId" from users u
        where u.import_id is not null and u.deleted_at is null and u.deactivated_at is null
          and (u.import_left_at is null or u.status <> 'offline') and u.id > coalesce((select user_id from import_outcomes where import_id = $1::uuid and number > $2::int4 order by number desc limit 1),
            '00000000-0000-0000-0000-000000000000')
          and not exists (select 1 from import_rows r where r.import_id = $1::uuid and r.external_id = u.external_id)
          and not exists (select 1 from import_rows r where r.import_id = $1::uuid and r.email = u.email_canonical)
        order by u.id limit $3::int4`
      const rows = await runStatement<{ userId: string }>(db, statement, [id, inFile, limit])
      const [last] = await runStatement<{ number: number }>(
        db,
        'select greatest($2::int4, (select max(number) from import_outcomes where import_id = $1::uuid)) as number',
        [id, inFile],
      )
      return rows.map(({ userId }, at) => ({ userId, number: (last?.number ?? inFile) + at + 1 }))
    },

    async finishPlan(id, planHash) {
      await set(`state = 'planned', plan_hash = $2::text, planned_at = foyer_now(), lease_by = null, lease_until = null`, [id, planHash])
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

    async queueWriting(id, actor) {
      await set(`state = 'writing', actor = $2::jsonb, cursor = 0, turn_at = foyer_now()`, [id, JSON.stringify(actor)])
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

const toRowToPlan = ({ twinsByNumber, twinsByEmail, owner, ...row }: MatchedRow): RowToPlan => ({
  ...row,
  addressOwner: owner,
  twins:
    twinsByNumber !== null
      ? { of: 'externalId', lines: twinsByNumber }
      : twinsByEmail !== null
        ? { of: 'email', lines: twinsByEmail }
        : null,
})
