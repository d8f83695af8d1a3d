// Hundreds who hold connections open and send next to nothing, or without end, or sign in all at once: others are served meanwhile.

import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ORIGIN, type ProductionFoyer, startProductionFoyer } from '../../test/production-foyer.ts'

const FREED_WITHIN_MS = 30_000
/** Generous: the machine that runs this runs other tests as well. What a quiet one takes is measured in bench/. */
const OTHERS_WITHIN_MS = 1_500

let foyer: ProductionFoyer
beforeAll(async () => {
  foyer = await startProductionFoyer({ database: 'undefined' })
}, 60_000)
afterAll(() => foyer?.close())

interface Held {
  kind: string
  /** The first status that came, if any did. */
  status: number | null
  /** Status line and headers of the first answer. */
  head: string
  closedAfterMs: number | null
}

/** Sends `head`, then `piece` again and again until the other end has had enough. */
const hold = (kind: string, head: string, piece: string, everyMs: number): { held: Held; socket: Socket; closed: Promise<void> } => {
  const held: Held = { kind, status: null, head: '', closedAfterMs: null }
  const socket = connect({ port: Number(new URL(foyer.url).port), host: '127.0.0.1' })
  const begun = performance.now()
  let timer: NodeJS.Timeout | undefined
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      clearInterval(timer)
      held.closedAfterMs = performance.now() - begun
      resolve()
    })
  })
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    held.status ??= Number(chunk.toString('latin1').slice(9, 12))
    if (held.head === '') held.head = chunk.toString('latin1').split('\r\n\r\n')[0] ?? ''
  })
  socket.on('connect', () => {
    if (head !== '') socket.write(head)
    if (piece !== '') timer = setInterval(() => socket.writable && socket.write(piece), everyMs)
  })
  return { held, socket, closed }
}

const start = `POST /flow/start HTTP/1.1\r\nhost: id.foyer.test\r\norigin: ${ORIGIN}\r\ncontent-type: application/json\r\n`
const kinds: Record<string, { count: number; head: string; piece: string; everyMs: number; statuses: (number | null)[] }> = {
  'drips headers': { count: 150, head: 'GET /livez HTTP/1.1\r\nhost: a\r\n', piece: 'x: y\r\n', everyMs: 1_000, statuses: [408] },
  'drips a body': { count: 150, head: `${start}content-length: 1000\r\n\r\n{`, piece: ' ', everyMs: 1_000, statuses: [408] },
  'drips chunks': { count: 50, head: `${start}transfer-encoding: chunked\r\n\r\n`, piece: '1\r\n \r\n', everyMs: 1_000, statuses: [408] },
  'sends chunks without end': {
    count: 50,
    head: `${start}transfer-encoding: chunked\r\n\r\n`,
    piece: `2000\r\n${' '.repeat(8_192)}\r\n`,
    everyMs: 50,
    statuses: [413],
  },
  'says that much will come': { count: 50, head: `${start}content-length: 999999999\r\n\r\n`, piece: ' ', everyMs: 1_000, statuses: [413] },
  'says nothing at all': { count: 50, head: '', piece: '', everyMs: 0, statuses: [408, null] },
}

/** Asks again and again until told to stop. @returns how long each answer took, and every status that was none of 200 */
const askMeanwhile = (path: string, everyMs: number) => {
  const tookMs: number[] = []
  const others: number[] = []
  let running = true
  const asking = (async () => {
    while (running) {
      const begun = performance.now()
      const { status } = await fetch(`${foyer.url}${path}`)
      tookMs.push(performance.now() - begun)
      if (status !== 200) others.push(status)
      await sleep(everyMs)
    }
  })()
  return {
    async stop() {
      running = false
      await asking
      tookMs.sort((a, b) => a - b)
      return { others, p95Ms: tookMs[Math.floor(tookMs.length * 0.95)] ?? Number.POSITIVE_INFINITY, count: tookMs.length }
    },
  }
}

it('five hundred who hold on to their connections are cut off within 30 seconds, while others are answered', async () => {
  const all = Object.entries(kinds).flatMap(([kind, { count, head, piece, everyMs }]) =>
    Array.from({ length: count }, () => hold(kind, head, piece, everyMs)),
  )
  expect(all).toHaveLength(500)
  const meanwhile = [askMeanwhile('/livez', 50), askMeanwhile('/readyz', 100), askMeanwhile('/sign-in', 200)]
  await Promise.race([Promise.all(all.map(({ closed }) => closed)), sleep(FREED_WITHIN_MS + 2_000)])
  for (const { others, p95Ms, count } of await Promise.all(meanwhile.map((one) => one.stop()))) {
    expect(others).toEqual([])
    expect(count).toBeGreaterThan(20)
    expect(p95Ms).toBeLessThan(OTHERS_WITHIN_MS)
  }
  for (const { socket } of all) socket.destroy()
  for (const { held } of all) {
    expect(held.closedAfterMs, held.kind).toBeLessThan(FREED_WITHIN_MS)
    expect(kinds[held.kind]?.statuses, held.kind).toContain(held.status)
    if (held.status !== null) expect(held.head.toLowerCase(), held.kind).toContain('x-content-type-options: nosniff')
  }
}, 60_000)

it('two hundred who sign in at once wait for each other, not everybody else for them', async () => {
  const begun = (await (await foyer.post('/flow/start', { application: 'app' })).json()) as { token: string }
  const meanwhile = askMeanwhile('/livez', 20)
  const tried = await Promise.all(
    Array.from({ length: 200 }, (_, at) =>
      foyer.post('/flow/act', { token: begun.token, action: 'sign_in', input: { name: `s${at}@example.com`, password: 'not this one' } }),
    ),
  )
  const { others, p95Ms } = await meanwhile.stop()
  const statuses = new Set(tried.map(({ status }) => status))
  expect(
    [...statuses].every((status) => [401, 429, 503].includes(status)),
    String([...statuses]),
  ).toBe(true)
  expect(statuses).toContain(401)
  expect(others).toEqual([])
  expect(p95Ms).toBeLessThan(OTHERS_WITHIN_MS)
}, 60_000)

it('none of it is a fault to the log, and the process has let go of them', async () => {
  const { status } = await fetch(`${foyer.url}/readyz`)
  expect(status).toBe(200)
  foyer.running.process.kill('SIGTERM')
  const { code, stdout, stderr } = await foyer.running.ended
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string })
  expect(lines.filter(({ level, msg }) => level >= 50 || msg === 'request failed')).toEqual([])
})
