// From starting the process to the first real answer, and the memory that an idle server holds.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APPLICATION, openSignIn } from './harness/holder.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { spreadOf } from './harness/statistics.mjs'

const TIMES = 5
const IDLE_MS = 2_000

const WAYS = {
  postgres: { title: 'PostgreSQL, schema there', aimMs: 500 },
  reopened: { title: 'embedded, reopened', aimMs: 900 },
  first: { title: 'embedded, first boot', aimMs: 1_500 },
}

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number }} context */
export async function benchStartUp({ cluster, say, rounds }) {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-bench-'))
  try {
    const database = await cluster.createDatabase()
    const kept = join(folder, 'kept')
    await startOnce({ database })
    await startOnce({ dataDirectory: kept })
    const results = { postgres: [], reopened: [], first: [] }
    const times = Math.max(2, Math.round(TIMES * rounds))
    for (let i = 0; i < times; i += 1) {
      say(`round ${i + 1} of ${times}`)
      results.postgres.push(await startOnce({ database }))
      results.reopened.push(await startOnce({ dataDirectory: kept }))
      results.first.push(await startOnce({ dataDirectory: join(folder, `first-${i}`) }))
    }
    const rows = Object.entries(WAYS).map(([way, { title, aimMs }]) => ({
      title,
      aimMs,
      ms: spreadOf(results[way].map(({ ms }) => ms)),
      megabytes: spreadOf(results[way].map(({ megabytes }) => megabytes)),
    }))
    return { title: 'Start to the first real answer; memory when idle', rows }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The first real answer is a sign-in screen: it needs the database. */
async function startOnce(where) {
  const begun = performance.now()
  const foyer = await startFoyer(where)
  try {
    await openSignIn(foyer, { application: APPLICATION })
    const ms = performance.now() - begun
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
    const { rssBytes } = await foyer.usage()
    return { ms, megabytes: rssBytes / 1024 / 1024 }
  } finally {
    await foyer.stop()
  }
}
