// Importing a CSV file: read, planned and written with events and jobs, then again unchanged; against a bare staging-table upsert.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startFoyer } from './harness/start-foyer.mjs'

const PEOPLE = 100_000
/** Imported before anything is measured: code is compiled, connections are open and the log has its first files. */
const WARM_UP = 20_000
const MILLION = 1_000_000
/** Of whoever is invited so many have an address. */
const INVITED_EVERY = 10
/** Sending mails takes the same two cores, which is why it is measured with fewer, and by itself: else they leave later. */
const MAILED_SHARE = 0.1
const LATER_MS = 86_400_000
const AIMS = { write: 20_000, unchanged: 45_000, embedded: 10_000, ratio: 0.4 }
const MEMORY_AIM_MB = 100
const WAIT_MS = 1_800_000

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number, million?: boolean }} context */
export async function benchImport({ cluster, say, rounds, million = false }) {
  const people = Math.round(PEOPLE * Math.min(1, rounds))
  const table = []
  // First, because a server that has just taken in a million people goes on tidying up for minutes.
  const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'))
  const embedded = await startFoyer({ dataDirectory: folder })
  try {
    await once(embedded.sdk, WARM_UP, 3 * MILLION, 'none')
    await measure({ foyer: embedded, people, say, table, name: 'embedded', aim: AIMS.embedded })
  } finally {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  say(`${people} people, bare staging tables and upserts`)
  const bare = await bareUpsert(await cluster.createDatabase(), people, ofTwoIndexes)
  table.push([`bare upsert of ${people}, two indexes`, rate(people, bare), '', ''])
  const database = await cluster.createDatabase()
  await (await startFoyer({ database })).stop()
  const same = await bareUpsert(database, people, ofFoyer)
  table.push([`bare upsert of ${people}, Foyer's table`, rate(people, same), '', 'no events, no trail, no checks'])

  const foyer = await startFoyer({ database: await cluster.createDatabase() })
  try {
    await once(foyer.sdk, WARM_UP, 3 * MILLION, 'none')
    await measure({ foyer, people, say, table, name: 'PostgreSQL', aim: AIMS.write, limits: { bare, same } })
    const invited = { foyer, invite: 'new', say, table, aim: AIMS.write }
    await measure({ ...invited, people, from: 4 * MILLION, name: 'PostgreSQL, invited, mails tomorrow', sendAfterMs: LATER_MS })
    const mailed = Math.round(people * MAILED_SHARE)
    await measure({ ...invited, people: mailed, from: 2 * MILLION, name: 'PostgreSQL, invited, mails at once' })
    if (million)
      await measure({
        foyer,
        people: MILLION,
        from: PEOPLE,
        say,
        table,
        name: 'PostgreSQL',
        aim: AIMS.write,
        limits: { bare: (bare * MILLION) / people, same: (same * MILLION) / people },
      })
  } finally {
    await foyer.stop()
  }

  return { title: 'CSV import, semicolon, Windows-1252', head: ['', 'rows a second', 'aim', 'parts, memory'], table }
}

async function measure({ foyer, people, from = 0, invite = 'none', sendAfterMs, say, table, name, aim, limits = null }) {
  const before = await foyer.usage()
  say(`${people} people, ${name}`)
  const peak = watchMemory(foyer)
  const first = await once(foyer.sdk, people, from, invite, sendAfterMs)
  const grown = Math.round(((await peak()) - before.rssBytes) / 1024 ** 2)
  const of = (limit) => `${Math.round((limit / first.total) * 100)} %`
  const share =
    limits === null
      ? ''
      : `; ${of(limits.same)} of bare into Foyer's table, ${of(limits.bare)} with two indexes (aim ${AIMS.ratio * 100} %)`
  const parts = `read ${first.read.toFixed(1)} s, plan ${first.plan.toFixed(1)} s, write ${first.write.toFixed(1)} s; ${grown} MB more at most (aim ${MEMORY_AIM_MB})`
  table.push([`${name}: ${people} new`, `${rate(people, first.total)}${share}`, `${aim}`, parts])
  say(`${people} people again, ${name}`)
  const again = await once(foyer.sdk, people, from, invite)
  if (again.result.unchanged !== people || again.result.mailsQueued !== 0) throw new Error(`Not unchanged: ${JSON.stringify(again.result)}`)
  const rest = `read ${again.read.toFixed(1)} s, plan ${again.plan.toFixed(1)} s`
  table.push([`${name}: ${people} unchanged`, rate(people, again.total), `${AIMS.unchanged}`, rest])
}

async function once(sdk, people, from, invite, sendAfterMs) {
  const file = people <= PEOPLE ? await fileOf(lines(people, from)) : lines(people, from)
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const { id } = await sdk.imports.create(file, { application: 'app', invite }, { timeoutMs: WAIT_MS })
  const read = seconds()
  const { planHash } = await sdk.imports.preview(id, { timeoutMs: WAIT_MS })
  const planned = seconds()
  const sendAt = sendAfterMs === undefined ? undefined : new Date(Date.now() + sendAfterMs)
  await sdk.imports.run(id, { planHash, sendAt })
  for await (const { phase } of sdk.imports.watch(id)) if (phase === 'mailing') break
  const total = seconds()
  return { read, plan: planned - read, write: total - planned, total, result: await sdk.imports.result(id) }
}

/** A file that is there before it is imported. Of a million people it would take this side's memory: theirs is made while it is sent. */
async function fileOf(pieces) {
  const parts = []
  for await (const piece of pieces) parts.push(piece)
  return new Blob(parts)
}

/** @returns what ends the watching and tells the most that the server had */
function watchMemory(foyer) {
  let most = 0
  const look = async () => {
    most = Math.max(most, (await foyer.usage()).rssBytes)
  }
  const timer = setInterval(() => void look().catch(() => undefined), 500)
  return async () => {
    clearInterval(timer)
    await look()
    return most
  }
}

/** In pieces, so that this side holds none of it. */
export async function* lines(people, from) {
  const PIECE = 2_000
  yield latin1('Personalnummer;Nachname;Vorname;E-Mail;Standort;Abteilung;Austrittsdatum\r\n')
  for (let at = 0; at < people; at += PIECE) {
    const rows = []
    for (let n = from + at; n < from + Math.min(people, at + PIECE); n += 1) {
      const email = n % INVITED_EVERY === 0 ? `person${n}@example.com` : ''
      rows.push(`P-${n};Müller-${n};Zoë;${email};Köln ${n % 40};Größe ${n % 200};31.12.203${n % 10}\r\n`)
    }
    yield latin1(rows.join(''))
  }
}

const latin1 = (text) => new Uint8Array(Buffer.from(text, 'latin1'))

const staging = {
  table: 'create unlogged table staging (external_id text, last_name text, first_name text, email text, location text, department text)',
  insert: 'insert into staging select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])',
}

/** What anybody would write by hand: no people behind it, no trail, no checks. */
const ofTwoIndexes = {
  table: `create table people (id int8 generated always as identity primary key, external_id text unique, last_name text, first_name text,
    email text unique, location text, department text)`,
  upsert: `insert into people (external_id, last_name, first_name, email, location, department) select * from staging
    on conflict (external_id) do update set last_name = excluded.last_name, first_name = excluded.first_name, email = excluded.email,
      location = excluded.location, department = excluded.department`,
}

/** The same into the table that Foyer keeps people in, with its indexes for lists and searches. */
const ofFoyer = {
  table: 'select 1',
  upsert: `insert into users (id, version, created_at, changed_at, external_id, last_name, first_name, email_canonical, email_entered, email_set_at,
      email_set_by, location, department, fields, email_revision, last_email_revision, credential_revision, passkeys, sign_in_notices, sort_key, search_text)
    select gen_random_uuid(), 1, now(), now(), external_id, last_name, first_name, email, email, case when email is not null then now() end,
      case when email is not null then 'manager' end, location, department, '{}', 0, 0, 0, 0, true, lower(last_name || ' ' || first_name),
      lower(' ' || first_name || ' ' || last_name || ' ' || external_id) from staging
    on conflict (external_id) where external_id is not null do update set last_name = excluded.last_name, first_name = excluded.first_name,
      location = excluded.location, department = excluded.department`,
}

/** @returns seconds */
async function bareUpsert(url, people, { table, upsert }) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(staging.table)
    await client.query(table)
    const began = performance.now()
    const BATCH = 5_000
    for (let at = 0; at < people; at += BATCH) {
      const columns = [[], [], [], [], [], []]
      for (let n = at; n < Math.min(people, at + BATCH); n += 1)
        for (const [column, value] of [
          `P-${n}`,
          `Müller-${n}`,
          'Zoë',
          n % INVITED_EVERY === 0 ? `person${n}@example.com` : null,
          `Köln ${n % 40}`,
          `Größe ${n % 200}`,
        ].entries())
          columns[column].push(value)
      await client.query(staging.insert, columns)
    }
    await client.query(upsert)
    return (performance.now() - began) / 1000
  } finally {
    await client.end()
  }
}

const rate = (count, seconds) => `${Math.round(count / seconds).toLocaleString('en')}/s`
