// API keys, found by the hash of their secret.

import type { Scope } from '@foyer/contract'
import { sql } from 'kysely'
import type { ApiKeyFacts, ApiKeyStore } from './api-key.port.ts'
import { inMs, inMsOrNull, moment, presentMoment } from './moment.ts'
import type { Executor } from './run-statement.ts'

const MAX_LISTED = 200

export function createApiKeyStore(db: Executor): ApiKeyStore {
  const facts = () =>
    db
      .selectFrom('api_keys')
      .select(['id', 'name', 'application'])
      .select([
        sql<Scope[]>`scopes`.as('scopes'),
        inMs('created_at').as('createdAt'),
        inMsOrNull('last_used_at').as('lastUsedAt'),
        inMsOrNull('expires_at').as('expiresAt'),
        inMsOrNull('revoked_at').as('revokedAt'),
        inMsOrNull('previous_until').as('oldUntil'),
      ])
  const isLive = sql<boolean>`(revoked_at is null and (expires_at is null or expires_at > foyer_now()))`

  return {
    async findApiKey(hash) {
      const key: ApiKeyFacts | undefined = await facts()
        .where((is) => is.or([is('hash', '=', hash), is.and([is('previous_hash', '=', hash), is('previous_until', '>', presentMoment())])]))
        .where(isLive)
        .executeTakeFirst()
      return key ?? null
    },
    async readApiKey(id) {
      const key: ApiKeyFacts | undefined = await facts().where('id', '=', id).executeTakeFirst()
      return key ?? null
    },
    async insertApiKey({ scopes, expiresAt, ...key }) {
      await db
        .insertInto('api_keys')
        .values({ ...key, scopes: [...scopes], expires_at: expiresAt === null ? null : moment(expiresAt) })
        .execute()
    },
    async listApiKeys() {
      return facts().orderBy(sql`revoked_at is not null`).orderBy('created_at', 'desc').orderBy('id').limit(MAX_LISTED).execute()
    },
    async touchApiKey(id) {
      await db
        .updateTable('api_keys')
        .set({ last_used_at: presentMoment() })
        .where('id', '=', id)
        .where(sql<boolean>`(last_used_at is null or last_used_at < foyer_now() - interval '1 minute')`)
        .execute()
    },
    async rotateApiKey(id, { hash, oldUntil }) {
      const { numUpdatedRows } = await db
        .updateTable('api_keys')
        .set({ previous_hash: sql`hash`, previous_until: moment(oldUntil), hash })
        .where('id', '=', id)
        .where(isLive)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async revokeApiKey(id) {
      const { numUpdatedRows } = await db
        .updateTable('api_keys')
        .set({ revoked_at: presentMoment() })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
