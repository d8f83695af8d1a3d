// Makes the initialised, empty database that the embedded first start unpacks: initdb would take seconds and some 700 MB there.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

const target = new URL('../dist/embedded-database.tar.gz', import.meta.url)

const engine = await PGlite.create({ extensions: { pg_trgm } })
await engine.exec('create extension pg_trgm')
// Nobody creates databases in the embedded server: without the templates it has a third of the files to unpack and sync.
await engine.exec("update pg_database set datistemplate = false where datname in ('template0', 'template1')")
for (const template of ['template0', 'template1']) await engine.exec(`drop database ${template}`)
await engine.exec('checkpoint')
const dump = await engine.dumpDataDir('gzip')
await engine.close()

mkdirSync(new URL('.', target), { recursive: true })
const unfinished = new URL(`${target.href}.${process.pid}`)
writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()))
renameSync(unfinished, target)
