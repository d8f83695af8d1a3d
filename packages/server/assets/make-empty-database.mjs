// Makes the databases that the embedded first start unpacks: initdb would take seconds and some 700 MB there, the schema half a second.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { newSchema, schemaId } from '../dist/new-schema.js'

const dist = new URL('../dist/', import.meta.url)
mkdirSync(dist, { recursive: true })

const folder = mkdtempSync(join(tmpdir(), 'foyer-empty-'))
try {
  await change(async (engine) => {
    await engine.exec('create extension pg_trgm')
    // Nobody creates databases in the embedded server: without the templates it has a third of the files to unpack and sync.
    await engine.exec("update pg_database set datistemplate = false where datname in ('template0', 'template1')")
    for (const template of ['template0', 'template1']) await engine.exec(`drop database ${template}`)
  })
  await dump('embedded-database.tar.gz')
  // The same with every table, for databases in a directory; its name says which schema it has.
  await change((engine) =>
    engine.transaction(async (transaction) => {
      for (const statement of newSchema()) await transaction.exec(statement)
    }),
  )
  const withSchema = `embedded-database-${schemaId()}.tar.gz`
  await dump(withSchema)
  for (const name of readdirSync(dist))
    if (/^embedded-database-\w+\.tar\.gz$/.test(name) && name !== withSchema) rmSync(new URL(name, dist))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function change(work) {
  const engine = await PGlite.create(folder, { extensions: { pg_trgm } })
  await work(engine)
  await engine.close()
}

/** Of a database that was shut down: what was copied while running is recovered at its first start, which syncs each file once more. */
async function dump(name) {
  const files = await PGlite.create(folder, { noInitDb: true })
  const archive = await files.dumpDataDir('gzip')
  const unfinished = new URL(`${name}.${process.pid}`, dist)
  writeFileSync(unfinished, Buffer.from(await archive.arrayBuffer()))
  renameSync(unfinished, new URL(name, dist))
}
