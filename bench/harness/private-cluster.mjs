// A PostgreSQL of the run's own with the settings of a server that must lose nothing.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { startPrivatePostgres } from '../../tools/private-postgres.mjs'

/** The server's own defaults, said aloud: every commit waits until it is on disk. */
export const SETTINGS = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/** @typedef {{ version: string, logFile: string, createDatabase: () => Promise<string>, query: (url: string, text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>, stop: () => Promise<void> }} Cluster */

/** @returns {Promise<Cluster>} */
export async function startCluster() {
  let reason = ''
  const cluster = await startPrivatePostgres({
    settings: SETTINGS,
    onMissing: (why) => {
      reason = why
    },
  })
  if (cluster === null) throw new Error(`The benchmarks need PostgreSQL: ${reason}`)
  const query = async (url, text, values) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const { rows } = await client.query(text, values)
      return rows
    } finally {
      await client.end()
    }
  }
  const [{ server_version: version }] = await query(cluster.url, 'show server_version')
  return {
    version: version.split(' ')[0],
    logFile: join(cluster.socketDirectory, 'log'),
    query,
    async createDatabase() {
      const name = `bench_${randomBytes(4).toString('hex')}`
      await query(cluster.url, `create database ${name}`)
      const url = new URL(cluster.url)
      url.pathname = `/${name}`
      return url.href
    },
    stop: cluster.stop,
  }
}
