// Makes the databases that the first start unpacks, when their maker, the schema or the embedded PostgreSQL changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addFile } from './build-stamps.mjs'
import { cacheFolder, root } from './root.mjs'
import { runCommand } from './run-command.mjs'

const MAKER = 'packages/server/assets/make-empty-database.mjs'
const PRODUCT = 'packages/server/dist/embedded-database.tar.gz'
const SCHEMA = 'packages/server/dist/new-schema.js'
const STAMP = join(cacheFolder, 'built', 'empty-database')

/** Answers the log of a failure, or null. A server without a maker needs none. */
export async function buildEmptyDatabase() {
  if (!existsSync(join(root, MAKER))) return null
  const wanted = hashOf([MAKER, SCHEMA, 'pnpm-lock.yaml'])
  if (existsSync(join(root, PRODUCT)) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return null
  const { ok, output } = await runCommand(process.execPath, [MAKER])
  if (!ok) return output
  mkdirSync(join(cacheFolder, 'built'), { recursive: true })
  writeFileSync(STAMP, wanted)
  return null
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) addFile(hash, root, file)
  return hash.digest('hex')
}
