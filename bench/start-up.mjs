// From starting the process to the first real answer, and the memory that an idle server holds.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { forkProcess } from './harness/fork-process.mjs'
import { APPLICATION, openSignIn } from './harness/holder.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { spreadOf } from './harness/statistics.mjs'

const TIMES = 5
const IDLE_MS = 2_000

const WAYS = {
  bare: { title: 'bare Hono + Kysely + pg, for comparison', aimMs: null },
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
    await foyerOnce({ database })
    await foyerOnce({ dataDirectory: kept })
    const results = { bare: [], postgres: [], reopened: [], first: [] }
    const times = Math.max(2, Math.round(TIMES * rounds))
    for (let i = 0; i < times; i += 1) {
      say(`round ${i + 1} of ${times}`)
      results.bare.push(await bareOnce(database))
      results.postgres.push(await foyerOnce({ database }))
      results.reopened.push(await foyerOnce({ dataDirectory: kept }))
      results.first.push(await foyerOnce({ dataDirectory: join(folder, `first-${i}`) }))
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
const foyerOnce = (where) =>
  once(
    () => startFoyer(where),
    (foyer) => openSignIn(foyer),
  )

const bareOnce = (database) =>
  once(
    () => forkProcess('bare-route', { input: { database, connections: 10 } }),
    async ({ ready }) => {
      const body = JSON.stringify({ sessionSecret: 'none', application: APPLICATION })
      const answer = await fetch(`http://127.0.0.1:${ready.port}/check`, { method: 'POST', body })
      if ((await answer.text()) !== '{"session":null}') throw new Error('The bare route did not answer')
    },
  )

async function once(start, ask) {
  const begun = performance.now()
  const server = await start()
  try {
    await ask(server)
    const ms = performance.now() - begun
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
    const { rssBytes } = await server.usage()
    return { ms, megabytes: rssBytes / 1024 / 1024 }
  } finally {
    await server.stop()
  }
}
