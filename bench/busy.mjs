// How long a host waits for a session check while sign-ins keep every core busy.
import { availableParallelism } from 'node:os'
import { forkProcess } from './harness/fork-process.mjs'
import { APPLICATION, BROWSER_HEADERS, enterAndActivate, openSignIn, PASSWORD, signInAtHost } from './harness/holder.mjs'
import { multiplySession } from './harness/multiply-session.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { startLoad } from './harness/start-load.mjs'
import { spreadOf } from './harness/statistics.mjs'

const PEOPLE = 50
const SESSIONS = 2_000
const SIGN_INS_AT_ONCE = 8
const CHECKS_AT_ONCE = 4
/** Between an answer and the next check on each connection: about 150 a second. */
const PAUSE_MS = 20
const ROUNDS = 8
const ROUND_MS = 5_000
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2 }
const AIM_MS = 20

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number }} context */
export async function benchBusy({ cluster, say, rounds }) {
  const cores = availableParallelism()
  const database = await cluster.createDatabase()
  const foyer = await startFoyer({ database, trustedProxies: ['127.0.0.1'], logLevel: 'warn' })
  const bare = await forkProcess('bare-route', { input: { database, connections: 10 } })
  const raw = await forkProcess('argon2-loop', { input: { parameters: PARAMETERS, password: PASSWORD } })
  const [signInLoad, checkLoad] = await Promise.all([startLoad(), startLoad()])
  try {
    say(`entering and activating ${PEOPLE} people`)
    const emails = []
    for (let i = 0; i < PEOPLE; i += 1) emails.push(await enterAndActivate(foyer, i + 1))
    const secrets = await multiplySession(cluster, database, await signInAtHost(foyer, emails[0]), SESSIONS)
    const token = await openSignIn(foyer)
    const signIns = {
      connections: SIGN_INS_AT_ONCE,
      requests: {
        path: '/flow/act',
        headers: BROWSER_HEADERS,
        bodies: emails.map((name) => JSON.stringify({ token, action: 'sign_in', input: { name, password: PASSWORD } })),
      },
      expects: '"name":"signed_in"',
    }
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${foyer.ready.apiKey}`, accept: 'application/json' }
    const bodies = secrets.map((sessionSecret) => JSON.stringify({ sessionSecret, application: APPLICATION }))
    const checks = (path) => ({
      connections: CHECKS_AT_ONCE,
      pauseMs: PAUSE_MS,
      requests: { path, headers, bodies },
      expects: '"session":{"user"',
    })

    const alone = (ms) => checkLoad.round(foyer, checks('/api/sessions/check'), ms)
    const busy = async (ms) => {
      const [check, signIn] = await Promise.all([alone(ms), signInLoad.round(foyer, signIns, ms)])
      return { ...check, signIns: signIn.count / signIn.seconds }
    }
    const limit = async (ms) => {
      const [check, hashes] = await Promise.all([checkLoad.round(bare, checks('/check'), ms), raw.ask('run', { ms, atOnce: cores })])
      return { ...check, signIns: hashes.count / hashes.seconds }
    }
    say('warming up')
    await checkLoad.warmUp(foyer, { ...checks('/api/sessions/check'), pauseMs: 0 }, 10_000, 8_000)
    await checkLoad.warmUp(bare, { ...checks('/check'), pauseMs: 0 }, 10_000, 5_000)
    await busy(3_000)
    const seen = { alone: [], busy: [], limit: [] }
    const count = Math.max(2, Math.round(ROUNDS * rounds))
    for (let round = 0; round < count; round += 1) {
      seen.alone.push(await alone(ROUND_MS / 2))
      seen.busy.push(await busy(ROUND_MS))
      seen.limit.push(await limit(ROUND_MS))
      say(`round ${round + 1} of ${count}`)
    }
    const line = (title, all, aim) => {
      const p50 = spreadOf(all.map((one) => one.p50))
      const p99 = spreadOf(all.map((one) => one.p99))
      const hashing = all[0].signIns === undefined ? '' : `${spreadOf(all.map(({ signIns: each }) => each)).median.toFixed(1)}/s`
      const verdict = aim === null ? '' : `aim ${aim} ms, ${p99.median <= aim ? 'reached' : 'missed'}`
      return [
        title,
        `${p50.median.toFixed(1)} ms`,
        `${p99.median.toFixed(1)} ms`,
        `${p99.low.toFixed(1)} to ${p99.high.toFixed(1)} ms`,
        hashing,
        verdict,
      ]
    }
    return {
      title: `Session check while ${SIGN_INS_AT_ONCE} sign-ins at once keep ${cores} cores busy`,
      head: ['', 'median', 'p99', 'middle half', 'hashes', ''],
      table: [
        line('Foyer, nothing else to do', seen.alone, null),
        line('Foyer, sign-ins beside', seen.busy, AIM_MS),
        line('bare route, argon2id in a process beside', seen.limit, null),
      ],
      rounds: seen,
    }
  } finally {
    await Promise.all([signInLoad.stop(), checkLoad.stop(), raw.stop(), bare.stop(), foyer.stop()])
  }
}
