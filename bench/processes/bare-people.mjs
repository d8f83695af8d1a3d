// The limits for lists and for entering people: one route each on Hono, Kysely and pg, a named prepared statement, and nothing else.
import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { answerParent, readInput } from './answer-parent.mjs'

const { database, connections } = readInput()

const COLUMNS = `u.id, u.version, u.external_id as "externalId", u.first_name as "firstName", u.last_name as "lastName", u.location, u.department,
  u.position, u.locale, u.fields, u.email_entered as email, u.status, u.email_status as "emailStatus", u.created_at as "createdAt",
  u.changed_at as "changedAt", u.activated_at as "activatedAt", u.ends_at as "endsAt", u.sort_key as key`
const LIST = {
  name: 'list',
  text: `select ${COLUMNS} from users u where u.deleted_at is null and (u.sort_key, u.id) > ($1, $2::uuid)
    order by u.sort_key, u.id limit 51`,
}
const INSERT = {
  name: 'insert',
  text: `insert into users as u (id, version, created_at, changed_at, external_id, first_name, last_name, location, department, fields,
      email_canonical, email_entered, email_set_at, email_set_by, email_revision, last_email_revision, credential_revision, passkeys,
      sort_key, search_text)
    values (gen_random_uuid(), 1, now(), now(), $1, $2, $3, $4, $5, '{}', $6, $6, now(), 'manager', 1, 1, 0, 0, $7, $8)
    returning ${COLUMNS}`,
}

const pool = new pg.Pool({ connectionString: database, max: connections })
const wrapped = new WeakMap()
const naming = {
  async connect() {
    const client = await pool.connect()
    const known = wrapped.get(client)
    if (known !== undefined) return known
    const made = {
      query: (text, values) => client.query({ name: text === LIST.text ? LIST.name : INSERT.name, text, values }),
      release: () => client.release(),
    }
    wrapped.set(client, made)
    return made
  },
  end: () => pool.end(),
}
const db = new Kysely({ dialect: new PostgresDialect({ pool: naming }) })
const run = async (text, values) => (await db.executeQuery(CompiledQuery.raw(text, values))).rows

const NOBODY = '00000000-0000-0000-0000-000000000000'
const app = new Hono()
app.get('/list', async (c) => {
  const rows = await run(LIST.text, [c.req.query('key') ?? '', c.req.query('id') ?? NOBODY])
  return c.json({ items: rows.slice(0, 50), more: rows.length > 50 })
})
app.post('/people', async (c) => {
  const { externalId, firstName, lastName, location, department, email } = await c.req.json()
  const key = `${lastName} ${firstName}`.toLowerCase()
  const search = ` ${firstName} ${lastName} ${externalId} ${email}`.toLowerCase()
  const [row] = await run(INSERT.text, [externalId, firstName, lastName, location, department, email, key, search])
  return c.json(row)
})

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', createServer }, ({ port }) => {
  answerParent({ port }, {}, async () => {
    server.close()
    await db.destroy()
  })
})
