// The contract of a connected database, run on every kind.
import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../../../test/databases.ts'
import { connectDatabase } from './connect-database.ts'
import type { Database } from './database.ts'
import { isBusy, isUniqueViolation } from './database-errors.ts'
import { MAX_NAMED_STATEMENTS } from './statement-names.ts'

interface Tables {
  person: { id: number; name: string | null }
}

describe.each(testDatabases())('a $name database', ({ open, skipped }) => {
  if (skipped) {
    it(`is not tested here: ${skipped}`, (context) => context.skip())
    return
  }
  let database: Database
  let db: Kysely<Tables>

  beforeAll(async () => {
    database = await open({ pool: { acquireTimeoutMs: 2_000, max: 4 } })
    db = new Kysely<Tables>({ dialect: database.dialect })
    await sql`create table person (id int8 primary key, name text constraint person_name_key unique)`.execute(db)
  })
  afterAll(async () => {
    await database.close()
    await database.close()
  })

  const people = async () => (await sql<{ count: number }>`select count(*) from person`.execute(db)).rows[0]?.count
  const find = (id: number) => db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
  const add = (id: number, name: string | null) => db.insertInto('person').values({ id, name }).execute()

  it('answers a ping', async () => {
    await expect(database.ping()).resolves.toBeUndefined()
  })

  it('hands values over as JavaScript means them', async () => {
    const { rows } = await sql`
      select timestamptz '2026-10-25 03:30:00+02' as at, 9007199254740991::int8 as big, 1.10::numeric as amount, date '2026-02-01' as day,
        '12'::xid8 as xid, array[1, null]::int8[] as ids, array[date '2026-02-01'] as days, timestamp '2026-02-01 10:00' as plain,
        '{"a":[1]}'::jsonb as json`.execute(db)
    expect(rows).toEqual([
      {
        at: new Date('2026-10-25T01:30:00Z'),
        big: Number.MAX_SAFE_INTEGER,
        amount: '1.10',
        day: '2026-02-01',
        xid: '12',
        ids: [1, null],
        days: ['2026-02-01'],
        plain: new Date('2026-02-01T10:00:00Z'),
        json: { a: [1] },
      },
    ])
  })

  it('refuses an integer that a JavaScript number cannot hold, and goes on', async () => {
    await expect(sql`select 9007199254740993::int8 as big`.execute(db)).rejects.toThrow(RangeError)
    await expect(database.ping()).resolves.toBeUndefined()
  })

  it('keeps every session in UTC', async () => {
    const { rows } = await sql`select current_setting('timezone') as zone`.execute(db)
    expect(rows).toEqual([{ zone: 'UTC' }])
  })

  it('has pg_trgm', async () => {
    const { rows } = await sql`select similarity('weber', 'weber') as same`.execute(db)
    expect(rows).toEqual([{ same: 1 }])
  })

  it('sends a repeated statement under a name, a single one without', async () => {
    const text = `select ${Math.floor(Math.random() * 1e9)} + id as n from person where id = $1`
    const known = async (connection: Kysely<Tables>) => {
      const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements where statement = ${text}`.execute(connection)
      return rows.length
    }
    await db.connection().execute(async (connection) => {
      const run = () => connection.executeQuery({ sql: text, parameters: [1], query: sql`x`.toOperationNode(), queryId: { queryId: 'x' } })
      await run()
      expect(await known(connection)).toBe(0)
      await run()
      await run()
      expect(await known(connection)).toBe(1)
    })
  })

  it('stays right when a named statement gets nulls, fails, and gets values again', async () => {
    await add(10, 'Mia')
    await add(11, null)
    await add(12, null)
    for (let round = 0; round < 3; round += 1) {
      const error = await add(20 + round, 'Mia').catch((caught: unknown) => caught)
      expect(isUniqueViolation(error)).toBe(true)
      expect(isUniqueViolation(error, 'person_name_key')).toBe(true)
      expect(isUniqueViolation(error, 'person_pkey')).toBe(false)
      await expect(find(10)).resolves.toEqual({ id: 10, name: 'Mia' })
      await expect(find(11)).resolves.toEqual({ id: 11, name: null })
    }
    await add(13, 'Jan')
    await expect(find(13)).resolves.toEqual({ id: 13, name: 'Jan' })
  })

  it('stays right when a value cannot be bound, on the server or before', async () => {
    const bad = (value: unknown) => sql`select ${value}::int8 + ${1}::int8 as sum`.execute(db)
    const circular: { self?: unknown } = {}
    circular.self = circular
    for (let round = 0; round < 3; round += 1) {
      await expect(bad('not a number')).rejects.toMatchObject({ code: '22P02' })
      await expect(bad(circular)).rejects.toThrow('circular')
      await expect(bad(2)).resolves.toMatchObject({ rows: [{ sum: 3 }] })
    }
  })

  it('stays right with a syntax error between good statements', async () => {
    for (let round = 0; round < 3; round += 1) {
      await expect(sql`select ${1}::int8 frmo`.execute(db).then(() => sql`selec ${1}`.execute(db))).rejects.toMatchObject({ code: '42601' })
      await expect(find(10)).resolves.toEqual({ id: 10, name: 'Mia' })
    }
  })

  it('answers a named `select *` rightly after its table changed', async () => {
    await sql`create table shape (id int8)`.execute(db)
    await sql`insert into shape values (1)`.execute(db)
    const all = async () => (await sql`select * from shape where id = ${1}`.execute(db)).rows
    for (let round = 0; round < 8; round += 1) await all()
    await sql`alter table shape add column more text default 'x'`.execute(db)
    for (let round = 0; round < 8; round += 1) expect(await all()).toEqual([{ id: 1, more: 'x' }])
  })

  it('runs more distinct statements than there are names', async () => {
    await db.connection().execute(async (connection) => {
      for (let width = 1; width <= MAX_NAMED_STATEMENTS + 20; width += 1) {
        for (let round = 0; round < 2; round += 1) {
          const { rows } = await sql<{ n: number }>`select ${sql.raw(String(width))}::int8 + ${1}::int8 as n`.execute(connection)
          expect(rows[0]?.n).toBe(width + 1)
        }
      }
      const { rows } = await sql<{ n: number }>`select count(*) as n from pg_prepared_statements`.execute(connection)
      expect(rows[0]?.n).toBeGreaterThan(MAX_NAMED_STATEMENTS / 2)
      expect(rows[0]?.n).toBeLessThanOrEqual(MAX_NAMED_STATEMENTS + 1)
    })
  })

  it('undoes a failed transaction and hands a clean connection to the next', async () => {
    const before = await people()
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('person').values({ id: 100, name: 'Undone' }).execute()
      await trx.insertInto('person').values({ id: 100, name: 'Again' }).execute()
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect(await people()).toBe(before)
  })

  it('runs parallel transactions without mixing them', async () => {
    const work = Array.from({ length: 20 }, (_, index) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('person')
          .values({ id: 200 + index, name: null })
          .execute()
        if (index % 2 === 1) throw new Error('on purpose')
      }),
    )
    const outcomes = await Promise.allSettled(work)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    const { rows } = await sql<{ n: number }>`select count(*) as n from person where id between 200 and 219`.execute(db)
    expect(rows).toEqual([{ n: 10 }])
  })

  it('says that it is busy when no connection comes free in time, and recovers', async () => {
    const small = await open({ pool: { max: 1, acquireTimeoutMs: 200 } })
    const one = new Kysely<Tables>({ dialect: small.dialect })
    const error = await one
      .transaction()
      .execute(() => sql`select 1`.execute(one))
      .catch((caught: unknown) => caught)
    expect(isBusy(error)).toBe(true)
    await expect(small.ping()).resolves.toBeUndefined()
    await one.destroy()
  })

  it('gives migrations a session of their own', async () => {
    const direct = await database.direct()
    await expect(direct.ping()).resolves.toBeUndefined()
    await direct.close()
    await expect(database.ping()).resolves.toBeUndefined()
  })
})

describe('the options', () => {
  it.each([
    {},
    { url: 'postgres://localhost/x', memory: true as const },
    { url: 'mysql://localhost/x' },
    { url: 'nonsense' },
    { memory: true as const, pooler: 'transaction' as const },
  ])('are refused when they contradict each other: %j', async (options) => {
    await expect(connectDatabase(options)).rejects.toMatchObject({ code: 'FOYER_DATABASE_OPTIONS' })
  })
})
