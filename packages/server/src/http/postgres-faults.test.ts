// A whole server whose PostgreSQL stops hard, has no connection left, or is told to end while it works.

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PrivatePostgres, startPrivatePostgres } from '../../../../tools/private-postgres.mjs'
import { type ProductionFoyer, rowsOf, startProductionFoyer } from '../../test/production-foyer.ts'
import { runOnPostgres } from '../../test/run-on-postgres.ts'

const READY_WITHIN_MS = 10_000

// A cluster of its own: this file stops and starts it.
let missing = ''
const cluster: PrivatePostgres | null = await startPrivatePostgres({
  settings: { fsync: 'on', synchronous_commit: 'on' },
  onMissing: (reason) => {
    missing = reason
  },
})
if (cluster === null) console.warn(`A server whose PostgreSQL fails is not tested: ${missing}`)
afterAll(async () => cluster?.stop())

interface Load {
  /** Ids of people whose entry was answered with 200. */
  readonly entered: string[]
  /** Answers that were none of 200. */
  readonly refused: Response[]
  stop(): Promise<void>
}

/** So many at once enter and invite people, one after another. */
const putUnderLoad = (foyer: ProductionFoyer, hands: number): Load => {
  const entered: string[] = []
  const refused: Response[] = []
  let running = true
  const working = Array.from({ length: hands }, async (_, hand) => {
    for (let count = 0; running; count += 1) {
      const answer = await foyer.manage('POST', '/api/users', {
        externalId: `L-${hand}-${count}`,
        email: `l${hand}-${count}@example.com`,
        invite: { application: 'app' },
      })
      if (answer?.status === 200) entered.push(((await answer.json()) as { id: string }).id)
      else {
        if (answer !== null) refused.push(answer)
        await sleep(20)
      }
    }
  })
  return {
    entered,
    refused,
    async stop() {
      running = false
      await Promise.all(working)
    },
  }
}

const missingAmong = async (url: string, ids: readonly string[]): Promise<string[]> => {
  const there = new Set((await rowsOf<{ id: string }>(url, 'select id from users')).map(({ id }) => id))
  return ids.filter((id) => !there.has(id))
}

describe.runIf(cluster !== null)('a server on PostgreSQL', () => {
  let foyer: ProductionFoyer | undefined
  let url = ''
  beforeEach(async ({ task }) => {
    const name = `faults_${task.id.replace(/\W/g, '_')}`
    await runOnPostgres(cluster?.url ?? '', `create database ${name}`)
    const address = new URL(cluster?.url ?? '')
    address.pathname = `/${name}`
    url = address.href
  })
  afterEach(() => foyer?.close())
  const start = async (max = 10) => {
    foyer = await startProductionFoyer({ database: `{ url: '${url}', max: ${max} }` })
    return foyer
  }

  it('lives on while its database is gone, says so, comes back by itself, and loses nothing that it had acknowledged', async () => {
    const server = await start()
    const load = putUnderLoad(server, 8)
    await expect.poll(() => load.entered.length, { timeout: 20_000 }).toBeGreaterThan(30)

    await cluster?.stopHard()
    const asked = await Promise.all([
      server.manage('GET', '/api/users'),
      server.manage('POST', '/api/users', { firstName: 'Mia' }),
      server.post('/flow/start', { application: 'app', begin: 'sign_in', link: 'a'.repeat(55) }),
      fetch(`${server.url}/readyz`),
    ])
    for (const answer of asked) {
      const { status, headers } = answer ?? { status: 0, headers: new Headers() }
      if (answer?.url.endsWith('/flow/start') && status === 200) continue
      expect([status, headers.get('retry-after')], answer?.url).toEqual([503, '5'])
      expect(await answer?.json()).toMatchObject({ code: 'unavailable' })
    }
    expect((await fetch(`${server.url}/livez`)).status).toBe(200)
    expect((await fetch(`${server.url}/widget.js`)).status).toBe(200)
    const before = load.entered.length

    await cluster?.start()
    const started = performance.now()
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: READY_WITHIN_MS, interval: 50 }).toBe(200)
    await expect.poll(() => load.entered.length, { timeout: READY_WITHIN_MS, interval: 50 }).toBeGreaterThan(before)
    expect(performance.now() - started).toBeLessThan(READY_WITHIN_MS)
    await load.stop()

    expect(load.refused.length).toBeGreaterThan(0)
    for (const { status, headers } of load.refused) expect([status, headers.has('retry-after')]).toEqual([503, true])
    expect(await missingAmong(url, load.entered)).toEqual([])
    expect(server.running.process.exitCode).toBeNull()
  }, 90_000)

  it('says that it is busy when no connection comes free, in time, and goes on living', async () => {
    const server = await start(2)
    const blocker = new pg.Client({ connectionString: url })
    await blocker.connect()
    await blocker.query('begin')
    await blocker.query('lock table users in access exclusive mode')
    const stuck = Array.from({ length: 2 }, () => server.manage('GET', '/api/users'))
    await sleep(300)
    const asked = performance.now()
    const waiting = Array.from({ length: 20 }, () => server.manage('GET', '/api/users/count'))
    const live = performance.now()
    expect((await fetch(`${server.url}/livez`)).status).toBe(200)
    expect(performance.now() - live).toBeLessThan(1_000)
    for (const answer of await Promise.all(waiting)) {
      expect([answer?.status, answer?.headers.get('retry-after')]).toEqual([503, '2'])
      expect(await answer?.json()).toMatchObject({ code: 'busy' })
    }
    expect(performance.now() - asked).toBeLessThan(8_000)
    await blocker.query('rollback')
    await blocker.end()
    for (const answer of await Promise.all(stuck)) expect([200, 503]).toContain(answer?.status)
    expect((await server.manage('GET', '/api/users'))?.status).toBe(200)
  }, 60_000)

  it('told to end under load, finishes what it acknowledges, gives back its jobs, and is gone within ten seconds', async () => {
    const server = await start()
    const load = putUnderLoad(server, 8)
    await expect.poll(() => load.entered.length, { timeout: 20_000 }).toBeGreaterThan(30)
    const held = 'select id from jobs where lease_by is not null and done_at is null and failed_at is null'
    await expect.poll(async () => (await rowsOf(url, held)).length, { timeout: 10_000 }).toBeGreaterThan(0)

    server.running.process.kill('SIGTERM')
    const told = performance.now()
    const { code, stdout } = await server.running.ended
    expect(performance.now() - told).toBeLessThan(10_000)
    expect(code).toBe(0)
    expect(stdout).toContain('"msg":"stopped"')
    await load.stop()

    expect(await missingAmong(url, load.entered)).toEqual([])
    expect(await rowsOf(url, held)).toEqual([])
    const invited = await rowsOf<{ id: string }>(
      url,
      "select user_id as id from jobs where type = 'mail' and done_at is null and failed_at is null",
    )
    const waiting = new Set(invited.map(({ id }) => id))
    expect(load.entered.filter((id) => !waiting.has(id))).toEqual([])
  }, 60_000)
})
