// The limit for a session check: one route on Hono, Kysely and pg that reads the same row by a named prepared statement, and nothing else.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { answerParent, readInput } from './answer-parent.mjs'

const { database, connections } = readInput()

const READ = `select u.id, u.email_entered as email, u.external_id as "externalId", u.first_name as "firstName", u.last_name as "lastName",
    u.locale, u.fields, a.role, s.expires_at as "expiresAt"
  from sessions s
  join users u on u.id = s.user_id
  join access a on a.user_id = s.user_id and a.application = s.application
  where s.secret_hash = $1 and s.application = $2 and s.ended_at is null and s.expires_at > now()`

const pool = new pg.Pool({ connectionString: database, max: connections })

/** Kysely names no statements by itself. */
const named = new WeakMap()
const naming = {
  async connect() {
    const client = await pool.connect()
    const known = named.get(client)
    if (known !== undefined) return known
    const made = {
      query: (text, values) => client.query(values.length > 0 ? { name: 'read', text, values } : { text }),
      release: () => client.release(),
    }
    named.set(client, made)
    return made
  },
  end: () => pool.end(),
}
const db = new Kysely({ dialect: new PostgresDialect({ pool: naming }) })

const app = new Hono()
app.post('/check', async (c) => {
  const { sessionSecret, application } = await c.req.json()
  const { rows } = await db.executeQuery(CompiledQuery.raw(READ, [createHash('sha256').update(sessionSecret).digest(), application]))
  const [row] = rows
  if (row === undefined) return c.json({ session: null })
  const { expiresAt, ...user } = row
  return c.json({ session: { user, expiresAt: expiresAt.toISOString() } })
})

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', createServer }, ({ port }) => {
  answerParent({ port }, {}, async () => {
    server.close()
    await db.destroy()
  })
})
