// Counting tries, and burning what may be used once.

import type { Instant } from '@foyer/core'
import type { Limit, NonceStore, RateLimitStore, Tally, WindowLimit } from './rate-limit.port.ts'
import { triedPart } from './rate-limit-statement.ts'
import { type Executor, type Parameters, runStatement, startParameters } from './run-statement.ts'

export interface TriedRow {
  key: string
  count: number
  admitted: boolean
  retryAt: Instant | null
}

/** For a statement that has `tried`. */
export const triedJson = `(select json_agg(json_build_object('key', key, 'count', count, 'admitted', admitted, 'retryAt', retry_at)) from tried)`

/** In the order of the limits. */
export const toTallies = (rows: readonly TriedRow[] | null, limits: readonly Limit[]): Tally[] =>
  limits.flatMap(({ key }) => rows?.filter((row) => row.key === key) ?? [])

/** Of limits that are only looked at: one row for each that counts at this moment. */
export interface WatchedRow {
  key: string
  count: number
  endsAt: Instant
}

export const watchedJson = (watched: readonly WindowLimit[], parameters: Parameters): string =>
  watched.length === 0
    ? 'null'
    : `(select json_agg(json_build_object('key', w.key, 'count', w.count, 'endsAt', foyer_ms(w.expires_at)))
        from rate_limits w where w.key = any(${parameters.add(
          watched.map(({ key }) => key),
          'text[]',
        )}) and w.expires_at > foyer_now())`

/** In the order of the limits. */
export const toWatched = (rows: readonly WatchedRow[] | null, watched: readonly WindowLimit[]): Tally[] =>
  watched.map(({ key, max }) => {
    const { count, endsAt } = rows?.find((row) => row.key === key) ?? { count: 0, endsAt: null }
    const admitted = count < max
    return { key, count, admitted, retryAt: admitted ? null : endsAt }
  })

export function createRateLimitStore(db: Executor): RateLimitStore {
  return {
    async countTry(limits) {
      const parameters = startParameters()
      const text = `with ${triedPart(limits, parameters)} select foyer_ms(foyer_now()) as now, ${triedJson} as tried`
      const [row] = await runStatement<{ now: Instant; tried: TriedRow[] | null }>(db, text, parameters.values)
      if (row === undefined) throw new Error('Counting answered nothing')
      return { tallies: toTallies(row.tried, limits), now: row.now }
    },
    async readTries(keys) {
      const text = `select key, count, foyer_ms(case when retry_at > foyer_now() then retry_at end) as "retryAt"
        from rate_limits where key = any($1::text[]) and expires_at > foyer_now()`
      return runStatement(db, text, [keys])
    },
    async clearTries(keys) {
      await runStatement(db, 'delete from rate_limits where key = any($1::text[])', [keys])
    },
    async uncountTries(keys) {
      await runStatement(db, 'update rate_limits set count = count - 1 where key = any($1::text[]) and count > 0', [keys])
    },
  }
}

export function createNonceStore(db: Executor): NonceStore {
  return {
    async burnNonce(nonce, expiresAt) {
      const text = 'insert into burnt_nonces (nonce, expires_at) values ($1, foyer_at($2::int8)) on conflict do nothing returning nonce'
      const rows = await runStatement(db, text, [nonce, expiresAt])
      return rows.length === 1
    },
  }
}
