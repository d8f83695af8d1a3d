// Fills a database with as many people as asked for, each a copy of a real one in one of four states.
import { APPLICATION, enterAndActivate } from './holder.mjs'

const LAST_NAMES =
  'Weber Schmidt Fischer Becker Hoffmann Schulz Koch Richter Klein Wolf Neumann Schwarz Zimmermann Braun Krueger Hartmann Lange Werner Krause Lehmann Koehler Maier Kowalski Nowak Yilmaz Kaya Demir Nguyen Tran Ivanov Petrov Rossi Ferrari Martin Bernard Silva Santos Garcia Lopez Andersson'
const FIRST_NAMES =
  'Mia Emma Lena Anna Lea Marie Sophie Laura Julia Sarah Jan Tim Paul Leon Lukas Jonas Felix Max Noah Elias Ayse Fatma Mehmet Ali Olga Ivan Marta Piotr Linh Minh'

/** Of twenty: so many in each state. */
const STATES = { online: 12, invited: 5, offline: 2, deactivated: 1 }
/** Six characters of 31, unlike for each. */
const LOCATOR = [0, 1, 2, 3, 4, 5]
  .map((place) => `substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + n.n / ${31 ** place} % 31, 1)`)
  .join(' || ')
const TABLES = ['users', 'access', 'grants', 'passwords', 'legal_ledger']

/** @returns the address of person `n`, counted from 0, of that state */
export const addressOf = (state, n) => {
  const before = { online: 0, invited: 12, offline: 17, deactivated: 19 }[state]
  const size = STATES[state]
  return `p${Math.floor(n / size) * 20 + before + (n % size)}@people.example`
}

/** Enters the real ones that the others are copies of. */
export async function enterModels(foyer) {
  await enterAndActivate(foyer, 1)
  const online = await foyer.sdk.users.get({ email: 'person1@bench.example' })
  const invited = await foyer.sdk.users.create({
    email: 'invited@bench.example',
    firstName: 'Petra',
    lastName: 'Invited',
    externalId: 'B-invited',
    invite: { application: APPLICATION },
  })
  await foyer.mailTo('invited@bench.example')
  const offline = await foyer.sdk.users.create({
    email: 'offline@bench.example',
    firstName: 'Petra',
    lastName: 'Offline',
    externalId: 'B-offline',
  })
  return { online: online.id, invited: invited.id, offline: offline.id, deactivated: online.id }
}

/**
 * @param {import('./private-cluster.mjs').Cluster} cluster
 * @param {string} database
 * @param {Record<keyof typeof STATES, string>} models ids of the people to copy
 * @param {number} count a multiple of 20
 */
export async function fillPeople(cluster, database, models, count) {
  const columns = await writableColumns(cluster, database)
  const indexes = await cluster.query(
    database,
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
      where i.tablename = any($1) and i.schemaname = 'public'
        and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`,
    [TABLES],
  )
  const steps = [
    `set session_replication_role = replica`,
    `set maintenance_work_mem = '1GB'`,
    ...indexes.map(({ name }) => `drop index ${name}`),
    `create table copies as select n,
        (substr(stamp, 1, 8) || '-' || substr(stamp, 9, 4) || '-7' || substr(mix, 1, 3) || '-8' || substr(mix, 4, 3) || '-' || substr(mix, 7, 12))::uuid as id,
        substr(mix, 1, 16) as grant_id,
        case when n % 20 < 12 then 'online' when n % 20 < 17 then 'invited' when n % 20 < 19 then 'offline' else 'deactivated' end as state,
        (string_to_array('${LAST_NAMES}', ' '))[1 + (('x' || substr(mix, 1, 6))::bit(24)::int % 40)] as last,
        (string_to_array('${FIRST_NAMES}', ' '))[1 + (('x' || substr(mix, 7, 6))::bit(24)::int % 30)] as first,
        'Location ' || n % 50 as location, 'Department ' || n % 20 as department
      from (select n, md5(n::text) as mix, lpad(to_hex(1700000000000 + n), 12, '0') as stamp from generate_series(0, ${count - 1}) as n) as numbered`,
    ...Object.entries(models).flatMap(([state, id]) => copyOne(columns, state, id)),
    'drop table copies',
    ...indexes.map(({ definition }) => definition),
    `set session_replication_role = origin`,
  ]
  await cluster.query(database, steps.join(';\n'))
  await cluster.query(database, 'vacuum analyze')
}

function copyOne(columns, state, id) {
  const copy = (table, changes, where) =>
    `insert into ${table} (${columns[table].join(', ')})
      select ${columns[table].map((name) => changes[name] ?? `m.${name}`).join(', ')}
      from ${table} m cross join copies n where n.state = '${state}' and ${where}`
  const user = {
    id: 'n.id',
    external_id: `'N-' || n.n`,
    first_name: 'n.first',
    last_name: 'n.last',
    location: 'n.location',
    department: 'n.department',
    email_canonical: `'p' || n.n || '@people.example'`,
    email_entered: `'p' || n.n || '@people.example'`,
    sign_in_name: 'null',
    sort_key: `lower(n.last || ' ' || n.first)`,
    search_text: `lower(' ' || n.first || ' ' || n.last || ' N-' || n.n || ' p' || n.n || '@people.example')`,
    created_at: `m.created_at + n.n * interval '1 millisecond'`,
    changed_at: `m.changed_at + n.n * interval '1 millisecond'`,
    invitation_id: state === 'invited' ? 'n.grant_id' : 'null',
    ...(state === 'deactivated' ? { deactivated_at: 'now()' } : {}),
  }
  const ofModel = `m.user_id = '${id}'`
  const invited = state === 'invited'
  return [
    copy('users', user, `m.id = '${id}'`),
    copy('access', { user_id: 'n.id' }, ofModel),
    copy('passwords', { user_id: 'n.id' }, ofModel),
    copy('legal_ledger', { user_id: 'n.id' }, ofModel),
    copy('grants', { id: 'n.grant_id', user_id: 'n.id', locator: invited ? LOCATOR : 'null' }, ofModel),
  ]
}

async function writableColumns(cluster, database) {
  const rows = await cluster.query(
    database,
    `select table_name as of, column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = any($1) and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
    [TABLES],
  )
  const groups = Object.fromEntries(TABLES.map((table) => [table, []]))
  for (const { of, name } of rows) groups[of].push(name)
  return groups
}
