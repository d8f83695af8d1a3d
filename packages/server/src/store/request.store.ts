// Idempotency keys: what the first request with a key touched.

import { FoyerError } from '@foyer/core'
import { sql } from 'kysely'
import { isUniqueViolation } from './database/database-errors.ts'
import type { EarlierRequest, RequestStore, RequestWriter } from './request.port.ts'
import type { Executor } from './run-statement.ts'

const MAX_KEYS = 500

export function createRequestStore(db: Executor): RequestStore {
  return {
    async findRequest(actor, key) {
      const earlier: EarlierRequest | undefined = await db
        .selectFrom('requests')
        .select(['request_hash as requestHash', 'status', sql<EarlierRequest['refs']>`refs`.as('refs')])
        .where('actor', '=', actor)
        .where('key', '=', key)
        .executeTakeFirst()
      return earlier ?? null
    },
    async findRequestKeys(actor, keys) {
      const asked = keys.slice(0, MAX_KEYS)
      if (asked.length === 0) return new Set()
      const rows = await db.selectFrom('requests').select('key').where('actor', '=', actor).where('key', 'in', asked).execute()
      return new Set(rows.map(({ key }) => key))
    },
    async countRequests(actor, prefix) {
      const row = await db
        .selectFrom('requests')
        .select(sql<number>`count(*)::int4`.as('count'))
        .where('actor', '=', actor)
        .where('key', '>=', prefix)
        .where('key', '<', `${prefix}\u{10ffff}`)
        .executeTakeFirst()
      return row?.count ?? 0
    },
  }
}

export function createRequestWriter(db: Executor): RequestWriter {
  return {
    async rememberRequest({ actor, key, requestHash, status }, refs) {
      try {
        await db
          .insertInto('requests')
          .values({ actor, key, request_hash: requestHash, status, refs: JSON.stringify(refs) })
          .execute()
      } catch (error) {
        if (isUniqueViolation(error, 'requests_pkey')) throw new FoyerError('in_progress', {}, { cause: error })
        throw error
      }
    },
  }
}
