// Pages, searches and counts of people: as fast at a million as at a thousand, at any depth.
import { enterModels, fillPeople } from './harness/fill-people.mjs'
import { forkProcess } from './harness/fork-process.mjs'
import { startFoyer } from './harness/start-foyer.mjs'
import { median, shuffled, spreadOf } from './harness/statistics.mjs'

const SIZES = [1_000, 100_000]
const MILLION = 1_000_000
const ROUNDS = 20
const WARM_UP_ROUNDS = 5
/** Looked at one after the other in each turn, as by somebody who goes through a list. */
const PAGES_A_TURN = 10
const PAGE_SIZE = 50
/** People a page on the way to a depth. */
const WALK = 200
/** Of each kind of page, so ten times as many for each server. */
const WARM_UP_PAGES = 300
const WARM_UP_TOGETHER = 50
const WARM_UP_WITHIN_MS = 5_000
/** Where a list is looked at: as a part of all that it holds. */
const DEPTHS = [0, 0.25, 0.5, 0.75, 0.98]
const PAGE_AIM_MS = 2
const FLAT_AIM = 0.1
const SEARCH_AIM_MS = 50

const SEARCHES = ['web', 'we', 'mia weber', 'n-4711', 'p123@people', 'zzzz']

/** @param {{ cluster: import('./harness/private-cluster.mjs').Cluster, say: (what: string) => void, rounds: number, million: boolean }} context */
export async function benchLists({ cluster, say, rounds, million }) {
  const sizes = million ? [...SIZES, MILLION] : SIZES
  const places = []
  const client = await forkProcess('timed-client')
  try {
    for (const people of sizes) {
      say(`filling a database with ${people.toLocaleString('en')} people`)
      places.push(await openPlace(cluster, people))
    }
    const kinds = kindsOf(places)
    say('warming up each server alike')
    for (const kind of kinds.filter(({ what }) => what.includes('page at'))) await warmUp(client, kind)
    const count = Math.max(5, Math.round(ROUNDS * rounds))
    for (let round = -WARM_UP_ROUNDS; round < count; round += 1) {
      for (const kind of shuffled(kinds)) {
        const requests = Array.from({ length: PAGES_A_TURN }, () => kind.next())
        for (const { ms, status, body } of await client.ask('run', { port: kind.port, requests, pauseMs: 0 })) {
          if (status !== 200) throw new Error(`${kind.what} answered ${status}: ${body.slice(0, 300)}`)
          if (round >= 0) kind.times.push(ms)
        }
      }
      if (round % 10 === 0) say(`round ${Math.max(0, round)} of ${count}`)
    }
    return report(sizes, kinds)
  } finally {
    await Promise.all([client.stop(), ...places.flatMap(({ foyer, bare }) => [foyer.stop(), bare.stop()])])
  }
}

async function openPlace(cluster, people) {
  const database = await cluster.createDatabase()
  const foyer = await startFoyer({ database, logLevel: 'warn' })
  await fillPeople(cluster, database, await enterModels(foyer), people)
  const bare = await forkProcess('bare-people', { input: { database, connections: 10 } })
  const positions = await Promise.all(
    DEPTHS.map((depth) =>
      cluster.query(
        database,
        `select key, id from (select sort_key as key, id, row_number() over () as at from (
            select sort_key, id from users where deleted_at is null order by sort_key, id
            offset ${Math.floor(Math.min(depth * people, people - 2 * PAGE_SIZE))} limit ${PAGES_A_TURN * PAGE_SIZE}) as near) as numbered
          where at % ${PAGE_SIZE} = 1 order by at`,
      ),
    ),
  )
  const cursors = await cursorsAt(foyer, people, {})
  const cursorsOnline = await cursorsAt(foyer, Math.floor(people * 0.6), { status: 'online' })
  return { people, foyer, bare, positions, cursors, cursorsOnline }
}

/** Cursors are sealed, so they are taken from a list that was walked there: for each depth those of some pages that follow each other. */
async function cursorsAt(foyer, people, filter) {
  const headers = { authorization: `Bearer ${foyer.ready.apiKey}` }
  const pageAfter = async (after, limit) => {
    const query = new URLSearchParams({ ...filter, limit: String(limit), ...(after === null ? {} : { after }) })
    return (await (await fetch(`${foyer.address}/api/users?${query}`, { headers })).json()).next
  }
  const cursors = []
  let passed = 0
  let after = null
  for (const depth of DEPTHS) {
    // Full pages only: a short one at a list's end would flatter.
    for (const start = Math.min(depth * people, people - WALK - 2 * PAGE_SIZE); passed < start; passed += WALK) {
      const next = await pageAfter(after, WALK)
      if (next === null) break
      after = next
    }
    const near = []
    for (let at = after; near.length < PAGES_A_TURN; ) {
      const next = await pageAfter(at, PAGE_SIZE)
      if (next === null) break
      near.push(at)
      at = next
    }
    cursors.push(near)
  }
  return cursors
}

