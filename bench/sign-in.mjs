// Signing in with address and password, against nothing but argon2id at the same parameters.
import { availableParallelism } from 'node:os'
import { compare, cpuPerOperation } from './harness/compare.mjs'
import { countStatements } from './harness/count-statements.mjs'
import { forkProcess } from './harness/fork-process.mjs'
import { BROWSER_HEADERS, enterAndActivate, openSignIn, PASSWORD } from './harness/holder.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { startLoad } from './harness/start-load.mjs'
import { median } from './harness/statistics.mjs'

const PEOPLE = 50
const AT_ONCE = 8
const PAIRS = 10
const ROUND_MS = 4_000
const WARM_UP = 1_500
const WARM_UP_WITHIN_MS = 15_000
const COUNTED = 40
/** The server's defaults: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2 }
const AIM = 0.95
const STATEMENTS_AIM = 2

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number }} context */
export async function benchSignIn({ cluster, say, rounds }) {
  const cores = availableParallelism()
  const database = await cluster.createDatabase()
  const foyer = await startFoyer({ database })
  const raw = await forkProcess('argon2-loop', { input: { parameters: PARAMETERS, password: PASSWORD } })
  const load = await startLoad()
  try {
    say(`entering and activating ${PEOPLE} people`)
    const emails = []
    for (let i = 0; i < PEOPLE; i += 1) emails.push(await enterAndActivate(foyer, i + 1))
    await requireSameParameters(cluster, database)
    const token = await openSignIn(foyer)
    const bodies = emails.map((name) => JSON.stringify({ token, action: 'sign_in', input: { name, password: PASSWORD } }))
    const requests = { path: '/flow/act', headers: BROWSER_HEADERS, bodies }
    const signIns = { connections: AT_ONCE, requests, expects: '"name":"signed_in"' }
    const hashes = async (ms) => {
      const before = await raw.usage()
      const answer = await raw.ask('run', { ms, atOnce: cores })
      return { ...answer, cpuMs: (await raw.usage()).cpuMs - before.cpuMs }
    }

    say('warming up, counting statements')
    await load.warmUp(foyer, signIns, WARM_UP, WARM_UP_WITHIN_MS)
    const statements = await countStatements(cluster, database, () => oneAfterTheOther(foyer, bodies.slice(0, COUNTED)))
    await hashes(ROUND_MS)
    const pairs = Math.max(2, Math.round(PAIRS * rounds))
    const result = await compare({
      pairs,
      measured: () => load.round(foyer, signIns, ROUND_MS),
      limit: () => hashes(ROUND_MS),
      onPair: (done) => say(`pair ${done} of ${pairs}`),
    })
    const mine = result.rounds.map(({ measured }) => measured)
    const [all, alone] = [mine, result.rounds.map(({ limit }) => limit)].map((side) => cpuPerOperation(side) / 1000)
    return {
      title: `Sign-in, ${AT_ONCE} at once, ${PEOPLE} people`,
      limitTitle: `argon2id alone (19 MiB, 2 passes, 1 lane), ${cores} at once`,
      aim: AIM,
      ...result,
      details: {
        'statements beside the hash': `${statements.perOperation} (aim: at most ${STATEMENTS_AIM})`,
        'median and p99 of a sign-in': `${median(mine.map(({ p50 }) => p50)).toFixed(0)} ms, ${median(mine.map(({ p99 }) => p99)).toFixed(0)} ms`,
        "server's processor time each": `${all.toFixed(2)} ms, of which the hash ${alone.toFixed(2)} ms (${((100 * alone) / all).toFixed(1)} %)`,
      },
      statements,
    }
  } finally {
    await Promise.all([load.stop(), raw.stop(), foyer.stop()])
  }
}

async function oneAfterTheOther(foyer, bodies) {
  for (const body of bodies) {
    const response = await fetch(`${foyer.address}/flow/act`, { method: 'POST', headers: BROWSER_HEADERS, body })
    if (!response.ok) throw new Error(`A sign-in answered ${response.status}: ${await response.text()}`)
    await response.arrayBuffer()
  }
  return bodies.length
}

/** Else two different things would be compared. */
async function requireSameParameters(cluster, database) {
  const [{ hash }] = await cluster.query(database, 'select hash from passwords limit 1')
  const { memoryCost, timeCost, parallelism } = PARAMETERS
  if (!hash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`))
    throw new Error(`The server hashes with other parameters: ${hash.split('$').slice(0, 4).join('$')}`)
}
