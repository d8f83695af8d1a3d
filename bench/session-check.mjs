// A host asking whether a session still holds, against a bare route that reads the same row.
import { compare, cpuPerOperation } from './harness/compare.mjs'
import { countStatements } from './harness/count-statements.mjs'
import { forkProcess } from './harness/fork-process.mjs'
import { APPLICATION, enterAndActivate, signInAtHost } from './harness/holder.mjs'
import { multiplySession } from './harness/multiply-session.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { startLoad } from './harness/start-load.mjs'
import { median } from './harness/statistics.mjs'

const PEOPLE = 10_000
const AT_ONCE = 32
const CONNECTIONS_TO_DATABASE = 10
const PAIRS = 16
const ROUND_MS = 2_000
const WARM_UP = 30_000
const WARM_UP_WITHIN_MS = 15_000
const COUNTED = 200
const AIM = 0.8

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number, profile: string | null }} context */
export async function benchSessionCheck({ cluster, say, rounds, profile }) {
  const database = await cluster.createDatabase()
  const execArgv = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const foyer = await startFoyer({ database, connections: CONNECTIONS_TO_DATABASE, execArgv })
  const bare = await forkProcess('bare-route', { input: { database, connections: CONNECTIONS_TO_DATABASE }, execArgv })
  const load = await startLoad()
  try {
    say(`filling the database with ${PEOPLE} people and sessions`)
    const secrets = await multiplySession(cluster, database, await signInAtHost(foyer, await enterAndActivate(foyer, 1)), PEOPLE)
    const bodies = secrets.map((sessionSecret) => JSON.stringify({ sessionSecret, application: APPLICATION }))
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${foyer.ready.apiKey}`, accept: 'application/json' }
    const loadOn = (path) => ({ connections: AT_ONCE, requests: { path, headers, bodies }, expects: '"session":{"user"' })
    const checks = loadOn('/api/sessions/check')
    const reads = loadOn('/check')

    say('warming up, counting statements')
    await load.warmUp(foyer, checks, WARM_UP, WARM_UP_WITHIN_MS)
    await load.warmUp(bare, reads, WARM_UP, WARM_UP_WITHIN_MS)
    const statements = await countStatements(cluster, database, async () => {
      for (const secret of secrets.slice(0, COUNTED)) await foyer.sdk.sessions.check(secret, { application: APPLICATION })
      return COUNTED
    })
    const pairs = Math.max(2, Math.round(PAIRS * rounds))
    const result = await compare({
      pairs,
      measured: () => load.round(foyer, checks, ROUND_MS),
      limit: () => load.round(bare, reads, ROUND_MS),
      onPair: (done) => say(`pair ${done} of ${pairs}`),
    })
    const side = (name) => result.rounds.map((pair) => pair[name])
    const tail = (name) =>
      `${median(side(name).map(({ p50 }) => p50)).toFixed(1)} ms, ${median(side(name).map(({ p99 }) => p99)).toFixed(1)} ms`
    return {
      title: `Session check, ${AT_ONCE} at once, ${PEOPLE.toLocaleString('en')} sessions`,
      limitTitle: 'bare Hono + Kysely + pg, one named prepared statement',
      aim: AIM,
      ...result,
      details: {
        'statements a check': `${statements.perOperation} (aim: 1)`,
        'median and p99': `${tail('measured')}; bare ${tail('limit')}`,
        "server's processor time each": `${cpuPerOperation(side('measured'))} µs; bare ${cpuPerOperation(side('limit'))} µs`,
      },
      statements,
    }
  } finally {
    await Promise.all([load.stop(), bare.stop(), foyer.stop()])
  }
}
