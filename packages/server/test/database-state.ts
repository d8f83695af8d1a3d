// What stands in a PostgreSQL database, as one short text for each table: two of them differ as soon as any row does.

import pg from 'pg'

export interface DatabaseState {
  /** By table, without counters of tries, burnt nonces and the moments of last use: every request may write those. */
  read(): Promise<Record<string, string>>
  close(): Promise<void>
}

const LEFT_OUT = ['rate_limits', 'burnt_nonces', 'foyer_migrations']

export const openDatabaseState = async (url: string): Promise<DatabaseState> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and not tablename = any($1) order by 1",
    [LEFT_OUT],
  )
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(row, ',' order by row)), '') as sum
       from (select (to_jsonb(t) - 'last_used_at')::text as row from "${name}" t) as rows`,
  )
  return {
    async read() {
      const { rows } = await client.query<{ name: string; sum: string }>(sums.join(' union all '))
      return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
    },
    close: () => client.end(),
  }
}
