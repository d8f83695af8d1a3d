// The guards of the embedded database: the lease, the event loop's turns, the first start, and an engine that stops answering.
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Kysely, sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { runScript } from '../../../test/run-script.ts'
import { migrate } from '../migrate.ts'
import type { Schema } from '../schema.ts'
import { connectDatabase } from './connect-database.ts'
import { connectEngine } from './connect-engine.ts'
import type { DatabaseOptions } from './database.ts'
import { findDump, findDumpWithSchema, startEngineInDirectory, startEngineInMemory } from './embedded-engine.ts'
import { startEngineThread } from './start-engine-thread.ts'

const root = mkdtempSync(join(tmpdir(), 'foyer-embedded-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const open = async (options: DatabaseOptions) => {
  const database = await connectDatabase(options)
  return { database, db: new Kysely<Record<string, never>>({ dialect: database.dialect }) }
}

it('reports a query on the outer connection inside a transaction instead of hanging', async () => {
  const { database, db } = await open({ memory: true, pool: { acquireTimeoutMs: 2_000 } })
  const startedAt = performance.now()
  const inside = db.transaction().execute(() => sql`select 1`.execute(db))
  await expect(inside).rejects.toMatchObject({
    code: 'FOYER_DATABASE_BUSY',
    message: expect.stringContaining("the transaction's own handle"),
  })
  expect(performance.now() - startedAt).toBeLessThan(3_000)
  await expect(database.ping()).resolves.toBeUndefined()
  await database.close()
  await expect(database.ping()).rejects.toMatchObject({ code: 'FOYER_DATABASE_FAILED' })
})

it('keeps all of a transaction or nothing, although its begin goes along with the first statement', async () => {
  const { database, db } = await open({ memory: true })
  await sql`create table kept (n int primary key)`.execute(db)
  const insert = (n: number) => sql`insert into kept values (${n})`
  const taken = db.transaction().execute(async (tx) => {
    await insert(1).execute(tx)
    await insert(1).execute(tx)
  })
  await expect(taken).rejects.toMatchObject({ code: '23505' })
  const first = db.transaction().execute((tx) => sql`insert into nowhere values (1)`.execute(tx))
  await expect(first).rejects.toMatchObject({ code: '42P01' })
  const thrown = db.transaction().execute(async (tx) => {
    await insert(2).execute(tx)
    throw new Error('changed my mind')
  })
  await expect(thrown).rejects.toThrow('changed my mind')
  await expect(db.transaction().execute(async () => 'nothing asked')).resolves.toBe('nothing asked')
  await db.transaction().execute(async (tx) => {
    await insert(3).execute(tx)
    await insert(4).execute(tx)
  })
  expect((await sql`select n from kept order by n`.execute(db)).rows).toEqual([{ n: 3 }, { n: 4 }])
  await database.close()
})

/** A tenth of the ticks is enough, however busy the machine is. */
const expectTimersToRun = async (work: () => Promise<unknown>): Promise<void> => {
  let ticks = 0
  const timer = setInterval(() => {
    ticks += 1
  }, 5)
  const startedAt = performance.now()
  await work()
  const elapsed = performance.now() - startedAt
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(elapsed / 50)
}

it('lets timers run while thousands of queries are awaited one after another', async () => {
  const { database, db } = await open({ memory: true })
  await expectTimersToRun(async () => {
    for (let round = 0; round < 1_500; round += 1) await sql`select ${round}::int8`.execute(db)
  })
  await database.close()
})

it('starts first from nothing or from what a killed start left, and keeps its rows', async () => {
  const directory = join(root, 'first')
  mkdirSync(join(directory, 'postgres.new'), { recursive: true })
  writeFileSync(join(directory, 'postgres.new', 'PG_VERSION'), 'half')
  const first = await open({ directory })
  await sql`create table kept (id int8)`.execute(first.db)
  await sql`insert into kept values (1)`.execute(first.db)
  const settings = sql`select current_setting('fsync') as fsync, current_setting('wal_sync_method') as method, current_setting('shared_buffers') as buffers`
  expect((await settings.execute(first.db)).rows).toEqual([{ fsync: 'on', method: 'fsync', buffers: '16MB' }])
  await first.db.destroy()
  expect(readdirSync(directory)).not.toContain('postgres.new')

  const second = await open({ directory })
  expect((await sql`select id from kept`.execute(second.db)).rows).toEqual([{ id: 1 }])
  await second.database.close()
}, 60_000)

it('goes on with everything else while a statement takes its time', async () => {
  const { database, db } = await open({ memory: true })
  await expectTimersToRun(() => sql`select sum(n) from generate_series(1, 2000000) n`.execute(db))
  await database.close()
})

it('ends a statement that never ends, and says once that it has failed', async () => {
  const fatal: unknown[] = []
  const onFatal = (error: Error) => fatal.push(error)
  const { database, db } = await open({ memory: true, pool: { statementTimeoutMs: 300 }, onFatal })
  const endless = sql`select count(*) from generate_series(1, 1000000000000) n`.execute(db)
  await expect(endless).rejects.toMatchObject({ code: 'FOYER_DATABASE_FAILED' })
  await expect(database.ping()).rejects.toMatchObject({ code: 'FOYER_DATABASE_FAILED' })
  await database.close()
  expect(fatal).toMatchObject([{ code: 'FOYER_DATABASE_FAILED' }])
})

it('tells whoever waits for an answer that its thread has ended', async () => {
  const engine = await startEngineInMemory()
  const client = await connectEngine(engine)
  const errors: Error[] = []
  client.on('error', (error) => errors.push(error))
  const endless = client.query('select count(*) from generate_series(1, 1000000000000) n')
  await Promise.all([expect(endless).rejects.toThrow('has ended'), engine.terminate()])
  await expect(client.query('select 1')).rejects.toThrow()
  expect(errors).toHaveLength(1)
})

it('asks the disk to keep each commit before it acknowledges it', async () => {
  const counter = join(root, 'syncs')
  mkdirSync(join(root, 'synced'))
  const counting = join(root, 'counting-thread.mjs')
  const lines = [
    `import fs from 'node:fs'`,
    `import { syncBuiltinESMExports } from 'node:module'`,
    `const { fsyncSync } = fs`,
    `fs.fsyncSync = (handle) => { fs.appendFileSync(${JSON.stringify(counter)}, '.'); fsyncSync(handle) }`,
    `syncBuiltinESMExports()`,
    `await import(${JSON.stringify(new URL('./engine-thread.js', import.meta.url).href)})`,
  ]
  writeFileSync(counting, lines.join('\n'))
  const engine = await startEngineInDirectory(join(root, 'synced'), findDump(), startEngineThread(pathToFileURL(counting)))
  const client = await connectEngine(engine)
  client.on('error', () => undefined)
  await client.query('create table synced (id int8)')
  const syncs = () => statSync(counter).size
  const counts = [syncs()]
  for (let id = 0; id < 10; id += 1) {
    await client.query('insert into synced values ($1)', [id])
    counts.push(syncs())
  }
  await engine.close()
  expect(counts.every((count, index) => count > (counts[index - 1] ?? 0))).toBe(true)
}, 60_000)

it('makes its files without the shipped dump too', async () => {
  const directory = join(root, 'without')
  mkdirSync(directory)
  const engine = await startEngineInDirectory(directory, null)
  const client = await connectEngine(engine)
  client.on('error', () => undefined)
  const { rows } = await client.query(`select similarity('a', 'a') as same`)
  await engine.close()
  expect(rows).toEqual([{ same: 1 }])
}, 60_000)

it('finds the dump that the build made', (context) => {
  if (!existsSync(new URL('../../../dist', import.meta.url))) context.skip('the package is not built here')
  expect(findDump()?.pathname).toMatch(/embedded-database\.tar\.gz$/)
})

it('begins with the very schema that migrations make', async (context) => {
  if (findDumpWithSchema() === null) context.skip('the package was not built with this schema')
  const shipped = await connectDatabase({ directory: join(root, 'shipped') })
  const migrated = await connectDatabase({ memory: true })
  const [first, second] = [new Kysely<Schema>({ dialect: shipped.dialect }), new Kysely<Schema>({ dialect: migrated.dialect })]
  expect(await migrate(first)).toEqual([])
  expect(await migrate(second)).not.toEqual([])
  expect(await describeSchema(first)).toEqual(await describeSchema(second))
  await Promise.all([shipped.close(), migrated.close()])
}, 60_000)

const describeSchema = async (db: Kysely<Schema>): Promise<string[]> => {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', table_name, column_name, data_type, collation_name, is_nullable, column_default, generation_expression) as line
      from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass::text || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    union all select pg_get_functiondef(oid) from pg_proc where proname like 'foyer%'
    union all select 'ran ' || name from foyer_migrations order by 1`.execute(db)
  return rows.map(({ line }) => line)
}

it('keeps every acknowledged row when its process is killed', async () => {
  const directory = join(root, 'killed')
  const writer = await runScript('write-rows', [directory])
  let printed = ''
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    if (printed.includes('row 200\n')) writer.kill('SIGKILL')
  })
  await once(writer, 'close')
  const acknowledged = printed.split('\n').filter((line, index, all) => line !== '' && index < all.length - 1).length
  expect(acknowledged).toBeGreaterThanOrEqual(200)
  const { database, db } = await open({ directory })
  const { rows } = await sql<{ n: number }>`select count(*) as n from written where id <= ${acknowledged}`.execute(db)
  await database.close()
  expect(rows).toEqual([{ n: acknowledged }])
}, 60_000)

it('declares itself failed when it stops answering, because its log cannot grow, and is whole at the next start', async () => {
  const directory = join(root, 'full')
  const first = await open({ directory })
  await sql`create table filling (text text)`.execute(first.db)
  await first.database.close()

  const logSegmentBytes = 16 * 1024 * 1024
  const filler = await runScript('fill-disk', [directory], logSegmentBytes - 64 * 1024)
  let printed = ''
  filler.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const [code] = await once(filler, 'close')
  expect(printed).toContain('fatal FOYER_DATABASE_FAILED')
  expect(printed.match(/fatal/g)).toHaveLength(1)
  expect(code).toBe(3)

  const again = await open({ directory })
  await expect(sql`select count(*) from filling`.execute(again.db)).resolves.toBeDefined()
  await again.database.close()
}, 60_000)
