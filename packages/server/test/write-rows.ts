// Writes row after row into an embedded database and prints each number once it is committed, until it is killed.
import { Kysely, sql } from 'kysely'
import { connectDatabase } from '../src/store/database/connect-database.ts'

const [directory = ''] = process.argv.slice(2)
const { dialect } = await connectDatabase({ directory })
const db = new Kysely<Record<string, never>>({ dialect })
await sql`create table written (id int8 primary key)`.execute(db)
for (let id = 1; id <= 100_000; id += 1) {
  await sql`insert into written values (${id})`.execute(db)
  console.log(`row ${id}`)
}
