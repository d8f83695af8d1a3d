// Small facts about the deployment.

import type { Executor } from './run-statement.ts'
import type { MetaStore } from './store.ts'

export function createMetaStore(db: Executor): MetaStore {
  const readMeta = async (key: string): Promise<string | null> => {
    const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
    return row?.value ?? null
  }
  return {
    readMeta,
    async keepMeta(key, value) {
      await db
        .insertInto('meta')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute()
      return (await readMeta(key)) ?? value
    },
    async writeMeta(key, value) {
      await db
        .insertInto('meta')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
    },
  }
}
