// Everything that stands in a database, as text: what somebody would read who got hold of a backup.

import { execFileSync } from 'node:child_process'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

type Query = (sql: string) => Promise<Record<string, unknown>[]>

/** Every row of every table, each as one line after the table's name, in an order that only depends on the content. */
export async function dumpRows(query: Query): Promise<string> {
  const tables = await query("select tablename from pg_tables where schemaname = 'public' order by 1")
  const lines: string[] = []
  for (const { tablename } of tables) {
    for (const { row } of await query(`select t::text as row from "${String(tablename)}" t order by 1`)) lines.push(`${tablename} ${row}`)
  }
  return lines.join('\n')
}

/** `pg_dump`'s own words, where it is installed and not older than the server; else null. */
export function pgDump(url: string): string | null {
  try {
    return execFileSync('pg_dump', ['--no-owner', `--dbname=${url}`], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return null
  }
}

/** Of an embedded database that nobody has open. */
export async function dumpDirectory(dataDirectory: string): Promise<string> {
  const database = new PGlite({ dataDir: dataDirectory, extensions: { pg_trgm } })
  try {
    return await dumpRows(async (sql) => (await database.query<Record<string, unknown>>(sql)).rows)
  } finally {
    await database.close()
  }
}
