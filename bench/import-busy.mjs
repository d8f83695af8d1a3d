// How long a sign-in takes while files are imported, against the same with nothing else to do, in turns.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROWSER_HEADERS, enterAndActivate, openSignIn, PASSWORD } from './harness/holder.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { startLoad } from './harness/start-load.mjs'
import { spreadOf } from './harness/statistics.mjs'
import { lines } from './import.mjs'

const PEOPLE = 20
const ROUNDS = 6
const ROUND_MS = 3_000
const WARM_UP = 100
const WARM_UP_WITHIN_MS = 10_000
/** One after the other with pauses: what they wait for is the import, not each other. */
const PAUSE_MS = 60
const ROWS = { PostgreSQL: 40_000, embedded: 10_000 }
const AIM = 2

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number }} context */
export async function benchImportBusy({ cluster, say, rounds }) {
  const table = []
  const kept = {}
  for (const name of ['PostgreSQL', 'embedded']) {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'))
    const where = name === 'embedded' ? { dataDirectory: folder } : { database: await cluster.createDatabase() }
    const foyer = await startFoyer({ ...where, logLevel: 'warn' })
    const load = await startLoad()
    try {
      const seen = await measure({
        foyer,
        load,
        rows: ROWS[name],
        count: Math.max(2, Math.round(ROUNDS * rounds)),
        say: (what) => say(`${name}: ${what}`),
      })
      const line = (title, all, ratio) => {
        const p95 = spreadOf(all.map((one) => one.p95))
        return [
          `${name}, ${title}`,
          `${spreadOf(all.map((one) => one.p50)).median.toFixed(0)} ms`,
          `${p95.median.toFixed(0)} ms`,
          `${p95.low.toFixed(0)} to ${p95.high.toFixed(0)} ms`,
          ratio,
        ]
      }
      const ratio = spreadOf(seen.importing.map(({ p95 }, at) => p95 / seen.idle[at].p95)).median
      table.push(line('nothing else to do', seen.idle, ''))
      table.push(line('importing', seen.importing, `${ratio.toFixed(2)} times (aim below ${AIM})`))
      kept[name] = seen
    } finally {
      await Promise.all([load.stop(), foyer.stop()])
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { title: 'A sign-in while a file is imported', head: ['', 'median', 'p95', 'middle half', ''], table, rounds: kept }
}

async function measure({ foyer, load, rows, count, say }) {
  say(`entering and activating ${PEOPLE} people`)
  const emails = []
  for (let i = 0; i < PEOPLE; i += 1) emails.push(await enterAndActivate(foyer, i + 1))
  const token = await openSignIn(foyer)
  const bodies = emails.map((name) => JSON.stringify({ token, action: 'sign_in', input: { name, password: PASSWORD } }))
  const requests = { path: '/flow/act', headers: BROWSER_HEADERS, bodies }
  const signIns = { connections: 1, pauseMs: PAUSE_MS, requests, expects: '"name":"signed_in"' }
  await load.warmUp(foyer, { ...signIns, pauseMs: 0 }, WARM_UP, WARM_UP_WITHIN_MS)
  const seen = { idle: [], importing: [] }
  let from = 0
  for (let round = 0; round < count; round += 1) {
    seen.idle.push(await load.round(foyer, signIns, ROUND_MS))
    const files = keepImporting(foyer.sdk, () => {
      from += rows
      return lines(rows, from)
    })
    seen.importing.push(await load.round(foyer, signIns, ROUND_MS))
    await files.stop()
    say(`round ${round + 1} of ${count}`)
  }
  return seen
}

/** One file after the other. */
function keepImporting(sdk, nextFile) {
  let stopped = false
  const work = async () => {
    while (!stopped) {
      const { id } = await sdk.imports.create(nextFile(), {})
      await sdk.imports.preview(id)
      await sdk.imports.run(id)
      for await (const _ of sdk.imports.watch(id)) if (stopped) break
      if (stopped) await sdk.imports.cancel(id)
    }
  }
  const working = work()
  return {
    stop() {
      stopped = true
      return working
    },
  }
}
