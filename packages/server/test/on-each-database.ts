// Runs one contract suite of the store on every kind of database.

import { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Database } from '../src/store/database/database.ts'
import { openStore } from '../src/store/open-store.ts'
import { type Executor, runStatement } from '../src/store/run-statement.ts'
import type { Schema } from '../src/store/schema.ts'
import type { Store } from '../src/store/store.ts'
import { testDatabases } from './databases.ts'

export interface StoreOnDatabase {
  readonly store: Store
  readonly database: Database
  /** The database itself, for looking at what was written. */
  readonly db: Executor
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

/** The suite's tests read `at()` while they run; one database serves the whole suite. */
export function onEachDatabase(name: string, suite: (at: () => StoreOnDatabase, kind: 'PGlite' | 'PostgreSQL') => void): void {
  describe.each(testDatabases())(`${name}, on $name`, ({ name: kind, open, skipped }) => {
    if (skipped) {
      it(`is not tested here: ${skipped}`, (context) => context.skip())
      return
    }
    let opened: StoreOnDatabase | undefined
    beforeAll(async () => {
      const database = await open({ pool: { max: 10, acquireTimeoutMs: 10_000 } })
      const store = await openStore(database)
      const db = new Kysely<Schema>({ dialect: database.dialect })
      opened = { store, database, db, rows: (text, values = []) => runStatement(db, text, values) }
    })
    afterAll(async () => {
      await opened?.store.close()
    })
    suite(() => {
      if (opened === undefined) throw new Error('The database is not open yet')
      return opened
    }, kind)
  })
}
