// Guessing by the time of one answer whether a name is known: the area under the curve is 0.5 where that cannot be done.
import { addressOf, enterModels, fillPeople } from './harness/fill-people.mjs'
import { forkProcess } from './harness/fork-process.mjs'
import { APPLICATION, BROWSER_HEADERS } from './harness/holder.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { aucOf, median, shuffled } from './harness/statistics.mjs'

const PEOPLE = 100_000
const TRIES = 2_000
const BATCH = 150
const PAUSE_MS = 12
const AIM = 0.52
const WRONG = 'Drei Kraniche am Hafen 8'

const PAIRS = [
  ['known or not', ['online', 'offline', 'invited'], ['unknown']],
  ['online or offline', ['online'], ['offline']],
]

/** Each try names somebody who was never named before; `slow` ones cost a hash each. */
const ENTRANCES = {
  'wrong password': {
    slow: true,
    begin: 'sign_in',
    request: (name) => ({ action: 'sign_in', input: { name, password: WRONG } }),
    expects: 401,
  },
  'wrong password, in the wait after five': {
    begin: 'sign_in',
    prepare: 5,
    request: (name) => ({ action: 'sign_in', input: { name, password: WRONG } }),
    expects: 429,
  },
  'forgotten password': { begin: 'recover', request: (name) => ({ action: 'request', input: { name } }), expects: 200 },
  'code of a recovery': {
    begin: 'recover',
    after: 'request',
    request: () => ({ action: 'submit_code', input: { code: '2222-2222' } }),
    expects: 422,
  },
  'send my invitation again': {
    begin: 'enter_code',
    after: 'send_again',
    request: (name) => ({ action: 'request', input: { name } }),
    expects: 200,
  },
}

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number }} context */
export async function benchGuess({ cluster, say, rounds }) {
  const database = await cluster.createDatabase()
  const foyer = await startFoyer({ database, trustedProxies: ['127.0.0.1'], logLevel: 'warn' })
  const client = await forkProcess('timed-client')
  try {
    say(`filling the database with ${PEOPLE} people`)
    await fillPeople(cluster, database, await enterModels(foyer), PEOPLE)
    const names = nameSource()
    const lines = []
    for (const [what, entrance] of Object.entries(ENTRANCES)) {
      const tries = Math.max(50, Math.round((TRIES * rounds) / (entrance.slow ? 2 : 1)))
      const times = await measure({
        foyer,
        client,
        entrance,
        tries,
        names,
        onDone: (done) => say(`${what}: ${done} of ${tries} tries a state`),
      })
      for (const [question, positive, negative] of PAIRS) {
        const of = (states) => states.flatMap((state) => times[state])
        lines.push({ what, question, median: median(of(negative)), ...aucOf(of(positive), of(negative)) })
      }
    }
    return {
      title: `Guessing from the time of one answer, ${PEOPLE.toLocaleString('en')} people`,
      head: ['', 'guess', 'area under the curve', '95 %', 'tries', 'median', ''],
      table: lines.map(({ what, question, auc, low, high, count, median: ms }) => {
        const folded = Math.max(auc, 1 - auc)
        const reached = folded <= AIM ? 'reached' : 'missed'
        return [
          what,
          question,
          folded.toFixed(3),
          `${low.toFixed(3)} to ${high.toFixed(3)}`,
          `${count}`,
          `${ms.toFixed(2)} ms`,
          `aim ${AIM}, ${reached}`,
        ]
      }),
      lines,
    }
  } finally {
    await Promise.all([client.stop(), foyer.stop()])
  }
}

/** From here on numbers have five digits. */
const FIRST = { online: 6_000, invited: 2_500, offline: 1_000 }
const STATES = ['unknown', 'offline', 'invited', 'online']

function nameSource() {
  const used = Object.fromEntries(STATES.map((state) => [state, 0]))
  return (state) => {
    used[state] += 1
    // Five digits each, so that nothing is told by a length.
    return state === 'unknown' ? `u${9_999 + used[state]}@people.example` : addressOf(state, FIRST[state] + used[state])
  }
}

let hops = 0
/** Every request from an address of its own, so that no block is counted together. */
const fromAnywhere = () => {
  hops += 1
  return { ...BROWSER_HEADERS, 'x-forwarded-for': `10.${(hops >> 16) & 255}.${(hops >> 8) & 255}.${hops & 255}` }
}

/** Batches, each with as many tries for every state in an order drawn anew. @returns milliseconds by state */
async function measure({ foyer, client, entrance, tries, names, onDone }) {
  const times = Object.fromEntries(STATES.map((state) => [state, []]))
  const send = async (path, body) => {
    const response = await fetch(`${foyer.address}${path}`, { method: 'POST', headers: fromAnywhere(), body: JSON.stringify(body) })
    return response.json()
  }
  const first = await send('/flow/start', { application: APPLICATION, begin: entrance.begin })
  const tokenFor = async (name) => {
    if (entrance.after === undefined) return first.token
    return (await send('/flow/act', { token: first.token, action: entrance.after, input: entrance.after === 'request' ? { name } : {} }))
      .token
  }
  // The first batch warms up.
  for (let done = -BATCH; done < tries; done += BATCH) {
    const batch = []
    for (const state of STATES)
      for (let i = 0; i < BATCH / (entrance.prepare === undefined ? 1 : 10); i += 1) {
        const name = names(state)
        const token = await tokenFor(name)
        const body = JSON.stringify({ token, ...entrance.request(name) })
        batch.push({ state, body })
      }
    const repeated = entrance.prepare === undefined ? batch : await inTheWait(foyer, batch, entrance.prepare)
    if (entrance.after === 'request') await foyer.ask('idle')
    const order = shuffled(repeated)
    const requests = order.map(({ body }) => ({ path: '/flow/act', headers: fromAnywhere(), body }))
    const answers = await client.ask('run', { port: foyer.ready.port, requests, pauseMs: entrance.slow ? 2 : PAUSE_MS }, 600_000)
    for (const [index, { ms, status, body }] of answers.entries()) {
      if (status !== entrance.expects) throw new Error(`Expected ${entrance.expects}, but the answer was ${status}: ${body.slice(0, 300)}`)
      if (done >= 0) times[order[index].state].push(ms)
    }
    onDone(Math.max(0, done + BATCH))
  }
  return times
}

/** Fails so often, then tries each name ten times within the minute's wait. */
async function inTheWait(foyer, batch, failures) {
  for (let count = 0; count < failures; count += 1)
    await Promise.all(
      batch.map(({ body }) => fetch(`${foyer.address}/flow/act`, { method: 'POST', headers: fromAnywhere(), body }).then((r) => r.text())),
    )
  return batch.flatMap((item) => Array.from({ length: 10 }, () => item))
}
