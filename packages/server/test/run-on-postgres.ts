// Runs one statement on a connection of its own, for what no pool may hold open: creating and dropping databases.
import pg from 'pg'

export async function runOnPostgres(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
