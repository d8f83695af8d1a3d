// Counts what goes to the database, at its driver.

import pg from 'pg'

/** The texts of all statements that any connection of this process sends while `work` runs. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const texts: string[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function counting(this: pg.Client, ...given: Parameters<typeof query>) {
    const [config] = given as unknown as [string | { text?: string }]
    texts.push(typeof config === 'string' ? config : (config.text ?? ''))
    return query.apply(this, given)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return texts
}
