// Counts the statements that reach PostgreSQL while some work is done, as the server's own log tells them.
import { open, stat } from 'node:fs/promises'

const SETTLE_MS = 300
const MAX_LOG_BYTES = 64 * 1024 * 1024
/** The first line of each statement, whether it came named, unnamed or as plain text. */
const STATEMENT = /LOG: {2}(?:execute [^:]+|statement): (.*)/g

/**
 * @param {import('./private-cluster.mjs').Cluster} cluster
 * @param {string} database address of the database that the work is done on
 * @param {() => Promise<number>} work answers how many operations it did
 * @returns {Promise<{ perOperation: number, statements: { begins: string, perOperation: number }[] }>} most frequent first, those that hardly ever came left out
 */
export async function countStatements(cluster, database, work) {
  await setLogging(cluster, database, 'all')
  const from = (await stat(cluster.logFile)).size
  let operations = 1
  try {
    operations = await work()
  } finally {
    await setLogging(cluster, database, 'none')
  }
  const counts = new Map()
  for (const [, begins] of (await readFrom(cluster.logFile, from)).matchAll(STATEMENT)) {
    const key = begins.replaceAll(/\s+/g, ' ').slice(0, 60)
    if (!key.startsWith('alter system')) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const statements = [...counts]
    .map(([begins, count]) => ({ begins, perOperation: Math.round((count / operations) * 100) / 100 }))
    .filter(({ perOperation }) => perOperation >= 0.1)
    .sort((a, b) => b.perOperation - a.perOperation)
  const sum = statements.reduce((total, { perOperation }) => total + perOperation, 0)
  return { perOperation: Math.round(sum * 100) / 100, statements }
}

async function setLogging(cluster, database, what) {
  await cluster.query(database, `alter system set log_statement = '${what}'`)
  await cluster.query(database, 'select pg_reload_conf()')
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
}

async function readFrom(path, from) {
  const file = await open(path)
  try {
    const length = Math.min(MAX_LOG_BYTES, (await file.stat()).size - from)
    const { buffer } = await file.read(Buffer.alloc(Math.max(0, length)), 0, Math.max(0, length), from)
    return buffer.toString('utf8')
  } finally {
    await file.close()
  }
}