function kindsOf(places) {
  return places.flatMap(({ people, foyer, bare, positions, cursors, cursorsOnline }) => {
    const headers = { authorization: `Bearer ${foyer.ready.apiKey}`, accept: 'application/json' }
    const kind = (what, server, paths) => {
      let at = 0
      const next = () => {
        at += 1
        return { method: 'GET', path: paths[at % paths.length], headers, body: '' }
      }
      return { what, people, port: server.ready.port, times: [], next }
    }
    const page = (filter, after) => `/api/users?${new URLSearchParams({ ...filter, ...(after === null ? {} : { after }) })}`
    return [
      ...DEPTHS.map((depth, index) =>
        kind(
          `page at ${depth * 100} %`,
          foyer,
          cursors[index].map((after) => page({}, after)),
        ),
      ),
      ...DEPTHS.map((depth, index) =>
        kind(
          `online, page at ${depth * 100} %`,
          foyer,
          cursorsOnline[index].map((after) => page({ status: 'online' }, after)),
        ),
      ),
      ...DEPTHS.map((depth, index) =>
        kind(
          `bare page at ${depth * 100} %`,
          bare,
          positions[index].map((position) => `/list?${new URLSearchParams(position)}`),
        ),
      ),
      ...SEARCHES.map((search) => kind(`search "${search}"`, foyer, [page({ search }, null)])),
      kind('count', foyer, ['/api/users/count']),
      kind('count online', foyer, ['/api/users/count?status=online']),
    ]
  })
}

/** Else the server that was walked through the most pages to find its cursors would be the fastest: code is compiled by how often it ran. */
async function warmUp(client, kind) {
  const until = performance.now() + WARM_UP_WITHIN_MS
  for (let sent = 0; sent < WARM_UP_PAGES && performance.now() < until; sent += WARM_UP_TOGETHER) {
    const requests = Array.from({ length: WARM_UP_TOGETHER }, () => kind.next())
    await client.ask('run', { port: kind.port, requests, pauseMs: 0 })
  }
}

function report(sizes, kinds) {
  const of = (people, begins) => kinds.filter((kind) => kind.people === people && kind.what.startsWith(begins))
  const p50 = (people, begins) => median(of(people, begins).flatMap(({ times }) => times))
  const ms = (value) => `${value.toFixed(2)} ms`
  const row = (title, begins, aimMs, flat) => {
    const each = sizes.map((people) => p50(people, begins))
    const depths = sizes.flatMap((people) => of(people, begins).map(({ times }) => median(times)))
    const spread = Math.max(...each) / Math.min(...each) - 1
    const fast = aimMs === null || Math.max(...depths) <= aimMs
    const aims = [
      ...(aimMs === null ? [] : [`aim ${aimMs} ms at each, ${fast ? 'reached' : 'missed'}`]),
      ...(flat ? [`flat within ${FLAT_AIM * 100} %, ${spread <= FLAT_AIM ? 'reached' : `missed: ${(spread * 100).toFixed(0)} %`}`] : []),
    ]
    return [title, ...each.map(ms), `${ms(Math.min(...depths))} to ${ms(Math.max(...depths))}`, aims.join('; ')]
  }
  return {
    title: `Lists of people: median of one request, ${PAGES_A_TURN} after each other`,
    head: ['', ...sizes.map((people) => people.toLocaleString('en')), 'slowest and fastest kind', ''],
    table: [
      row('page of 50, any depth', 'page at', PAGE_AIM_MS, true),
      row('page of 50 with one status, any depth', 'online, page', PAGE_AIM_MS, true),
      row('bare page of 50, for comparison', 'bare page', null, false),
      ...SEARCHES.map((search) => row(`search "${search}"`, `search "${search}"`, SEARCH_AIM_MS, false)),
      row('count of all', 'count', null, false),
    ],
    kinds: kinds.map(({ what, people, times }) => ({ what, people, ms: spreadOf(times) })),
  }
}
