// Whom the rows of an import mean, in one statement: who is on file as the row says is counted, who is plainly new is planned, the others are told.

import type { MatchedRows, RowToPlan, StoredImport } from './import.port.ts'
import { type Executor, runStatement } from './run-statement.ts'

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

/** Looked up for each row: asked whether one exists, the database may gather all rows of the file for each batch instead. */
const isThere = (from: string): string => `(select 1 from ${from} limit 1) is not null`

const hasTwin = (column: string): string =>
  `(r.${column} is not null and ${isThere(`import_rows o where o.import_id = r.import_id and o.${column} = r.${column} and o.number <> r.number`)})`

/** In the order of the rows (RFC 9562 §5.7): neighbours in the file are neighbours in the index of people. */
const newId = `overlay(gen_random_uuid()::text placing
  (select left(h, 8) || '-' || right(h, 4) from lpad(to_hex(foyer_ms(clock_timestamp())), 12, '0') h) || '-7' || lpad(to_hex(k.number % 4096), 3, '0') from 1)::uuid`

/** A row of the answer: what was planned stands in each of them, and alone where nothing else is to tell. */
interface MatchedRow {
  created: MatchedRows['created']
  unchanged: number
  number: number | null
  values: RowToPlan['values']
  userId: string | null
  /** What few rows have stands in one column, `null` for all others: every column is read for every row. */
  rest: {
    faults: RowToPlan['faults']
    left: boolean
    twinsByNumber: number[] | null
    twinsByEmail: number[] | null
  } | null
  owner: RowToPlan['addressOwner']
}

export async function matchRows(
  db: Executor,
  { id, options }: StoredImport,
  { after, upTo }: { after: number; upTo: number },
  plansNew: boolean,
): Promise<MatchedRows> {
  // Of whoever is new, whoever has an address is mailed, and a sheet is for all others.
  const [mails, sheet] = options.invite === 'none' ? ['0', 'false'] : ['num_nonnulls(k.email)', 'k.email is null']
  const asksAgain = options.invite === 'not_online' ? `and u.status in ('online', 'deactivated')` : ''
  const left = leftByImport(options.mode)
  const statement = `with k as materialized (
      select r.*, u.id as user_id, coalesce(${left}, false) as left_out,
        case when u.id is null or r.faults is not null then false else ${isSame} ${asksAgain} and not coalesce(${left}, false) end as same,
        ${plansNew ? isPlain : 'false'} as plain, ${hasTwin('external_id')} as twin_by_number, ${hasTwin('email')} as twin_by_email
      from (select * from import_rows where import_id = $1::uuid and number > $2::int4 and number <= $3::int4) r
        ${personOf(options.matchByEmail)}),
    created as (
      insert into import_outcomes (import_id, number, outcome, user_id, mails, sheet)
      select $1::uuid, k.number, 'create', ${newId}, ${mails}, ${sheet} from k where k.plain and not k.twin_by_number and not k.twin_by_email
      returning number, user_id, mails, sheet),
    told as (
      select json_build_object('count', count(*), 'mails', coalesce(sum(mails), 0), 'sheets', count(*) filter (where sheet),
          'digest', encode(sha256(convert_to(string_agg(number || ' ' || user_id, ' ' order by number), 'UTF8')), 'base64')) as created from created)
    select t.created, (select count(*) from k where k.same and not k.twin_by_number and not k.twin_by_email) as unchanged,
      r.number, r.data as values, r.user_id as "userId",
      case when r.faults is not null or r.left_out or r.twin_by_number or r.twin_by_email then json_build_object('faults', r.faults, 'left', r.left_out,
        'twinsByNumber', case when r.twin_by_number then ${twinLines('external_id')} end,
        'twinsByEmail', case when r.twin_by_email then ${twinLines('email')} end) end as rest,
      case when r.email is not null then ${addressOwner('r.user_id')} end as owner
    from told t left join k r on not (r.same or r.plain) or r.twin_by_number or r.twin_by_email order by r.number`
  const rows = await runStatement<MatchedRow>(db, statement, [id, after, upTo])
  const [{ created, unchanged } = { created: noneCreated, unchanged: 0 }] = rows
  return { created, unchanged, rows: rows.flatMap(toRowToPlan) }
}

const noneCreated: MatchedRows['created'] = { count: 0, mails: 0, sheets: 0, digest: null }

/** Somebody whom an earlier complete file left out is back. */
const leftByImport = (mode: StoredImport['options']['mode']): string =>
  mode === 'complete' ? 'u.deactivated_at is not null and u.deactivated_at = u.import_left_at' : 'false'

/** Somebody else who has the address, or who may still have it back. */
const addressOwner = (but: string): string => `coalesce(
  (select json_build_object('id', o.id, 'externalId', o.external_id) from users o
    where o.email_canonical = r.email and o.deleted_at is null and o.id is distinct from ${but}),
  (select json_build_object('id', o.id, 'externalId', o.external_id) from users o
    where o.former_email->>'canonical' = r.email collate "C" and (o.former_email->>'undoUntil')::int8 > foyer_ms(foyer_now())
      and o.id is distinct from ${but} limit 1))`

/**
 * Somebody who is entered as the row says, with nothing to look at. What is said here for all, the planner says for each: it decides them again
 * when they are written.
 */
const isPlain = [
  'u.id is null and r.faults is null and r.external_id is not null',
  `r.data->>'status' is distinct from 'inactive'`,
  `coalesce((r.data->>'endsAt')::int8 > foyer_ms(foyer_now()), true)`,
  `not r.data ? 'postalAddress' and not r.data ? 'password'`,
  `(r.email is null or ${addressOwner('null::uuid')} is null)`,
  // Nobody on file would be meant, had the number not lost its zeros.
  `(r.external_id !~ '^[1-9][0-9]*$' or not ${isThere(`users z
      where z.external_id like '0%' and z.deleted_at is null and ltrim(z.external_id, '0') = r.external_id`)})`,
].join(' and ')

const toRowToPlan = ({ number, values, userId, owner, rest }: MatchedRow): RowToPlan[] => {
  if (number === null) return []
  return [
    {
      number,
      values,
      userId,
      addressOwner: owner,
      faults: rest?.faults ?? null,
      left: rest?.left ?? false,
      twins: rest === null ? null : twinsOf(rest),
    },
  ]
}

const twinsOf = ({ twinsByNumber, twinsByEmail }: NonNullable<MatchedRow['rest']>): RowToPlan['twins'] => {
  if (twinsByNumber !== null) return { of: 'externalId', lines: twinsByNumber }
  return twinsByEmail === null ? null : { of: 'email', lines: twinsByEmail }
}
