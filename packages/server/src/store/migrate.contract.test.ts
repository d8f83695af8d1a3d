// The contract of migrations: old or new, never between, whoever starts at the same time; and what openStore makes of a full or lost database.

import { Kysely } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createPostgresDatabase, testDatabases } from '../../test/databases.ts'
import { connectDatabase } from './database/connect-database.ts'
import { migrate } from './migrate.ts'
import { allMigrations } from './migrations/all-migrations.ts'
import { openStore } from './open-store.ts'
import { runStatement } from './run-statement.ts'
import type { Schema } from './schema.ts'

const names = allMigrations.map(({ name }) => name)

describe.each(testDatabases())('migrations, on $name', ({ name: kind, open, skipped }) => {
  if (skipped) {
    it(`are not tested here: ${skipped}`, (context) => context.skip())
    return
  }

  const withDatabase = async (work: (db: Kysely<Schema>) => Promise<void>) => {
    const database = await open({ pool: { max: 10, acquireTimeoutMs: 10_000 } })
    try {
      await work(new Kysely<Schema>({ dialect: database.dialect }))
    } finally {
      await database.close()
    }
  }

  it('run once, in order', () =>
    withDatabase(async (db) => {
      await expect(migrate(db)).resolves.toEqual(names)
      await expect(migrate(db)).resolves.toEqual([])
    }))

  it('run once when several start at the same time', () =>
    withDatabase(async (db) => {
      const ran = await Promise.all([migrate(db), migrate(db), migrate(db), migrate(db)])
      expect(ran.flat().sort()).toEqual(names)
    }))

  it('leave nothing behind when they fail half-way, and go on from there', () =>
    withDatabase(async (db) => {
      const failing = { name: '9001-failing', statements: ['create table half (id int4)', 'select 1 / 0'] }
      await expect(migrate(db, [...allMigrations, failing])).rejects.toMatchObject({ code: '22012' })
      await expect(runStatement(db, `select to_regclass('half') as half`, [])).resolves.toEqual([{ half: null }])
      const mended = { name: '9001-failing', statements: ['create table half (id int4)'] }
      await expect(migrate(db, [...allMigrations, mended])).resolves.toEqual(['9001-failing'])
    }))

  it('take away the waiting jobs of last days, and no other', () =>
    withDatabase(async (db) => {
      const before = names.indexOf('0029-last-days')
      await migrate(db, allMigrations.slice(0, before))
      await runStatement(
        db,
        `insert into jobs (type, payload, dedupe, run_at, done_at) values ('end_account', '{}', 'a', now() + interval '1 year', null),
          ('end_account', '{}', 'b', now(), now()), ('erase_account', '{}', 'c', now(), null), ('mail', '{}', 'd', now(), null)`,
        [],
      )
      await migrate(db)
      const left = await runStatement<{ dedupe: string }>(db, 'select dedupe from jobs order by dedupe', [])
      expect(left.map(({ dedupe }) => dedupe)).toEqual(['b', 'c', 'd'])
    }))

  it.runIf(kind === 'PostgreSQL')('leave the old schema when the connection is cut in the middle, and complete at the next start', () =>
    withDatabase(async (db) => {
      const cut = { name: '9001-cut', statements: ['create table half (id int4)', 'select pg_terminate_backend(pg_backend_pid())'] }
      await expect(migrate(db, [...allMigrations, cut])).rejects.toThrow()
      await expect(runStatement(db, `select to_regclass('half') as half`, [])).resolves.toEqual([{ half: null }])
      await expect(migrate(db, [...allMigrations, { name: '9001-cut', statements: ['create table half (id int4)'] }])).resolves.toEqual([
        '9001-cut',
      ])
    }),
  )

  it('refuse a database that a newer program set up, and say so', () =>
    withDatabase(async (db) => {
      await migrate(db, [...allMigrations, { name: '9002-newer', statements: [] }])
      await expect(migrate(db)).rejects.toThrow(/newer Foyer.*9002-newer/)
    }))

  it('leave a store that says when the database is full', async () => {
    const database = await open({ pool: { max: 1, acquireTimeoutMs: 200 } })
    const store = await openStore(database)
    await expect(store.transaction(() => store.now())).rejects.toMatchObject({ code: 'busy' })
    await expect(store.now()).resolves.toBeGreaterThan(1_600_000_000_000)
    await store.close()
  })

  it.runIf(kind === 'PostgreSQL')(
    'run once when two servers start at the same time, and the store says when the database is gone',
    async () => {
      const { url, drop } = await createPostgresDatabase()
      const databases = await Promise.all([1, 2].map(() => connectDatabase({ url, pool: { max: 2, acquireTimeoutMs: 2_000 } })))
      const [one, two] = await Promise.all(databases.map(openStore))
      await one?.writeMeta('a', 'b')
      await expect(two?.readMeta('a')).resolves.toBe('b')
      await one?.close()
      await drop()
      await expect(two?.now()).rejects.toMatchObject({ code: expect.stringMatching(/unavailable|3D000/) })
      await two?.close()
    },
  )
})
