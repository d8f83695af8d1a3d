// Counts what goes to the database, at its driver.

import pg from 'pg'

/** Calls `onQuery` before each statement that any connection of this process sends while `work` runs. */
const listenTo = async (
  work: () => Promise<unknown>,
  onQuery: (client: pg.Client, text: string, values: readonly unknown[]) => void,
): Promise<void> => {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function counting(this: pg.Client, ...given: Parameters<typeof query>) {
    const [config, values] = given as unknown as [string | { text?: string; values?: unknown[] }, unknown]
    const more = typeof config === 'string' ? values : (config.values ?? values)
    onQuery(this, typeof config === 'string' ? config : (config.text ?? ''), Array.isArray(more) ? more : [])
    return query.apply(this, given)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
}

/** The texts of all statements that any connection of this process sends while `work` runs. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const texts: string[] = []
  await listenTo(work, (_, text) => texts.push(text))
  return texts
}

/** The same, each with its values. */
export const callsOf = async (work: () => Promise<unknown>): Promise<{ text: string; values: readonly unknown[] }[]> => {
  const calls: { text: string; values: readonly unknown[] }[] = []
  await listenTo(work, (_, text, values) => calls.push({ text, values }))
  return calls
}

/**
 * The same, with the rows of each table that were inserted, changed and deleted. For the embedded database alone: its one connection tells
 * at once what servers tell a second later.
 * @param ask any statement on that database
 */
export const effectsOf = async (
  ask: () => Promise<unknown>,
  work: () => Promise<unknown>,
): Promise<{ statements: string[]; rows: Record<string, string> }> => {
  const clients: pg.Client[] = []
  await listenTo(ask, (client) => clients.push(client))
  const [client] = clients
  if (client === undefined) throw new Error('No statement went anywhere')
  const before = await readCounts(client)
  const statements = await statementsOf(work)
  const rows: Record<string, string> = {}
  for (const [table, counts] of await readCounts(client)) {
    const changes = counts.map((count, index) => count - (before.get(table)?.[index] ?? 0))
    if (changes.some((change) => change !== 0)) rows[table] = `+${changes[0]} ~${changes[1]} -${changes[2]}`
  }
  return { statements, rows }
}

type Counts = Map<string, [inserted: number, changed: number, deleted: number]>

const readCounts = async (client: pg.Client): Promise<Counts> => {
  await client.query('select pg_stat_force_next_flush()')
  const text = 'select relname, n_tup_ins as i, n_tup_upd as u, n_tup_del as d from pg_stat_user_tables order by relname'
  const { rows } = await client.query(text)
  return new Map(rows.map(({ relname, i, u, d }) => [String(relname), [Number(i), Number(u), Number(d)]]))
}
