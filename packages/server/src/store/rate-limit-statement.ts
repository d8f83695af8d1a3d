// The part of a statement that counts a try on several limits at once, by the database's clock.

import type { Limit } from './rate-limit.port.ts'
import type { Parameters } from './run-statement.ts'

/**
 * Part of a `with`: `tried(key, count, admitted, retry_at)`. One upsert locks each row for as long as the statement runs, so tries at the
 * same moment are counted one after the other. Rows are taken in the order of their keys: two statements never wait for each other.
 */
export function triedPart(limits: readonly Limit[], parameters: Parameters): string {
  return `tried as (
    insert into rate_limits as r (key, count, admitted, retry_at, expires_at, doubling, allowance, period_ms, base_ms, max_ms)
    select l.key, 1, l.doubling or l.allowance >= 1, ${waitAfter('1', 'l')}, ${endAfter('1', 'l', 'foyer_now()')},
      l.doubling, l.allowance, l."period", l."base", l."most"
    from jsonb_to_recordset(${parameters.addJson(limits.map(toRow))})
      as l(key text, doubling boolean, allowance int4, "period" int8, "base" int8, "most" int8)
    order by l.key
    on conflict (key) do update set (count, admitted, retry_at, expires_at, doubling, allowance, period_ms, base_ms, max_ms) = (
      select n.count,
        case when n.waits then false else n.doubling or n.count <= n.allowance end,
        case when n.waits then r.retry_at else ${waitAfter('n.count', 'n')} end,
        case when n.waits or (n.goes_on and not n.doubling) then r.expires_at else ${endAfter('n.count', 'n', 'foyer_now()')} end,
        n.doubling, n.allowance, n."period", n."base", n."most"
      from (
        select case when not o.goes_on then 1 when o.waits then r.count else least(r.count, 1000000000) + 1 end as count, o.*
        from (
          select r.expires_at > foyer_now() as goes_on,
            excluded.doubling and r.expires_at > foyer_now() and coalesce(r.retry_at > foyer_now(), false) as waits,
            r.expires_at as window_end, excluded.doubling, excluded.allowance, excluded.period_ms as "period",
            excluded.base_ms as "base", excluded.max_ms as "most"
        ) o
      ) n
    )
    returning r.key, r.count, r.admitted, foyer_ms(case when r.retry_at > foyer_now() then r.retry_at end) as retry_at)`
}

/** When the next try is admitted after this many. */
const waitAfter = (count: string, from: 'l' | 'n'): string => {
  const windowEnd =
    from === 'n' ? `case when n.goes_on then n.window_end else foyer_now() + ${ms('n."period"')} end` : `foyer_now() + ${ms('l."period"')}`
  return `case
    when ${count} < ${from}.allowance then null
    when ${from}.doubling then foyer_now() + ${ms(doubled(count, from))}
    else ${windowEnd} end`
}

/** A doubling count is forgotten only after its wait. */
const endAfter = (count: string, from: 'l' | 'n', now: string): string =>
  `${now} + case when ${from}.doubling and ${count} >= ${from}.allowance
    then greatest(${ms(`${from}."period"`)}, ${ms(doubled(count, from))}) else ${ms(`${from}."period"`)} end`

const doubled = (count: string, from: string): string =>
  `least(${from}."most", ${from}."base" * (2::int8 ^ least(${count} - ${from}.allowance, 30))::int8)`

const ms = (amount: string): string => `${amount} * interval '1 millisecond'`

const toRow = (limit: Limit) =>
  limit.kind === 'window'
    ? { key: limit.key, doubling: false, allowance: limit.max, period: limit.windowMs, base: 0, most: 0 }
    : { key: limit.key, doubling: true, allowance: limit.free, period: limit.forgetMs, base: limit.baseMs, most: limit.maxMs }
