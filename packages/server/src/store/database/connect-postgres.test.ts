// What the pool does when a server is slow, silent, gone or behind a pooler.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PrivatePostgres, startPrivatePostgres } from '../../../../../tools/private-postgres.mjs'
import { connectDatabase } from './connect-database.ts'
import type { DatabaseOptions } from './database.ts'
import { isBusy, isConnectionLost } from './database-errors.ts'

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

let missing = ''
// A cluster of its own: this file stops and starts it.
const cluster: PrivatePostgres | null = await startPrivatePostgres({
  settings: { fsync: 'on', synchronous_commit: 'on' },
  onMissing: (reason) => {
    missing = reason
  },
})
if (!cluster) console.warn(`The faults of a PostgreSQL server are not tested: ${missing}`)

afterAll(async () => cluster?.stop())

const open = async (options: Omit<DatabaseOptions, 'url'> & { url?: string } = {}) => {
  const database = await connectDatabase({ url: cluster?.url ?? '', ...options })
  return { database, db: new Kysely<Record<string, never>>({ dialect: database.dialect }) }
}

describe.runIf(cluster !== null)('a PostgreSQL server', () => {
  beforeAll(async () => {
    const { database, db } = await open()
    await sql`create table survived (id int8 primary key)`.execute(db)
    await database.close()
  })

  it('ends a statement that takes too long, and calls that busy', async () => {
    const { database, db } = await open({ pool: { statementTimeoutMs: 200 } })
    const error = await failureOf(sql`select pg_sleep(5)`.execute(db))
    expect(isBusy(error)).toBe(true)
    expect(isConnectionLost(error)).toBe(false)
    await database.ping()
    await database.close()
  })

  it('keeps settings that the address brings', async () => {
    const url = new URL(cluster?.url ?? '')
    url.searchParams.set('options', '-c work_mem=8MB')
    const { database, db } = await open({ url: url.href })
    const { rows } = await sql`select current_setting('work_mem') as memory, current_setting('timezone') as zone`.execute(db)
    expect(rows).toEqual([{ memory: '8MB', zone: 'UTC' }])
    await database.close()
  })

  it('survives the loss of an idle connection and of a lent one', async () => {
    const losses: Error[] = []
    const { database, db } = await open({ pool: { max: 2 }, onConnectionError: (error) => losses.push(error) })
    const other = await open()
    const endAll = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(
        other.db,
      )
    await database.ping()
    await endAll()
    await expect.poll(() => losses.length).toBe(1)
    await database.ping()

    const error = await failureOf(
      db.transaction().execute(async (trx) => {
        await sql`select 1`.execute(trx)
        await endAll()
        await new Promise((resolve) => setTimeout(resolve, 100))
        await sql`select 1`.execute(trx)
      }),
    )
    expect(isConnectionLost(error)).toBe(true)
    await database.ping()
    await database.close()
    await other.database.close()
  })

  it('comes back within 10 s of a crash under load, and no acknowledged row is lost', async () => {
    const { database, db } = await open({ pool: { max: 4, acquireTimeoutMs: 1_000 } })
    const acknowledged: number[] = []
    const errors: unknown[] = []
    let next = 0
    let running = true
    const load = Array.from({ length: 8 }, async () => {
      while (running) {
        next += 1
        const id = next
        await sql`insert into survived values (${id})`.execute(db).then(
          () => acknowledged.push(id),
          async (error: unknown) => {
            errors.push(error)
            await new Promise((resolve) => setTimeout(resolve, 20))
          },
        )
      }
    })
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(50)
    await cluster?.stopHard()
    expect(isConnectionLost(await failureOf(database.ping()))).toBe(true)
    const before = acknowledged.length
    await cluster?.start()
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before)
    running = false
    await Promise.all(load)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.filter((error) => !isConnectionLost(error) && !isBusy(error))).toEqual([])
    const { rows } = await sql<{ id: number }>`select id from survived`.execute(db)
    const kept = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
    await database.close()
  }, 60_000)

  it('drops a connection on which the server fell silent', async () => {
    let silent = false
    const sockets = new Set<Socket>()
    const target = new URL(cluster?.url ?? '')
    const upstreamPort = Number(target.port)
    const proxy = createServer((client) => {
      const upstream = connect(upstreamPort, '127.0.0.1')
      const mute = silent
      client.on('data', (data) => upstream.write(data))
      upstream.on('data', (data) => (silent && !mute ? undefined : client.write(data)))
      for (const socket of [client, upstream]) {
        sockets.add(socket)
        socket.on('error', () => socket.destroy())
      }
      client.on('close', () => upstream.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    target.port = String((proxy.address() as AddressInfo).port)
    const { database } = await open({ url: target.href, pool: { statementTimeoutMs: 100 } })
    await database.ping()
    silent = true
    expect(isConnectionLost(await failureOf(database.ping()))).toBe(true)
    await database.ping()
    await database.close()
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })

  it('sends a transaction-mode pooler neither start-up settings nor named statements', async () => {
    const { database, db } = await open({ pooler: 'transaction', pool: { max: 1, statementTimeoutMs: 1_234 } })
    const limit = sql<{ limit: string }>`select current_setting('statement_timeout') as limit`
    expect((await limit.execute(db)).rows).toEqual([{ limit: '0' }])
    expect((await db.transaction().execute((trx) => limit.execute(trx))).rows).toEqual([{ limit: '1234ms' }])
    for (let round = 0; round < 4; round += 1) await sql`select ${round}::int8`.execute(db)
    expect((await sql`select name from pg_prepared_statements`.execute(db)).rows).toEqual([])
    await expect(database.direct()).rejects.toMatchObject({ code: 'FOYER_DATABASE_OPTIONS' })
    await database.close()
  })

  it('reaches the server itself for migrations behind a pooler', async () => {
    const { database } = await open({ pooler: 'transaction', ...(cluster ? { directUrl: cluster.url } : {}) })
    const direct = await database.direct()
    await direct.ping()
    await direct.close()
    await database.close()
  })
})

it('tells at once that no server listens', async () => {
  const { database } = await open({ url: 'postgres://foyer@127.0.0.1:1/none' })
  expect(isConnectionLost(await failureOf(database.ping()))).toBe(true)
  await database.close()
})

it('tells by the acquire limit that a server accepts and never answers', async () => {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { database } = await open({
    url: `postgres://foyer@127.0.0.1:${(server.address() as AddressInfo).port}/x`,
    pool: { acquireTimeoutMs: 300 },
  })
  const startedAt = performance.now()
  expect(isConnectionLost(await failureOf(database.ping()))).toBe(true)
  expect(performance.now() - startedAt).toBeLessThan(1_500)
  await database.close()
  server.close()
})
