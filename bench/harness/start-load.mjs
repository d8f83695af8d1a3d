// The load generator's process, and a round of load on a server with what it cost that server.
import { forkProcess } from './fork-process.mjs'

const MARGIN_MS = 20_000
const WARM_UP_ROUND_MS = 500

/** @typedef {{ connections: number, requests: { path: string, headers: Record<string, string>, bodies: string[] }, expects: string, pauseMs?: number }} Load */

/** @returns the process, with its rounds. @throws Error with an example when an answer was wrong */
export async function startLoad() {
  const load = await forkProcess('load-client')
  /** Sends requests to a server for so long. */
  const round = async (/** @type {import('./fork-process.mjs').Process} */ server, /** @type {Load} */ input, /** @type {number} */ ms) => {
    const before = await server.usage()
    const answer = await load.ask('run', { port: server.ready.port, ms, ...input }, ms + MARGIN_MS)
    const after = await server.usage()
    if (answer.wrong > 0) throw new Error(`${answer.wrong} of ${answer.count} answers were not as expected, such as:\n${answer.example}`)
    const { count, seconds, p50, p95, p99 } = answer
    return { count, seconds, p50, p95, p99, cpuMs: after.cpuMs - before.cpuMs }
  }
  return {
    round,
    /** Sends so many, for code is compiled by how often it ran; ends after `withinMs` in any case. */
    async warmUp(server, input, count, withinMs) {
      const until = performance.now() + withinMs
      let sent = 0
      while (sent < count && performance.now() < until) sent += (await round(server, input, WARM_UP_ROUND_MS)).count
    },
    stop: load.stop,
  }
}
