// Makes the empty database that the first start unpacks, when the store or its maker changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addFile, filesIn } from './build-stamps.mjs'
import { cacheFolder, root } from './root.mjs'
import { runCommand } from './run-command.mjs'

const MAKER = 'packages/server/assets/make-empty-database.mjs'
const STORE = 'packages/server/src/store'
const STAMP = join(cacheFolder, 'built', 'empty-database')

/** Answers the log of a failure, or null. A server without a maker needs none. */
export async function buildEmptyDatabase() {
  if (!existsSync(join(root, MAKER))) return null
  const wanted = hashOf([...filesIn(root, STORE), MAKER, 'pnpm-lock.yaml'])
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === `${wanted} ${made()}`) return null
  const { ok, output } = await runCommand(process.execPath, [MAKER])
  if (!ok) return output
  mkdirSync(join(cacheFolder, 'built'), { recursive: true })
  writeFileSync(STAMP, `${wanted} ${made()}`)
  return null
}

/** Changes when somebody deletes what was made. */
const made = () => hashOf(filesIn(root, 'packages/server/assets', { packed: true }))

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) addFile(hash, root, file)
  return hash.digest('hex')
}
