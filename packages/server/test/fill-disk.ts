// Opens an embedded database, writes until its log may grow no further, and prints what came of it.
import { Kysely, sql } from 'kysely'
import { connectDatabase } from '../src/store/database/connect-database.ts'

const MAX_ROUNDS = 500

const [directory = ''] = process.argv.slice(2)
const database = await connectDatabase({
  directory,
  pool: { statementTimeoutMs: 2_000 },
  onFatal: (error) => {
    console.log(`fatal ${Reflect.get(error, 'code')}`)
    process.exit(3)
  },
})
const db = new Kysely<Record<string, never>>({ dialect: database.dialect })
await sql`create table if not exists filling (text text)`.execute(db)
for (let round = 0; round < MAX_ROUNDS; round += 1) {
  try {
    await sql`insert into filling select repeat(md5(n::text), 30) from generate_series(1, 500) n`.execute(db)
  } catch (error) {
    console.log(`error ${error instanceof Error ? Reflect.get(error, 'code') : error}`)
  }
}
process.exit(0)
