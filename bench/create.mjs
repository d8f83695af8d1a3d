// Entering a person, with its event, against a bare route that inserts one row into the same table.
import { compare, cpuPerOperation } from './harness/compare.mjs'
import { countStatements } from './harness/count-statements.mjs'
import { enterModels, fillPeople } from './harness/fill-people.mjs'
import { forkProcess } from './harness/fork-process.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { startLoad } from './harness/start-load.mjs'
import { median } from './harness/statistics.mjs'

const PEOPLE = 20_000
const AT_ONCE = 16
const CONNECTIONS_TO_DATABASE = 10
const PAIRS = 12
const ROUND_MS = 2_000
const WARM_UP = 6_000
const WARM_UP_WITHIN_MS = 12_000
/** More than any round can send. */
const BODIES = 12_000
const COUNTED = 50
const AIM = 0.6

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number }} context */
export async function benchCreate({ cluster, say, rounds }) {
  const database = await cluster.createDatabase()
  const foyer = await startFoyer({ database, connections: CONNECTIONS_TO_DATABASE, logLevel: 'warn' })
  const bare = await forkProcess('bare-people', { input: { database, connections: CONNECTIONS_TO_DATABASE } })
  const load = await startLoad()
  try {
    say(`filling the database with ${PEOPLE} people`)
    await fillPeople(cluster, database, await enterModels(foyer), PEOPLE)
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${foyer.ready.apiKey}`, accept: 'application/json' }
    const loadOn = (path) => ({
      connections: AT_ONCE,
      requests: { path, headers, bodies: newPeople(BODIES) },
      expects: '"firstName":"Mia"',
    })
    const create = (ms) => load.round(foyer, loadOn('/api/users'), ms)
    const insert = (ms) => load.round(bare, loadOn('/people'), ms)

    say('warming up, counting statements')
    for (const [server, path] of [
      [foyer, '/api/users'],
      [bare, '/people'],
    ]) {
      const until = performance.now() + WARM_UP_WITHIN_MS
      for (let sent = 0; sent < WARM_UP && performance.now() < until; ) sent += (await load.round(server, loadOn(path), ROUND_MS)).count
    }
    const statements = await countStatements(cluster, database, async () => {
      for (const body of newPeople(COUNTED)) {
        const response = await fetch(`${foyer.address}/api/users`, { method: 'POST', headers, body })
        if (!response.ok) throw new Error(`Entering answered ${response.status}: ${await response.text()}`)
        await response.arrayBuffer()
      }
      return COUNTED
    })
    const pairs = Math.max(2, Math.round(PAIRS * rounds))
    const result = await compare({
      pairs,
      measured: () => create(ROUND_MS),
      limit: () => insert(ROUND_MS),
      onPair: (done) => say(`pair ${done} of ${pairs}`),
    })
    const side = (name) => result.rounds.map((pair) => pair[name])
    return {
      title: `Entering a person with its event, ${AT_ONCE} at once`,
      limitTitle: 'bare Hono + Kysely + pg, one named insert into the same table',
      aim: AIM,
      ...result,
      details: {
        'statements each': `${statements.perOperation}`,
        'median and p99': `${median(side('measured').map(({ p50 }) => p50)).toFixed(1)} ms, ${median(side('measured').map(({ p99 }) => p99)).toFixed(1)} ms`,
        "server's processor time each": `${cpuPerOperation(side('measured'))} µs; bare ${cpuPerOperation(side('limit'))} µs`,
      },
      statements,
    }
  } finally {
    await Promise.all([load.stop(), bare.stop(), foyer.stop()])
  }
}

let entered = 0
const newPeople = (count) =>
  Array.from({ length: count }, () => {
    entered += 1
    return JSON.stringify({
      firstName: 'Mia',
      lastName: `Weber ${entered}`,
      email: `new${entered}@people.example`,
      externalId: `E-${entered}`,
      location: 'Köln',
      department: 'Logistik',
    })
  })
